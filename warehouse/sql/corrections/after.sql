-- The new corrections in place of the old, and what that changed between repos.
-- reads next_corrections, corrected_repos, corrected_before, repo_lineage; writes facts.corrections, changes

DELETE FROM facts.corrections;
INSERT INTO facts.corrections BY NAME FROM next_corrections;

INSERT INTO changes BY NAME
SELECT
    $run_id AS run_id, CAST($now AS TIMESTAMPTZ) AS changed_at,
    CASE WHEN o.repo_id IS NULL THEN 'added' WHEN n.repo_id IS NULL THEN 'removed' ELSE 'changed' END AS change,
    'repo_edge' AS about, coalesce(n.repo_id, o.repo_id) || '--' || coalesce(n.parent_id, o.parent_id) AS subject,
    CASE WHEN n.relation = o.relation THEN 'origin' ELSE 'relation' END AS field,
    CASE WHEN n.relation = o.relation THEN o.origin ELSE o.relation END AS "old",
    CASE WHEN n.relation = o.relation THEN n.origin ELSE n.relation END AS "new"
FROM corrected_before AS o
FULL JOIN (SELECT l.* FROM repo_lineage AS l SEMI JOIN corrected_repos AS c ON c.repo_id = lower(l.repo_id)) AS n
    ON n.repo_id = o.repo_id AND n.parent_id = o.parent_id
WHERE $record AND (o.relation, o.origin) IS DISTINCT FROM (n.relation, n.origin)
ORDER BY subject;
