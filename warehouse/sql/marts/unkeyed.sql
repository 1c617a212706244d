-- Repos whose folded name is needed and not there yet.
WITH authors AS (SELECT DISTINCT lower(unnest(hub_authors)) AS author FROM orgs),
touched AS (SELECT DISTINCT repo_id FROM facts.pending),
-- Before corrections: a key too many is never used, and the public view takes seconds over millions of edges.
parents AS MATERIALIZED (
    SELECT e.parent_id FROM facts.repo_edges AS e SEMI JOIN touched AS t ON t.repo_id = e.repo_id
    UNION
    SELECT parent FROM facts.corrections WHERE on_repos AND kind = 'parent'
),
wanted AS (
    SELECT repo_id FROM repos WHERE likes >= $notable_likes OR trending_score >= $notable_trending
    UNION
    SELECT repo_id FROM touched
    WHERE lower(split_part(repo_id, '/', 1)) IN (FROM authors) OR lower(repo_id) IN (SELECT repo_id FROM facts.model_repos)
    UNION
    SELECT l.parent_id FROM parents AS l
    WHERE NOT contains(l.parent_id, '/') OR lower(split_part(l.parent_id, '/', 1)) IN (FROM authors)
       OR lower(l.parent_id) IN (SELECT repo_id FROM facts.model_repos)
)
SELECT repo_id FROM wanted ANTI JOIN facts.repo_keys USING (repo_id) ORDER BY repo_id
