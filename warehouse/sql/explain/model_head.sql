SELECT name, name_zh, model_id, kind, org, country, CAST(released_on AS VARCHAR), released_precision, quadrant, license, openness, origin, source_url
FROM models WHERE model_id = $id
