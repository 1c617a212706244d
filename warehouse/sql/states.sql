SELECT s.source_id, s.watermark, d.etag, d.last_modified, s.last_success_at, s.failures_in_a_row, s.last_attempt_at
FROM sources AS s
LEFT JOIN (
    SELECT source_id, etag, last_modified
    FROM facts.documents
    QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY fetched_at DESC, document DESC) = 1
) AS d USING (source_id)
ORDER BY s.source_id
