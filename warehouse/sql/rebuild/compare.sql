-- What the new reading of the landing says otherwise of repos.
-- reads old, repo_lineage, repos, announcements; writes changes, facts.closer_look; gives how many repos and announcements are new

INSERT INTO changes BY NAME
SELECT
    $run_id AS run_id, CAST($now AS TIMESTAMPTZ) AS changed_at,
    CASE WHEN o.repo_id IS NULL THEN 'added' WHEN n.repo_id IS NULL THEN 'removed' ELSE 'changed' END AS change,
    'repo_edge' AS about, coalesce(n.repo_id, o.repo_id) || '--' || coalesce(n.parent_id, o.parent_id) AS subject,
    CASE WHEN n.relation = o.relation THEN 'origin' ELSE 'relation' END AS field,
    CASE WHEN n.relation = o.relation THEN o.origin ELSE o.relation END AS "old",
    CASE WHEN n.relation = o.relation THEN n.origin ELSE n.relation END AS "new"
FROM old.main.repo_lineage AS o
FULL JOIN repo_lineage AS n ON n.repo_id = o.repo_id AND n.parent_id = o.parent_id
WHERE (o.repo_id IS NULL OR n.repo_id IS NULL OR (o.relation, o.origin) IS DISTINCT FROM (n.relation, n.origin))
  AND coalesce(o.repo_id, n.repo_id) IN (SELECT repo_id FROM old.main.repos)
ORDER BY subject;

-- Reading again what had been read asks for no closer look.
DELETE FROM facts.state WHERE name = 'listed' AND NOT EXISTS (FROM old.facts.state WHERE name = 'listed');
INSERT INTO facts.closer_look FROM old.facts.closer_look;

SELECT
    (SELECT count(*) FROM repos ANTI JOIN old.main.repos USING (repo_id)),
    (SELECT count(*) FROM announcements ANTI JOIN old.main.announcements USING (announcement_id));
