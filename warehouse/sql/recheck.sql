-- Repos that no listing has shown for long: a week where many look at them or a model is known by them, a quarter of a
-- year where others were made from them or somebody likes them. Those that have waited longest beyond that come first.
-- What only the bundled snapshot has (it gives no times of change) is left to the listings.
SELECT r.repo_id
FROM repos AS r
LEFT JOIN (SELECT hub_repo, bool_or(on_map) AS is_drawn FROM models GROUP BY hub_repo) AS m ON m.hub_repo = r.repo_id
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN r.likes >= $notable_likes OR m.is_drawn THEN INTERVAL 7 DAY
        WHEN r.likes >= 20 OR r.model_id IS NOT NULL OR EXISTS (FROM repo_lineage AS l WHERE l.parent_id = r.repo_id) THEN INTERVAL 90 DAY
    END AS patience
) AS p
WHERE r.removed_at IS NULL
  AND r.last_modified_at IS NOT NULL
  AND r.last_seen_at < CAST($now AS TIMESTAMPTZ) - p.patience
ORDER BY epoch(CAST($now AS TIMESTAMPTZ) - r.last_seen_at) / epoch(p.patience) DESC, r.likes DESC NULLS LAST, r.repo_id
LIMIT $n
