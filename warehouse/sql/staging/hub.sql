-- Landed Hub records as one row per repo, with the times at which the batch's documents were fetched.
-- reads hub_read, hub_records, hub_parents (filled by extractors.hub.read), batch(file, source_id, fetched_at);
-- makes staged_repos, staged_parents, undeclared

CREATE OR REPLACE TEMP TABLE seen AS
SELECT
    repo_id, min(fetched_at) AS first_seen_at, max(fetched_at) AS last_seen_at, max(record) AS record,
    bool_and(list_contains($bulk_sources, source_id)) AS is_bulk, bool_or(source_id = $cards_source) AS carries_cards
FROM hub_read
JOIN batch USING (file)
WHERE repo_id IS NOT NULL
GROUP BY repo_id;

CREATE OR REPLACE TEMP TABLE staged_repos AS
SELECT
    h.repo_id, CASE WHEN contains(h.repo_id, '/') THEN split_part(h.repo_id, '/', 1) ELSE coalesce(h.author, '') END AS author,
    h.created_at, h.last_modified_at, h.downloads, h.likes, h.trending_score, h.pipeline_tag, h.library,
    coalesce(h.license, h.license_id) AS license,
    -- a card's record has no weights to count, only a name to guess from
    CASE WHEN NOT s.carries_cards THEN h.parameters END AS parameters, h.model_type, nullif(h.languages, []) AS languages,
    lower(CAST(h.gated AS VARCHAR)) <> 'false' AS gated,
    s.first_seen_at, s.last_seen_at, s.is_bulk, s.carries_cards
FROM hub_records AS h
JOIN seen AS s USING (repo_id);

CREATE OR REPLACE TEMP TABLE staged_parents AS
SELECT
    repo_id, parent AS parent_id, CAST(relation AS VARCHAR) AS relation, CAST(origin AS VARCHAR) AS origin,
    CAST(confidence AS DOUBLE) AS confidence, CAST(evidence AS VARCHAR) AS evidence,
    CAST(position - 1 AS INTEGER) AS position
FROM hub_parents;

CREATE OR REPLACE TEMP TABLE undeclared AS
SELECT s.record, r.file, s.repo_id
FROM seen AS s
JOIN hub_read AS r ON r.record = s.record
ANTI JOIN staged_parents AS p ON p.repo_id = s.repo_id;
