-- A source that answers but has brought nothing for unusually long: five times its usual pause, ten days at
-- least and ninety at most. What counts is its newest document, for an unchanged one is not landed again.
WITH paced AS (
    SELECT
        source_id, fetched_at,
        fetched_at - lag(fetched_at) OVER (PARTITION BY source_id ORDER BY fetched_at) AS pause
    FROM facts.documents
),
usual AS (
    SELECT
        source_id, max(fetched_at) AS newest,
        least(90, greatest(10, 5 * coalesce(median(epoch(pause)) / 86400, 0))) AS patience
    FROM paced
    GROUP BY source_id
)
SELECT
    s.source_id,
    format('answers, but has brought nothing new for {} days', date_diff('day', u.newest, s.last_success_at)) AS warning
FROM sources AS s
INNER JOIN usual AS u USING (source_id)
WHERE s.source_id NOT LIKE 'hub:author:%'
  AND s.source_id NOT IN ('hub:liked', 'hub:downloaded', 'hub:cards')
  AND s.failures_in_a_row = 0
  AND date_diff('day', u.newest, s.last_success_at) > u.patience
ORDER BY s.source_id
