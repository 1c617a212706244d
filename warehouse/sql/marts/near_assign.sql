-- The same in the small table.
-- reads reassigned; writes near_repos

UPDATE near_repos SET model_id = m.model_id, resolved_by = m.resolved_by
FROM reassigned AS m
WHERE m.repo_id = near_repos.repo_id;
