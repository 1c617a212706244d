-- An extractor whose yield drops: announcements per item of a source in the last thirty days before its newest
-- document, against the hundred and fifty days before those. A changed page layout looks like this.
WITH newest AS (
    SELECT source_id, max(fetched_at) AS at FROM facts.documents GROUP BY source_id
),
items AS (
    SELECT
        d.source_id,
        sum(d.records) FILTER (WHERE d.fetched_at > n.at - INTERVAL 30 DAY) AS recent,
        sum(d.records) FILTER (WHERE d.fetched_at <= n.at - INTERVAL 30 DAY) AS before
    FROM facts.documents AS d
    INNER JOIN newest AS n USING (source_id)
    WHERE d.fetched_at > n.at - INTERVAL 180 DAY
    GROUP BY d.source_id
),
found AS (
    SELECT
        a.source_id,
        count(*) FILTER (WHERE a.first_seen_at > n.at - INTERVAL 30 DAY) AS recent,
        count(*) FILTER (WHERE a.first_seen_at <= n.at - INTERVAL 30 DAY) AS before
    FROM announcements AS a
    INNER JOIN newest AS n USING (source_id)
    WHERE a.first_seen_at > n.at - INTERVAL 180 DAY
    GROUP BY a.source_id
)
SELECT
    source_id,
    format('gave {} announcements in its last {} items, {} in the {} before', f.recent, i.recent, f.before, i.before) AS warning
FROM found AS f
INNER JOIN items AS i USING (source_id)
WHERE i.recent >= 20 AND i.before >= 50 AND f.before >= 10
  AND f.recent / i.recent < 0.2 * f.before / i.before
ORDER BY source_id
