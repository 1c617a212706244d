SELECT run_id, changed_at, change, about, subject, field, old, new
FROM changes
ORDER BY changed_at DESC, run_id, about, subject, field, change, old, new
