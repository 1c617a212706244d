-- Repos that no listing has shown for long: a week where many look at them or a model is known by them, a quarter of a
-- year where others were made from them or somebody likes them. Those that have waited longest beyond that come first.
-- What only the bundled snapshot has (it gives no times of change) is left to the listings.
WITH drawn AS (SELECT hub_repo FROM models WHERE on_map AND hub_repo IS NOT NULL),
waiting AS (
    SELECT
        repo_id, likes, last_seen_at,
        CASE WHEN likes >= $notable_likes OR repo_id IN (FROM drawn) THEN INTERVAL 7 DAY ELSE INTERVAL 90 DAY END AS patience
    FROM repos
    WHERE removed_at IS NULL
      AND last_modified_at IS NOT NULL
      AND last_seen_at < CAST($now AS TIMESTAMPTZ) - INTERVAL 7 DAY
      AND (
          likes >= $notable_likes
          OR repo_id IN (FROM drawn)
          OR last_seen_at < CAST($now AS TIMESTAMPTZ) - INTERVAL 90 DAY
              AND (likes >= 20 OR model_id IS NOT NULL OR repo_id IN (SELECT parent_id FROM facts.repo_edges))
      )
)
SELECT repo_id
FROM waiting
ORDER BY epoch(CAST($now AS TIMESTAMPTZ) - last_seen_at) / epoch(patience) DESC, likes DESC NULLS LAST, repo_id
LIMIT $n
