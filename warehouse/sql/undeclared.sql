-- What only the bundled snapshot has (it gives no times of change) waits until a listing shows it.
SELECT r.repo_id
FROM repos AS r
LEFT JOIN orgs AS o ON list_contains(o.hub_authors, r.author)
ANTI JOIN (SELECT repo_id FROM repo_lineage WHERE origin IN ('hub_tag', 'card_data')) AS l ON l.repo_id = r.repo_id
LEFT JOIN facts.cards AS c ON c.repo_id = r.repo_id
WHERE (r.likes >= $notable_likes OR r.trending_score > 0 OR o.watched)
  AND (c.fetched_at IS NULL OR c.fetched_at < r.last_modified_at)
  AND r.last_modified_at IS NOT NULL
  AND r.removed_at IS NULL
ORDER BY r.trending_score DESC NULLS LAST, r.likes DESC NULLS LAST, r.repo_id
LIMIT $n
