-- What the user knows better (corrections.yaml), and what waits because it is not sure enough for the map.
-- Facts stay as they were read; the public relation shows them corrected, so that taking a correction back is enough.

CREATE TABLE facts.corrections (
    position INTEGER NOT NULL, kind VARCHAR NOT NULL, on_repos BOOLEAN NOT NULL, child VARCHAR NOT NULL, parent VARCHAR NOT NULL,
    relation VARCHAR, name_key VARCHAR, evidence VARCHAR NOT NULL
);
COMMENT ON TABLE facts.corrections IS 'Entries of the home''s corrections.yaml: parent, not_parent (child, parent), same_as, different (name as child, model as parent).';

CREATE TABLE facts.repo_edges (
    repo_id VARCHAR NOT NULL, parent_id VARCHAR NOT NULL, relation VARCHAR NOT NULL, origin VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL, evidence VARCHAR, position INTEGER NOT NULL
);
COMMENT ON TABLE facts.repo_edges IS 'Edges between repos as declared or inferred, before the user''s corrections.';
INSERT INTO facts.repo_edges BY NAME FROM repo_lineage;
DROP TABLE repo_lineage;

CREATE VIEW repo_lineage AS
WITH told AS (SELECT DISTINCT lower(child) AS child FROM facts.corrections WHERE on_repos AND kind = 'parent'),
denied AS (SELECT lower(child) AS child, lower(parent) AS parent FROM facts.corrections WHERE on_repos AND kind = 'not_parent')
SELECT e.repo_id, e.parent_id, e.relation, e.origin, e.confidence, e.evidence, e.position
FROM facts.repo_edges AS e
ANTI JOIN told AS t ON t.child = lower(e.repo_id)
ANTI JOIN denied AS d ON d.child = lower(e.repo_id) AND d.parent = lower(e.parent_id)
UNION ALL
SELECT
    coalesce(r.repo_id, c.child), c.parent, c.relation, 'curated', 1.0, c.evidence,
    CAST(row_number() OVER (PARTITION BY lower(c.child) ORDER BY c.position) - 1 AS INTEGER)
FROM facts.corrections AS c
LEFT JOIN repos AS r ON lower(r.repo_id) = lower(c.child)
WHERE c.on_repos AND c.kind = 'parent';
COMMENT ON VIEW repo_lineage IS 'Edges between repos, declared or inferred, with the user''s corrections. One row per repo and parent; the parent need not be in repos.';
COMMENT ON COLUMN repo_lineage.repo_id IS 'Repo that was made: repos.repo_id.';
COMMENT ON COLUMN repo_lineage.parent_id IS 'Repo that it was made from; may be deleted, private or not yet seen.';
COMMENT ON COLUMN repo_lineage.relation IS 'finetune, adapter, quantized, merge, distilled, continued_pretraining or reproduction.';
COMMENT ON COLUMN repo_lineage.origin IS 'Where the edge is known from: curated (a correction), hub_tag, card_data, adapter_config, config, card_text or name.';
COMMENT ON COLUMN repo_lineage.confidence IS 'How sure the edge is, 0 to 1; 1 if declared or corrected.';
COMMENT ON COLUMN repo_lineage.evidence IS 'Tag, field or words that state it.';
COMMENT ON COLUMN repo_lineage.position IS 'Place among the repo''s parents, 0 for the first declared.';

ALTER TABLE lineage_claims ADD COLUMN unfollowed VARCHAR;
COMMENT ON COLUMN lineage_claims.unfollowed IS 'Why lineage does not show it: corrected (by the user), outweighed (by a stronger source), impossible (the parent came later) or unsure (below the map''s threshold); NULL if it is followed.';

CREATE VIEW waiting AS
WITH bar AS (SELECT CAST(value AS DOUBLE) AS confidence FROM facts.state WHERE name = 'map_confidence')
SELECT 'edge' AS what, child_id || '--' || parent_id AS subject, child_id AS name, parent_id AS parent, relation, origin, confidence, evidence, evidence_url, first_seen_at
FROM lineage_claims WHERE unfollowed = 'unsure'
UNION ALL
SELECT 'model', model_id, name, NULL, NULL, origin, m.confidence, NULL, url, first_seen_at
FROM models AS m JOIN bar AS b ON m.confidence < b.confidence WHERE m.origin <> 'curated'
UNION ALL
SELECT
    'release', announcement_id, name, NULL, NULL, CASE WHEN source_id LIKE 'arxiv:%' THEN 'arxiv' ELSE 'news' END, a.confidence, a.title, a.url,
    a.first_seen_at
FROM announcements AS a JOIN bar AS b ON a.confidence < b.confidence WHERE a.model_id IS NULL;
COMMENT ON VIEW waiting IS 'What was found but is not sure enough to be drawn: below [extract] map_confidence. One row per edge, model or release.';
COMMENT ON COLUMN waiting.what IS 'edge, model or release (in a text, of a name that is not known).';
COMMENT ON COLUMN waiting.subject IS 'CHILD--PARENT, model_id or announcement_id.';
COMMENT ON COLUMN waiting.name IS 'Child of the edge, or name of the model or release.';
COMMENT ON COLUMN waiting.parent IS 'Parent of the edge.';
COMMENT ON COLUMN waiting.relation IS 'Relation of the edge.';
COMMENT ON COLUMN waiting.origin IS 'Where it is known from.';
COMMENT ON COLUMN waiting.confidence IS 'How sure it is, 0 to 1.';
COMMENT ON COLUMN waiting.evidence IS 'Words that state it.';
COMMENT ON COLUMN waiting.evidence_url IS 'Where they stand.';
COMMENT ON COLUMN waiting.first_seen_at IS 'When modelmap first met it.';
