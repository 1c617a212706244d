-- What this run found different, into the public history.
-- reads differences, new_models, new_lineage; writes changes

INSERT INTO changes BY NAME
SELECT $run_id AS run_id, CAST($now AS TIMESTAMPTZ) AS changed_at, change, about, subject, field, "old", "new"
FROM differences
WHERE NOT $first
UNION ALL
SELECT $run_id, CAST($now AS TIMESTAMPTZ), 'loaded', 'catalogue', 'catalogue', field, NULL, CAST(n AS VARCHAR)
FROM (
    SELECT 'models' AS field, count(*) AS n FROM new_models WHERE origin = 'curated'
    UNION ALL
    SELECT 'lineage', count(*) FROM new_lineage WHERE origin = 'curated'
)
WHERE $first
UNION ALL
SELECT $run_id, CAST($now AS TIMESTAMPTZ), change, about, subject, field, "old", "new"
FROM differences
WHERE $first AND about = 'model' AND subject IN (SELECT model_id FROM new_models WHERE origin <> 'curated')
ORDER BY about, subject, field, change;
