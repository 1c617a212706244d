-- How polling went, source by source.
-- reads polled; writes sources

MERGE INTO sources AS s USING polled AS p ON s.source_id = p.source_id
WHEN MATCHED THEN UPDATE SET
    last_attempt_at = greatest(s.last_attempt_at, p.attempted_at),
    last_success_at = CASE WHEN p.error IS NULL THEN greatest(s.last_success_at, p.attempted_at) ELSE s.last_success_at END,
    last_error = p.error,
    failures_in_a_row = CASE WHEN p.error IS NULL THEN 0 ELSE s.failures_in_a_row + 1 END
WHEN NOT MATCHED THEN INSERT (source_id, kind, last_attempt_at, last_success_at, last_error, failures_in_a_row)
VALUES (
    p.source_id, split_part(p.source_id, ':', 1), p.attempted_at, CASE WHEN p.error IS NULL THEN p.attempted_at END, p.error,
    CASE WHEN p.error IS NULL THEN 0 ELSE 1 END
);
