-- Claims that lineage does not show, with the reason.
SELECT
    c.child_id, c.parent_id, c.relation, c.origin, c.confidence, c.evidence, c.evidence_url, coalesce(m.name, c.child_id), coalesce(p.name, c.parent_id),
    c.unfollowed
FROM lineage_claims AS c
LEFT JOIN models AS m ON m.model_id = c.child_id
LEFT JOIN models AS p ON p.model_id = c.parent_id
WHERE c.child_id = $id AND NOT c.followed
ORDER BY c.position, c.parent_id, c.relation, c.origin
