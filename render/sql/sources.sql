-- What each source has brought, without the times of polling, which change on every run.
SELECT s.source_id, s.kind, s.url, s.watermark, a.newest, coalesce(a.items, 0) AS items
FROM sources AS s
LEFT JOIN (
    SELECT source_id, max(published_at) AS newest, count(*) AS items
    FROM announcements
    GROUP BY source_id
) AS a USING (source_id)
ORDER BY s.source_id
