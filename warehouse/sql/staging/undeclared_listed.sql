-- What a listing tells of the staged repos that declare no parent, where it may tell of one; the pages need not be
-- read again for it.
SELECT u.file, u.repo_id, r.tags, r.library, CAST(r.siblings AS VARCHAR)
FROM undeclared AS u
JOIN hub_read AS r ON r.record = u.record
WHERE hub_may_tell(r.repo_id, r.tags)
ORDER BY u.record
