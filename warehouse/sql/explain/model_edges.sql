SELECT
    l.child_id, l.parent_id, l.relation, l.origin, l.confidence, l.evidence, l.evidence_url,
    coalesce(c.name, l.child_id), coalesce(p.name, l.parent_id)
FROM lineage AS l
LEFT JOIN models AS c ON c.model_id = l.child_id
LEFT JOIN models AS p ON p.model_id = l.parent_id
WHERE CASE WHEN $up THEN l.child_id ELSE l.parent_id END IN (SELECT unnest($ids))
ORDER BY l.child_id, l.position, l.parent_id, l.relation
