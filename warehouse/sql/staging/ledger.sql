-- Documents are loaded: the ledger, their sources' watermarks, and what was rejected.
-- reads ledgered, landed, rejects; writes facts.documents, sources, quarantine

INSERT INTO facts.documents BY NAME FROM ledgered;

MERGE INTO sources AS s USING (
    SELECT source_id, arg_max(url, turn) AS url, arg_max(watermark, turn) AS watermark, max(fetched_at) AS fetched_at
    FROM landed GROUP BY source_id
) AS l ON s.source_id = l.source_id
WHEN MATCHED THEN UPDATE SET
    url = l.url, watermark = coalesce(l.watermark, s.watermark), last_attempt_at = greatest(s.last_attempt_at, l.fetched_at),
    last_success_at = greatest(s.last_success_at, l.fetched_at)
WHEN NOT MATCHED THEN INSERT (source_id, kind, url, last_attempt_at, last_success_at, failures_in_a_row, watermark)
VALUES (l.source_id, split_part(l.source_id, ':', 1), l.url, l.fetched_at, l.fetched_at, 0, l.watermark);

INSERT INTO quarantine BY NAME
SELECT DISTINCT r.* FROM rejects AS r
ANTI JOIN quarantine AS q ON q.source_id = r.source_id AND q.document = r.document AND q.reason = r.reason
ORDER BY r.source_id, r.document, r.reason;
