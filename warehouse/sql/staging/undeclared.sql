-- Records of the staged repos that declare no parent, as they came.
SELECT u.file, u.repo_id, CAST(h.json AS VARCHAR)
FROM hub_source AS h
JOIN undeclared AS u ON u.record = h.record
ORDER BY u.record
