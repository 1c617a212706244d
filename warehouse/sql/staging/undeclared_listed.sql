-- What a listing tells of the staged repos that declare no parent, where it may tell of one; the pages need not be
-- read again for it. Of columns of both, the hint is asked after the join, of these repos alone.
SELECT u.file, u.repo_id, CAST(to_json(r.tags) AS VARCHAR), r.library, CAST(r.siblings AS VARCHAR)
FROM undeclared AS u
JOIN hub_read AS r ON r.record = u.record
WHERE hub_may_tell(u.repo_id, r.tags)
ORDER BY u.record
