-- Repos whose folded name is needed and not there yet.
WITH authors AS (SELECT DISTINCT lower(unnest(hub_authors)) AS author FROM orgs),
touched AS (SELECT DISTINCT repo_id FROM facts.pending),
wanted AS (
    SELECT repo_id FROM repos WHERE likes >= $notable_likes OR trending_score >= $notable_trending
    UNION
    SELECT repo_id FROM touched
    WHERE lower(split_part(repo_id, '/', 1)) IN (FROM authors) OR lower(repo_id) IN (SELECT repo_id FROM facts.model_repos)
    UNION
    SELECT l.parent_id FROM repo_lineage AS l SEMI JOIN touched AS t ON t.repo_id = l.repo_id
    WHERE NOT contains(l.parent_id, '/') OR lower(split_part(l.parent_id, '/', 1)) IN (FROM authors)
       OR lower(l.parent_id) IN (SELECT repo_id FROM facts.model_repos)
)
SELECT repo_id FROM wanted ANTI JOIN facts.repo_keys USING (repo_id) ORDER BY repo_id
