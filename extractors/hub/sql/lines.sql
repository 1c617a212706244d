-- One row per input line, in order, for `modelmap extract hub`.
SELECT
    r.record, r.repo_id, r.created_at::DATE::VARCHAR AS released_on,
    coalesce(r.counted_parameters, hub_named_parameters(r.repo_id)) AS parameters, r.license_id,
    p.parents
FROM hub_read AS r
LEFT JOIN (
    SELECT record, list([parent, relation, origin, confidence::VARCHAR, evidence] ORDER BY position) AS parents
    FROM hub_declared
    GROUP BY record
) AS p USING (record)
ORDER BY r.record;
