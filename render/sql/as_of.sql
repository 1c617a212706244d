-- The date that the map states: the newest fact in the warehouse, never the clock.
SELECT max(seen)
FROM (
    SELECT max(first_seen_at) AS seen FROM models
    UNION ALL SELECT max(first_seen_at) FROM lineage
    UNION ALL SELECT max(first_seen_at) FROM repos
    UNION ALL SELECT max(first_seen_at) FROM announcements
)
