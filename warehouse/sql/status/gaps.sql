SELECT source_id, found_at, gap FROM gaps ORDER BY source_id, found_at, gap
