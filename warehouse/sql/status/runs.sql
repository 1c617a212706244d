SELECT
    r.run_id, r.started_at, r.finished_at, r.status, r.repos_added, r.announcements_added, r.models_added, r.sources_failed,
    (SELECT count(*) FROM changes AS c WHERE c.run_id = r.run_id) AS changes
FROM runs AS r
ORDER BY r.started_at DESC, r.run_id DESC
LIMIT $n
