-- How polling went, source by source; what was asked after singly need not be asked again.
-- reads polled, polled_gaps; writes sources, gaps, facts.closer_look

MERGE INTO sources AS s USING polled AS p ON s.source_id = p.source_id
WHEN MATCHED THEN UPDATE SET
    last_attempt_at = greatest(s.last_attempt_at, p.attempted_at),
    last_success_at = CASE WHEN p.error IS NULL THEN greatest(s.last_success_at, p.attempted_at) ELSE s.last_success_at END,
    last_error = p.error,
    failures_in_a_row = CASE WHEN p.error IS NULL THEN 0 ELSE s.failures_in_a_row + 1 END,
    notes = nullif(p.notes, [])
WHEN NOT MATCHED THEN INSERT (source_id, kind, last_attempt_at, last_success_at, last_error, failures_in_a_row, notes)
VALUES (
    p.source_id, split_part(p.source_id, ':', 1), p.attempted_at, CASE WHEN p.error IS NULL THEN p.attempted_at END, p.error,
    CASE WHEN p.error IS NULL THEN 0 ELSE 1 END, nullif(p.notes, [])
);

INSERT INTO gaps BY NAME FROM polled_gaps AS p ANTI JOIN gaps AS g ON g.source_id = p.source_id AND g.gap = p.gap;

-- A listing that was read to its end before the gap has to be read again to close it.
UPDATE sources SET watermark = NULL
WHERE source_id = 'hub:backfill' AND watermark = 'end' AND EXISTS (FROM polled_gaps WHERE source_id = 'hub:created');

DELETE FROM facts.closer_look
WHERE asks IN (SELECT source_id FROM polled WHERE error IS NULL);
