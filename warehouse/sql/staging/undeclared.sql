-- Records of the staged repos that declare no parent, as they came: cards and configs are read from them.
SELECT u.file, u.repo_id, CAST(h.json AS VARCHAR)
FROM (SELECT row_number() OVER () AS record, json FROM hub_objects) AS h
JOIN undeclared AS u ON u.record = h.record
ORDER BY u.record
