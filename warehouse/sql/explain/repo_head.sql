SELECT r.repo_id, m.name, r.model_id, r.resolved_by, CAST(CAST(r.created_at AS DATE) AS VARCHAR), r.license, r.downloads, r.likes
FROM repos AS r LEFT JOIN models AS m ON m.model_id = r.model_id
WHERE r.repo_id = $id
