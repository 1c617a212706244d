-- What this run found different, into the public history. The first catalogue and snapshot are no news.
-- reads differences, new_models, new_lineage, repos; writes changes

INSERT INTO changes BY NAME
SELECT $run_id AS run_id, CAST($now AS TIMESTAMPTZ) AS changed_at, change, about, subject, field, "old", "new"
FROM differences
WHERE NOT $first
UNION ALL
SELECT $run_id, CAST($now AS TIMESTAMPTZ), 'loaded', about, about, field, NULL, CAST(n AS VARCHAR)
FROM (
    SELECT 'catalogue' AS about, 'models' AS field, count(*) AS n FROM new_models WHERE origin = 'curated'
    UNION ALL
    SELECT 'catalogue', 'lineage', count(*) FROM new_lineage WHERE origin = 'curated'
    UNION ALL
    SELECT 'snapshot', 'repos', count(*) FROM repos
)
WHERE $first AND n > 0
ORDER BY about, subject, field, change;
