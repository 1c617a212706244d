SELECT
    s.source_id, s.kind, s.last_attempt_at, s.last_success_at, s.last_error, s.failures_in_a_row, s.watermark,
    (SELECT count(*) FROM facts.documents AS d WHERE d.source_id = s.source_id) AS documents,
    (SELECT count(*) FROM quarantine AS q WHERE q.source_id = s.source_id) AS quarantined, s.notes
FROM sources AS s
ORDER BY s.source_id
