SELECT
    l.repo_id, l.parent_id, l.relation, l.origin, l.confidence, l.evidence, NULL, l.repo_id, l.parent_id
FROM repo_lineage AS l
WHERE CASE WHEN $up THEN l.repo_id ELSE l.parent_id END IN (SELECT unnest($ids))
ORDER BY l.repo_id, l.position, l.parent_id
LIMIT $most
