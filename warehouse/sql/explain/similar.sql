WITH spelled AS (
    SELECT model_id, unnest(list_distinct([model_id, name, name_zh] || aliases)) AS spelling FROM models
)
SELECT spelling
FROM spelled
WHERE spelling IS NOT NULL
  AND (jaro_winkler_similarity(lower(spelling), lower($name)) > 0.8 OR (len($name) > 2 AND contains(lower(spelling), lower($name))))
QUALIFY row_number() OVER (PARTITION BY model_id ORDER BY jaro_winkler_similarity(lower(spelling), lower($name)) DESC, spelling) = 1
ORDER BY jaro_winkler_similarity(lower(spelling), lower($name)) DESC, spelling
LIMIT 5
