-- Edges between the repos that the old and the new corrections speak of, as they stand.
-- reads facts.corrections, next_corrections, repo_lineage; makes corrected_repos, corrected_before

CREATE OR REPLACE TEMP TABLE corrected_repos AS
SELECT DISTINCT lower(child) AS repo_id
FROM (SELECT child, on_repos, kind FROM facts.corrections UNION ALL SELECT child, on_repos, kind FROM next_corrections)
WHERE on_repos AND kind IN ('parent', 'not_parent');

CREATE OR REPLACE TEMP TABLE corrected_before AS
SELECT repo_id, parent_id, relation, origin FROM repo_lineage SEMI JOIN corrected_repos AS c ON c.repo_id = lower(repo_lineage.repo_id);
