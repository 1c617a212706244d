-- Repos that the Hub no longer gives under their names: deleted, private, or renamed. They are kept; one that is seen
-- again later is there again.
-- reads staged_gone; writes repos, repo_aliases, changes

CREATE OR REPLACE TEMP TABLE missed AS
SELECT g.repo_id, min(g.fetched_at) AS removed_at
FROM staged_gone AS g JOIN repos AS r ON r.repo_id = g.repo_id
WHERE g.fetched_at > r.last_seen_at AND (r.removed_at IS NULL OR r.removed_at > g.fetched_at)
GROUP BY g.repo_id;

INSERT INTO changes BY NAME
SELECT
    $run_id AS run_id, CAST($now AS TIMESTAMPTZ) AS changed_at, 'changed' AS change, 'repo' AS about, m.repo_id AS subject,
    'removed_at' AS field, CAST(r.removed_at AS VARCHAR) AS "old", CAST(m.removed_at AS VARCHAR) AS "new"
FROM missed AS m JOIN repos AS r USING (repo_id)
WHERE $record
ORDER BY subject;

UPDATE repos SET removed_at = m.removed_at FROM missed AS m WHERE m.repo_id = repos.repo_id;

MERGE INTO repo_aliases AS a USING (
    SELECT repo_id, arg_max(now_id, fetched_at) AS now_id, min(fetched_at) AS seen_at FROM staged_gone WHERE now_id IS NOT NULL GROUP BY repo_id
) AS g ON a.repo_id = g.repo_id
WHEN MATCHED AND a.now_id <> g.now_id AND g.seen_at > a.seen_at THEN UPDATE SET now_id = g.now_id, seen_at = g.seen_at
WHEN NOT MATCHED THEN INSERT (repo_id, now_id, seen_at) VALUES (g.repo_id, g.now_id, g.seen_at);
