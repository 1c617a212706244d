-- The bundled snapshot as staged repos and parents. What ships with modelmap is no news: it counts as seen when
-- it was made, and any landed document is newer.
-- makes staged_repos, staged_parents

CREATE OR REPLACE TEMP TABLE snapshot_rows AS
SELECT
    *, row_number() OVER () AS line,
    timezone('UTC', CAST(as_of AS TIMESTAMP)) AS as_of_at, timezone('UTC', CAST(created_on AS TIMESTAMP)) AS created_at
FROM read_csv(
    getvariable('snapshot_files'), header = true, union_by_name = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
    columns = {
        'repo_id': 'VARCHAR', 'created_on': 'DATE', 'parameters': 'BIGINT', 'license': 'VARCHAR', 'parent': 'VARCHAR',
        'relation': 'VARCHAR', 'downloads': 'BIGINT', 'likes': 'BIGINT', 'as_of': 'DATE', 'source': 'VARCHAR'
    }
);

CREATE OR REPLACE TEMP TABLE staged_repos AS
SELECT
    repo_id, split_part(repo_id, '/', 1) AS author, arg_max(created_at, as_of_at) AS created_at,
    CAST(NULL AS TIMESTAMPTZ) AS last_modified_at, arg_max(downloads, as_of_at) AS downloads, arg_max(likes, as_of_at) AS likes,
    CAST(NULL AS DOUBLE) AS trending_score, CAST(NULL AS VARCHAR) AS pipeline_tag, CAST(NULL AS VARCHAR) AS library,
    arg_max(license, as_of_at) AS license, arg_max(parameters, as_of_at) AS parameters, CAST(NULL AS VARCHAR) AS model_type,
    CAST(NULL AS VARCHAR[]) AS languages, CAST(NULL AS BOOLEAN) AS gated,
    coalesce(min(created_at), min(as_of_at)) AS first_seen_at, max(as_of_at) AS last_seen_at, true AS is_bulk, false AS carries_cards
FROM snapshot_rows
WHERE repo_id IS NOT NULL
GROUP BY repo_id;

CREATE OR REPLACE TEMP TABLE staged_parents AS
SELECT
    repo_id, parent AS parent_id, arg_min(relation, line) AS relation, 'hub_tag' AS origin, 0.99::DOUBLE AS confidence,
    arg_min('base_model:' || relation || ':' || parent || ' (' || source || ', ' || as_of || ')', line) AS evidence,
    CAST(row_number() OVER (PARTITION BY repo_id ORDER BY min(line)) - 1 AS INTEGER) AS position
FROM snapshot_rows
WHERE repo_id IS NOT NULL AND parent IS NOT NULL AND relation IS NOT NULL
GROUP BY repo_id, parent;
