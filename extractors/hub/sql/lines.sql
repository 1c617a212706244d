-- One row per input line, in order, for `modelmap extract hub`.
SELECT
    r.record, r.repo_id, r.created_at::DATE::VARCHAR AS released_on,
    CASE WHEN r.counted_parameters IS NULL THEN hub_named_parameters(r.repo_id) ELSE r.counted_parameters END AS parameters,
    r.license_id,
    p.parents
FROM hub_read AS r
LEFT JOIN (
    SELECT
        record,
        CAST(to_json(list({
            'parent': parent, 'relation': relation, 'origin': origin, 'confidence': confidence, 'evidence': evidence
        } ORDER BY position)) AS VARCHAR) AS parents
    FROM hub_declared
    GROUP BY record
) AS p USING (record)
ORDER BY r.record;
