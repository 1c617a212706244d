-- The first schema. `main` is public (every relation and column carries a COMMENT); `facts` is how it is made.
-- No keys and no indexes: loading is set-based (MERGE, anti-joins), an index over millions of repo ids costs
-- more than the hash joins it would save, and DuckLake, the shared form of the warehouse, has none.

CREATE TABLE facts.documents (
    document VARCHAR NOT NULL, source_id VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL, etag VARCHAR, last_modified VARCHAR,
    status VARCHAR NOT NULL, records BIGINT NOT NULL, rejected BIGINT NOT NULL
);
COMMENT ON TABLE facts.documents IS 'Ledger of landed documents: a row is committed with the rows that the document brought.';

CREATE TABLE facts.state (name VARCHAR NOT NULL, value VARCHAR NOT NULL);
COMMENT ON TABLE facts.state IS 'What was last loaded or derived, by content hash: catalogue, snapshot, marts.';

CREATE TABLE facts.pending (repo_id VARCHAR NOT NULL);
COMMENT ON TABLE facts.pending IS 'Repos whose model has to be resolved again; emptied with the marts, so a crash in between loses nothing.';

CREATE TABLE facts.catalogue_models (
    position INTEGER NOT NULL, model_id VARCHAR NOT NULL, name VARCHAR NOT NULL, name_zh VARCHAR, kind VARCHAR NOT NULL,
    org_id VARCHAR, released_on DATE, released_precision VARCHAR, sizes VARCHAR[], parameters_min BIGINT,
    parameters_max BIGINT, architecture VARCHAR, license VARCHAR, openness VARCHAR, languages VARCHAR[],
    rlhf_stages VARCHAR[], url VARCHAR, hub_repo VARCHAR, aliases VARCHAR[], notes VARCHAR[], source_url VARCHAR,
    quadrant VARCHAR, on_map BOOLEAN NOT NULL
);
COMMENT ON TABLE facts.catalogue_models IS 'Curated entries as the catalogue gives them.';

CREATE TABLE facts.catalogue_parents (
    child_id VARCHAR NOT NULL, parent_id VARCHAR NOT NULL, relation VARCHAR NOT NULL, position INTEGER NOT NULL,
    evidence VARCHAR, evidence_url VARCHAR
);
COMMENT ON TABLE facts.catalogue_parents IS 'Curated edges as the catalogue gives them.';

CREATE TABLE facts.licenses (
    license VARCHAR NOT NULL, openness VARCHAR NOT NULL, commercial_use BOOLEAN NOT NULL, spelling VARCHAR NOT NULL
);
COMMENT ON TABLE facts.licenses IS 'Licences under every spelling (lower case) that the Hub or a text uses for them.';

CREATE TABLE facts.model_repos (repo_id VARCHAR NOT NULL, model_id VARCHAR NOT NULL);
COMMENT ON TABLE facts.model_repos IS 'Repos that the catalogue assigns to a model; ids in lower case.';

CREATE TABLE facts.model_keys (org_id VARCHAR NOT NULL, name_key VARCHAR NOT NULL, model_id VARCHAR);
COMMENT ON TABLE facts.model_keys IS 'Keys of the names of curated models, by organisation and over all (*); no model where several claim a key.';

CREATE TABLE facts.repo_keys (
    repo_id VARCHAR NOT NULL, author VARCHAR NOT NULL, name_key VARCHAR NOT NULL, keys VARCHAR[] NOT NULL,
    name VARCHAR NOT NULL, slug VARCHAR NOT NULL
);
COMMENT ON TABLE facts.repo_keys IS 'Folded names of repos by catalogued organisations and of notable ones, seen or only named as a parent.';

CREATE TABLE facts.placed (repo_id VARCHAR NOT NULL, model_id VARCHAR NOT NULL, resolved_by VARCHAR NOT NULL);
COMMENT ON TABLE facts.placed IS 'Repo ids, seen or only named, that a name or the catalogue assigns to a model; kept to see what moves.';

CREATE TABLE facts.copies (repo_id VARCHAR NOT NULL, depth INTEGER NOT NULL);
COMMENT ON TABLE facts.copies IS 'Repos assigned to a model as copies, and how many steps they are from one that is assigned by itself.';

CREATE TABLE facts.cards (repo_id VARCHAR NOT NULL, fetched_at TIMESTAMPTZ NOT NULL);
COMMENT ON TABLE facts.cards IS 'Repos whose card and configs have been read, and when they were fetched.';

CREATE TABLE facts.announced_parents (
    announcement_id VARCHAR NOT NULL, position INTEGER NOT NULL, name VARCHAR NOT NULL, name_key VARCHAR NOT NULL,
    name_keys VARCHAR[] NOT NULL, relation VARCHAR NOT NULL, confidence DOUBLE NOT NULL
);
COMMENT ON TABLE facts.announced_parents IS 'Parents that an announcement states, as named there.';

CREATE TABLE orgs (
    org_id VARCHAR NOT NULL, name VARCHAR NOT NULL, name_zh VARCHAR, country VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    hub_authors VARCHAR[] NOT NULL, aliases VARCHAR[] NOT NULL, watched BOOLEAN NOT NULL, url VARCHAR
);
COMMENT ON TABLE orgs IS 'Organisations and people that publish models, from the catalogue. One row per organisation.';
COMMENT ON COLUMN orgs.org_id IS 'Short name, used everywhere for the organisation.';
COMMENT ON COLUMN orgs.name IS 'Name in English.';
COMMENT ON COLUMN orgs.name_zh IS 'Name in Chinese.';
COMMENT ON COLUMN orgs.country IS 'Seat, as an ISO 3166-1 alpha-2 code; CN decides the quadrant chinese.';
COMMENT ON COLUMN orgs.kind IS 'company, university, lab, community or person.';
COMMENT ON COLUMN orgs.hub_authors IS 'Author names that it has or had on the Hugging Face Hub.';
COMMENT ON COLUMN orgs.aliases IS 'Other names in use.';
COMMENT ON COLUMN orgs.watched IS 'Whether its repos are polled on their own.';
COMMENT ON COLUMN orgs.url IS 'Home page.';

CREATE TABLE models (
    model_id VARCHAR NOT NULL, name VARCHAR NOT NULL, name_zh VARCHAR, kind VARCHAR NOT NULL, org_id VARCHAR, org VARCHAR,
    country VARCHAR, quadrant VARCHAR NOT NULL, released_on DATE, released_precision VARCHAR, sizes VARCHAR[],
    parameters_min BIGINT, parameters_max BIGINT, architecture VARCHAR, license VARCHAR, openness VARCHAR,
    commercial_use BOOLEAN, languages VARCHAR[], rlhf_stages VARCHAR[], url VARCHAR, hub_repo VARCHAR, aliases VARCHAR[],
    notes VARCHAR[], source_url VARCHAR, origin VARCHAR NOT NULL, confidence DOUBLE NOT NULL, first_seen_at TIMESTAMPTZ,
    on_map BOOLEAN NOT NULL
);
COMMENT ON TABLE models IS 'What the map draws or could draw: named releases, frameworks, techniques and what else a text may name. One row per thing.';
COMMENT ON COLUMN models.model_id IS 'Short name, stable over time.';
COMMENT ON COLUMN models.name IS 'Name as its makers write it.';
COMMENT ON COLUMN models.name_zh IS 'Chinese name, if it has one.';
COMMENT ON COLUMN models.kind IS 'model, framework, technique, product, dataset, evaluation, paper, event or architecture.';
COMMENT ON COLUMN models.org_id IS 'Who made it: orgs.org_id. NULL if the maker is not catalogued.';
COMMENT ON COLUMN models.org IS 'Name of who made it; for a maker that is not catalogued, the name on the Hub or in the text.';
COMMENT ON COLUMN models.country IS 'The maker''s country, as in orgs.country.';
COMMENT ON COLUMN models.quadrant IS 'foreign, llama, chinese or training, by the one rule of the contract.';
COMMENT ON COLUMN models.released_on IS 'Day of release; the first day of the month or year where no more is known.';
COMMENT ON COLUMN models.released_precision IS 'How exactly released_on is known: day, month or year.';
COMMENT ON COLUMN models.sizes IS 'Sizes as their makers write them: 7B, 8x7B, 235B-A22B.';
COMMENT ON COLUMN models.parameters_min IS 'Parameters of the smallest size.';
COMMENT ON COLUMN models.parameters_max IS 'Parameters of the largest size, all experts counted.';
COMMENT ON COLUMN models.architecture IS 'encoder, decoder, encoder-decoder or other.';
COMMENT ON COLUMN models.license IS 'SPDX id, or LicenseRef-… for a licence of its own; as on the Hub where the catalogue does not know it.';
COMMENT ON COLUMN models.openness IS 'open (weights under an ordinary open licence), semi-open (weights with use restrictions) or closed (no weights).';
COMMENT ON COLUMN models.commercial_use IS 'Whether the licence allows commercial use; NULL if unknown.';
COMMENT ON COLUMN models.languages IS 'Languages that it is made for, as BCP 47 tags.';
COMMENT ON COLUMN models.rlhf_stages IS 'Training stages that a framework covers, or a model went through.';
COMMENT ON COLUMN models.url IS 'Announcement, paper or home page.';
COMMENT ON COLUMN models.hub_repo IS 'Its main repo on the Hub.';
COMMENT ON COLUMN models.aliases IS 'Other names in use.';
COMMENT ON COLUMN models.notes IS 'Remarks, and what the article of 2023 says where the truth differs.';
COMMENT ON COLUMN models.source_url IS 'Where the facts come from.';
COMMENT ON COLUMN models.origin IS 'curated, hub_tag (found on the Hub), news or arxiv (found in a text).';
COMMENT ON COLUMN models.confidence IS 'How sure it is that this is a release of its own, 0 to 1; 1 if curated.';
COMMENT ON COLUMN models.first_seen_at IS 'When modelmap first met it; for curated entries and the bundled snapshot, its release.';
COMMENT ON COLUMN models.on_map IS 'Whether it is drawn.';

CREATE TABLE lineage_claims (
    child_id VARCHAR NOT NULL, parent_id VARCHAR NOT NULL, relation VARCHAR NOT NULL, origin VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL, evidence VARCHAR, evidence_url VARCHAR, position INTEGER NOT NULL,
    first_seen_at TIMESTAMPTZ, followed BOOLEAN NOT NULL
);
COMMENT ON TABLE lineage_claims IS 'Every claim that a model was made from another, followed or not. One row per child, parent, relation and origin.';
COMMENT ON COLUMN lineage_claims.child_id IS 'Model that was made: models.model_id.';
COMMENT ON COLUMN lineage_claims.parent_id IS 'Model that it was made from or after: models.model_id.';
COMMENT ON COLUMN lineage_claims.relation IS 'finetune, adapter, quantized, merge, distilled, continued_pretraining, reproduction (derivation); successor, architecture, technique (not).';
COMMENT ON COLUMN lineage_claims.origin IS 'Where the claim comes from; curated is strongest, name weakest.';
COMMENT ON COLUMN lineage_claims.confidence IS 'How sure the claim is, 0 to 1.';
COMMENT ON COLUMN lineage_claims.evidence IS 'Words or tag that state it.';
COMMENT ON COLUMN lineage_claims.evidence_url IS 'Where the evidence stands.';
COMMENT ON COLUMN lineage_claims.position IS 'Place among the parents that the source declares, 0 for the first.';
COMMENT ON COLUMN lineage_claims.first_seen_at IS 'When modelmap first met the claim.';
COMMENT ON COLUMN lineage_claims.followed IS 'Whether lineage shows it; false where a stronger source says otherwise.';

CREATE TABLE lineage (
    child_id VARCHAR NOT NULL, parent_id VARCHAR NOT NULL, relation VARCHAR NOT NULL, origin VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL, evidence VARCHAR, evidence_url VARCHAR, position INTEGER NOT NULL,
    first_seen_at TIMESTAMPTZ
);
COMMENT ON TABLE lineage IS 'Edges between models, each by its strongest source. One row per child, parent and relation.';
COMMENT ON COLUMN lineage.child_id IS 'Model that was made: models.model_id.';
COMMENT ON COLUMN lineage.parent_id IS 'Model that it was made from or after: models.model_id.';
COMMENT ON COLUMN lineage.relation IS 'finetune, adapter, quantized, merge, distilled, continued_pretraining, reproduction (derivation); successor, architecture, technique (not).';
COMMENT ON COLUMN lineage.origin IS 'Where the edge is known from: curated, hub_tag, card_data, adapter_config, config, card_text, news, arxiv or name.';
COMMENT ON COLUMN lineage.confidence IS 'How sure the edge is, 0 to 1.';
COMMENT ON COLUMN lineage.evidence IS 'Words or tag that state it.';
COMMENT ON COLUMN lineage.evidence_url IS 'Where the evidence stands.';
COMMENT ON COLUMN lineage.position IS 'Place among the child''s parents, 0 for the first declared.';
COMMENT ON COLUMN lineage.first_seen_at IS 'When modelmap first met the edge; for curated ones, the child''s release.';

CREATE TABLE ancestry (model_id VARCHAR NOT NULL, ancestor_id VARCHAR NOT NULL, depth INTEGER NOT NULL);
COMMENT ON TABLE ancestry IS 'Every ancestor of every model by derivation alone; cycles are broken. One row per model and ancestor.';
COMMENT ON COLUMN ancestry.model_id IS 'Model: models.model_id.';
COMMENT ON COLUMN ancestry.ancestor_id IS 'Model that it derives from, directly or not; never itself.';
COMMENT ON COLUMN ancestry.depth IS 'Steps on the shortest way, 1 for a parent.';

CREATE TABLE repos (
    repo_id VARCHAR NOT NULL, author VARCHAR NOT NULL, model_id VARCHAR, resolved_by VARCHAR, created_at TIMESTAMPTZ,
    last_modified_at TIMESTAMPTZ, downloads BIGINT, likes BIGINT, trending_score DOUBLE, pipeline_tag VARCHAR,
    library VARCHAR, license VARCHAR, parameters BIGINT, model_type VARCHAR, languages VARCHAR[], gated BOOLEAN,
    first_seen_at TIMESTAMPTZ NOT NULL, last_seen_at TIMESTAMPTZ NOT NULL, removed_at TIMESTAMPTZ
);
COMMENT ON TABLE repos IS 'Repos of the Hugging Face Hub, as last seen. One row per repo.';
COMMENT ON COLUMN repos.repo_id IS 'Name on the Hub, author/name.';
COMMENT ON COLUMN repos.author IS 'The part before the slash.';
COMMENT ON COLUMN repos.model_id IS 'Model that it is a size, variant or quantised copy of: models.model_id. NULL for a finetune by others.';
COMMENT ON COLUMN repos.resolved_by IS 'How model_id is known: curated, name (folded name within its organisation), copy (quantised from a repo of the model) or candidate.';
COMMENT ON COLUMN repos.created_at IS 'Creation on the Hub; never before 2022-03-02.';
COMMENT ON COLUMN repos.last_modified_at IS 'Last commit on the Hub.';
COMMENT ON COLUMN repos.downloads IS 'Downloads in the 30 days before it was last seen.';
COMMENT ON COLUMN repos.likes IS 'Likes when it was last seen.';
COMMENT ON COLUMN repos.trending_score IS 'The Hub''s trending score when it was last seen.';
COMMENT ON COLUMN repos.pipeline_tag IS 'Task, as the Hub names it.';
COMMENT ON COLUMN repos.library IS 'Library that loads it, as the Hub names it.';
COMMENT ON COLUMN repos.license IS 'SPDX id, or LicenseRef-… for a licence of its own; as the Hub names it where that is not known.';
COMMENT ON COLUMN repos.parameters IS 'Parameters, from its safetensors or GGUF header.';
COMMENT ON COLUMN repos.model_type IS 'model_type of its config.json.';
COMMENT ON COLUMN repos.languages IS 'Languages that its card declares, as BCP 47 tags.';
COMMENT ON COLUMN repos.gated IS 'Whether access has to be asked for.';
COMMENT ON COLUMN repos.first_seen_at IS 'When a poll first brought it; for the bundled snapshot, its creation.';
COMMENT ON COLUMN repos.last_seen_at IS 'When a poll last brought it.';
COMMENT ON COLUMN repos.removed_at IS 'When it was found deleted or private; NULL while it is public.';

CREATE TABLE repo_lineage (
    repo_id VARCHAR NOT NULL, parent_id VARCHAR NOT NULL, relation VARCHAR NOT NULL, origin VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL, evidence VARCHAR, position INTEGER NOT NULL
);
COMMENT ON TABLE repo_lineage IS 'Edges between repos, declared or inferred. One row per repo and parent; the parent need not be in repos.';
COMMENT ON COLUMN repo_lineage.repo_id IS 'Repo that was made: repos.repo_id.';
COMMENT ON COLUMN repo_lineage.parent_id IS 'Repo that it was made from; may be deleted, private or not yet seen.';
COMMENT ON COLUMN repo_lineage.relation IS 'finetune, adapter, quantized, merge, distilled, continued_pretraining or reproduction.';
COMMENT ON COLUMN repo_lineage.origin IS 'Where the edge is known from: hub_tag, card_data, adapter_config, config, card_text or name.';
COMMENT ON COLUMN repo_lineage.confidence IS 'How sure the edge is, 0 to 1; 1 if declared.';
COMMENT ON COLUMN repo_lineage.evidence IS 'Tag, field or words that state it.';
COMMENT ON COLUMN repo_lineage.position IS 'Place among the repo''s parents, 0 for the first declared.';

CREATE TABLE announcements (
    announcement_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, entry_id VARCHAR NOT NULL, url VARCHAR, title VARCHAR NOT NULL,
    published_at TIMESTAMPTZ, name VARCHAR NOT NULL, name_key VARCHAR NOT NULL, name_keys VARCHAR[] NOT NULL, slug VARCHAR NOT NULL, kind VARCHAR NOT NULL, model_id VARCHAR,
    org VARCHAR, sizes VARCHAR[], license VARCHAR, hf_ids VARCHAR[], confidence DOUBLE NOT NULL, evidence VARCHAR,
    first_seen_at TIMESTAMPTZ NOT NULL, last_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE announcements IS 'Releases that news items and papers state. One row per item and thing released.';
COMMENT ON COLUMN announcements.announcement_id IS 'Hash of source, entry and folded name; arXiv''s listings are one source here.';
COMMENT ON COLUMN announcements.source_id IS 'Feed or listing that carried it: sources.source_id.';
COMMENT ON COLUMN announcements.entry_id IS 'The item''s id within its source.';
COMMENT ON COLUMN announcements.url IS 'The item''s address.';
COMMENT ON COLUMN announcements.title IS 'The item''s title.';
COMMENT ON COLUMN announcements.published_at IS 'When the item says that it was published.';
COMMENT ON COLUMN announcements.name IS 'Name of what is released, as the item writes it.';
COMMENT ON COLUMN announcements.name_key IS 'The name folded: equal for all spellings, sizes and variants of one model.';
COMMENT ON COLUMN announcements.name_keys IS 'Keys to look the name up by, the finest first.';
COMMENT ON COLUMN announcements.slug IS 'The name as a short name: what model_id would be if nothing else has it.';
COMMENT ON COLUMN announcements.kind IS 'model, framework or technique.';
COMMENT ON COLUMN announcements.model_id IS 'What it is about: models.model_id. NULL if the name alone does not tell.';
COMMENT ON COLUMN announcements.org IS 'Who releases it, as the item says.';
COMMENT ON COLUMN announcements.sizes IS 'Sizes that the item names.';
COMMENT ON COLUMN announcements.license IS 'Licence that the item names.';
COMMENT ON COLUMN announcements.hf_ids IS 'Hub repos that the item names.';
COMMENT ON COLUMN announcements.confidence IS 'How sure it is that the item announces this release, 0 to 1.';
COMMENT ON COLUMN announcements.evidence IS 'The words that announce it.';
COMMENT ON COLUMN announcements.first_seen_at IS 'When a poll first brought it.';
COMMENT ON COLUMN announcements.last_seen_at IS 'When a poll last brought it.';

CREATE TABLE changes (
    run_id VARCHAR NOT NULL, changed_at TIMESTAMPTZ NOT NULL, change VARCHAR NOT NULL, about VARCHAR NOT NULL,
    subject VARCHAR NOT NULL, field VARCHAR, "old" VARCHAR, "new" VARCHAR
);
COMMENT ON TABLE changes IS 'What each run added, changed or removed. One row per fact. The first catalogue and snapshot count as one row each.';
COMMENT ON COLUMN changes.run_id IS 'Run that found it: runs.run_id.';
COMMENT ON COLUMN changes.changed_at IS 'When the run loaded it.';
COMMENT ON COLUMN changes.change IS 'loaded (a whole catalogue or snapshot), added, changed, removed or noted (a weaker claim that is not followed).';
COMMENT ON COLUMN changes.about IS 'What it is about: catalogue, snapshot, model, edge, repo or repo_edge.';
COMMENT ON COLUMN changes.subject IS 'model_id or repo_id; for edges CHILD--PARENT.';
COMMENT ON COLUMN changes.field IS 'Column that changed; the relation of an edge that was added or removed.';
COMMENT ON COLUMN changes."old" IS 'Value before.';
COMMENT ON COLUMN changes."new" IS 'Value after.';

CREATE TABLE sources (
    source_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, url VARCHAR, last_attempt_at TIMESTAMPTZ,
    last_success_at TIMESTAMPTZ, last_error VARCHAR, failures_in_a_row INTEGER NOT NULL, watermark VARCHAR
);
COMMENT ON TABLE sources IS 'Sources that were polled, and how it went. One row per source.';
COMMENT ON COLUMN sources.source_id IS 'Name of the source, such as hub:created or feed:qwen-blog.';
COMMENT ON COLUMN sources.kind IS 'hub, feed or arxiv.';
COMMENT ON COLUMN sources.url IS 'Address of its newest document; NULL if it never brought one.';
COMMENT ON COLUMN sources.last_attempt_at IS 'When it was last polled.';
COMMENT ON COLUMN sources.last_success_at IS 'When it last answered, with or without news.';
COMMENT ON COLUMN sources.last_error IS 'Why the last poll failed; NULL if it did not.';
COMMENT ON COLUMN sources.failures_in_a_row IS 'Failed polls since the last success.';
COMMENT ON COLUMN sources.watermark IS 'How far the source is loaded; the next poll starts there.';

CREATE TABLE runs (
    run_id VARCHAR NOT NULL, started_at TIMESTAMPTZ NOT NULL, finished_at TIMESTAMPTZ, status VARCHAR NOT NULL,
    repos_added BIGINT NOT NULL, announcements_added BIGINT NOT NULL, models_added BIGINT NOT NULL,
    sources_failed INTEGER NOT NULL
);
COMMENT ON TABLE runs IS 'Runs of modelmap. One row per run.';
COMMENT ON COLUMN runs.run_id IS 'Name of the run.';
COMMENT ON COLUMN runs.started_at IS 'When it began.';
COMMENT ON COLUMN runs.finished_at IS 'When it ended; NULL while it runs.';
COMMENT ON COLUMN runs.status IS 'running, done, failed, or interrupted (it never said that it ended).';
COMMENT ON COLUMN runs.repos_added IS 'Repos met for the first time.';
COMMENT ON COLUMN runs.announcements_added IS 'Announcements met for the first time.';
COMMENT ON COLUMN runs.models_added IS 'Models that the map gained.';
COMMENT ON COLUMN runs.sources_failed IS 'Sources that could not be polled.';

CREATE TABLE quarantine (
    source_id VARCHAR NOT NULL, document VARCHAR NOT NULL, reason VARCHAR NOT NULL, seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE quarantine IS 'Documents and records that could not be read. One row per document or record.';
COMMENT ON COLUMN quarantine.source_id IS 'Source that it came from: sources.source_id.';
COMMENT ON COLUMN quarantine.document IS 'The document''s name in the landing; after #, the record within it.';
COMMENT ON COLUMN quarantine.reason IS 'Why it could not be read.';
COMMENT ON COLUMN quarantine.seen_at IS 'When it was fetched.';
