SELECT child_id, parent_id, relation, origin, confidence, evidence, evidence_url, first_seen_at
FROM lineage
ORDER BY child_id, position, parent_id, relation
