-- Repos of the snapshot that declare no parent, where the name may tell of one; a snapshot has no tags.
SELECT s.repo_id
FROM staged_repos AS s
ANTI JOIN staged_parents AS p ON p.repo_id = s.repo_id
WHERE hub_may_tell(s.repo_id, []::VARCHAR[])
ORDER BY s.repo_id
