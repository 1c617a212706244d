-- Documents are loaded: the ledger, their sources' watermarks, and what was rejected. A document is no success of its
-- source: a killed run may have landed the first half of a listing, which must not rest for a week then.
-- reads ledgered, landed, rejects; writes facts.documents, sources, gaps, quarantine

INSERT INTO facts.documents BY NAME FROM ledgered;

MERGE INTO sources AS s USING (
    SELECT source_id, arg_max(url, turn) AS url, arg_max(watermark, turn) AS watermark, max(fetched_at) AS fetched_at
    FROM landed GROUP BY source_id
) AS l ON s.source_id = l.source_id
WHEN MATCHED THEN UPDATE SET
    url = l.url, watermark = coalesce(l.watermark, s.watermark), last_attempt_at = greatest(s.last_attempt_at, l.fetched_at)
WHEN NOT MATCHED THEN INSERT (source_id, kind, url, last_attempt_at, failures_in_a_row, watermark)
VALUES (l.source_id, split_part(l.source_id, ':', 1), l.url, l.fetched_at, 0, l.watermark);

-- The whole listing is read: what `hub:created` could not reach is there.
DELETE FROM gaps WHERE source_id = 'hub:created' AND EXISTS (FROM landed WHERE source_id = 'hub:backfill' AND watermark = 'end');

INSERT INTO quarantine BY NAME
SELECT DISTINCT r.* FROM rejects AS r
ANTI JOIN quarantine AS q ON q.source_id = r.source_id AND q.document = r.document AND q.reason = r.reason
ORDER BY r.source_id, r.document, r.reason;
