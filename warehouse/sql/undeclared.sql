-- Repos whose card is worth reading, because they declare no parent and somebody may ask: the most looked at first.
-- What only the bundled snapshot has (it gives no times of change) waits until a listing shows it.
-- Apart, each condition is checked while reading; together, every row would be read.
WITH wanted AS MATERIALIZED (
    SELECT repo_id, trending_score, likes, last_modified_at, removed_at FROM repos WHERE likes >= $notable_likes
    UNION
    SELECT repo_id, trending_score, likes, last_modified_at, removed_at FROM repos WHERE trending_score > 0
    UNION
    SELECT repo_id, trending_score, likes, last_modified_at, removed_at
    FROM repos WHERE author IN (SELECT unnest(hub_authors) FROM orgs WHERE watched)
)
SELECT w.repo_id
FROM wanted AS w
ANTI JOIN (SELECT repo_id FROM facts.repo_edges WHERE origin IN ('hub_tag', 'card_data')) AS l ON l.repo_id = w.repo_id
LEFT JOIN facts.cards AS c ON c.repo_id = w.repo_id
WHERE (c.fetched_at IS NULL OR c.fetched_at < w.last_modified_at)
  AND w.last_modified_at IS NOT NULL
  AND w.removed_at IS NULL
ORDER BY w.trending_score DESC NULLS LAST, w.likes DESC NULLS LAST, w.repo_id
LIMIT $n
