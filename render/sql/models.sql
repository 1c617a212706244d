SELECT
    m.model_id, m.name, m.name_zh, m.kind, m.org_id, m.org, m.country, m.quadrant, m.released_on,
    m.released_precision, m.sizes, m.parameters_min, m.parameters_max, m.architecture, m.license, m.openness,
    m.commercial_use, m.languages, m.rlhf_stages, m.url, m.hub_repo, m.origin, m.confidence,
    m.first_seen_at, m.on_map, m.aliases, m.notes, m.source_url,
    o.name_zh AS org_zh, o.aliases AS org_aliases,
    coalesce(r.likes, 0) AS likes,
    coalesce(r.downloads, 0) AS downloads,
    coalesce(d.descendants, 0) AS descendants
FROM models AS m
LEFT JOIN (
    SELECT model_id, sum(likes)::BIGINT AS likes, sum(downloads)::BIGINT AS downloads
    FROM repos
    WHERE model_id IS NOT NULL
    GROUP BY model_id
) AS r USING (model_id)
LEFT JOIN (
    SELECT ancestor_id AS model_id, count(DISTINCT model_id) AS descendants
    FROM ancestry
    GROUP BY ancestor_id
) AS d USING (model_id)
LEFT JOIN orgs AS o ON o.org_id = m.org_id
ORDER BY m.model_id
