-- A listing whose count collapses: the records of its newest day against the median of the ten days before,
-- of which there must be five with twenty records or more.
WITH days AS (
    SELECT source_id, CAST(fetched_at AS DATE) AS day, sum(records) AS records
    FROM facts.documents
    GROUP BY ALL
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY source_id ORDER BY day DESC) AS age FROM days
)
SELECT
    source_id,
    format(
        'brought {} records on {}, against {} on an ordinary day',
        any_value(records) FILTER (WHERE age = 1),
        CAST(any_value(day) FILTER (WHERE age = 1) AS VARCHAR),
        CAST(median(records) FILTER (WHERE age > 1) AS BIGINT)
    ) AS warning
FROM numbered
WHERE age <= 11
GROUP BY source_id
HAVING count(*) > 5
   AND median(records) FILTER (WHERE age > 1) >= 20
   AND any_value(records) FILTER (WHERE age = 1) < 0.2 * median(records) FILTER (WHERE age > 1)
ORDER BY source_id
