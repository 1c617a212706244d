-- Repos whose folded name is needed and not there yet.
-- reads touched, touched_edges, notable, org_authors, facts.model_repos, facts.corrections, announcements, facts.repo_keys
WITH parents AS MATERIALIZED (
    SELECT parent_id FROM touched_edges
    UNION
    SELECT parent FROM facts.corrections WHERE on_repos AND kind = 'parent'
    UNION
    SELECT unnest(hf_ids) FROM announcements
),
wanted AS (
    SELECT repo_id FROM notable
    UNION
    SELECT repo_id FROM touched
    WHERE NOT contains(repo_id, '/') OR lower(split_part(repo_id, '/', 1)) IN (SELECT author FROM org_authors)
       OR lower(repo_id) IN (SELECT repo_id FROM facts.model_repos)
    UNION
    SELECT l.parent_id FROM parents AS l
    WHERE NOT contains(l.parent_id, '/') OR lower(split_part(l.parent_id, '/', 1)) IN (SELECT author FROM org_authors)
       OR lower(l.parent_id) IN (SELECT repo_id FROM facts.model_repos)
)
SELECT repo_id FROM wanted ANTI JOIN facts.repo_keys USING (repo_id) ORDER BY repo_id
