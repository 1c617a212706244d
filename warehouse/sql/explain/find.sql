-- What a person may mean by a name, surest first.
SELECT kind, id FROM (
    SELECT 'model' AS kind, model_id AS id, 0 AS rank FROM models WHERE lower(model_id) = lower($name)
    UNION ALL
    SELECT 'model', model_id, 1 FROM models WHERE lower(name) = lower($name) OR lower(name_zh) = lower($name)
    UNION ALL
    SELECT 'repo', repo_id, 2 FROM repos WHERE lower(repo_id) = lower($name)
    UNION ALL
    SELECT 'repo', parent_id, 3 FROM repo_lineage WHERE lower(parent_id) = lower($name)
    UNION ALL
    SELECT 'model', model_id, 4 FROM models WHERE list_contains(list_transform(aliases, lambda a: lower(a)), lower($name))
    UNION ALL
    SELECT 'model', model_id, 5 FROM models WHERE lower(hub_repo) = lower($name)
    UNION ALL
    SELECT 'model', model_id, 6 FROM facts.model_repos WHERE repo_id = lower($name)
    UNION ALL
    SELECT 'model', model_id, 7 FROM facts.model_keys WHERE list_contains($keys, name_key) AND model_id IS NOT NULL AND org_id = '*'
)
ORDER BY rank, id
LIMIT 1
