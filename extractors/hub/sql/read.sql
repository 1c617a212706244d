-- One reading of a Hub record, whatever brought it. json_transform gives NULL for a field of another type.
-- Records are numbered by their place in the table: a window over the reading would keep it to one core.
-- reads hub_source; makes hub_rows, hub_read(record, …)
CREATE OR REPLACE TEMP TABLE hub_rows AS
WITH transformed AS (
    SELECT file, json_transform(
        json,
        '{
            "id": "JSON", "modelId": "JSON", "author": "VARCHAR", "createdAt": "TIMESTAMP", "lastModified": "TIMESTAMP",
            "downloads": "BIGINT", "likes": "BIGINT", "trendingScore": "DOUBLE", "pipeline_tag": "VARCHAR",
            "library_name": "VARCHAR", "gated": "VARCHAR", "tags": ["VARCHAR"],
            "cardData": {
                "base_model": "JSON", "base_model_relation": "VARCHAR", "license": "JSON", "license_name": "VARCHAR",
                "language": "JSON", "library_name": "VARCHAR"
            },
            "config": {"model_type": "VARCHAR", "quantization_config": "JSON"},
            "safetensors": {"total": "BIGINT"}, "gguf": {"total": "BIGINT"}, "siblings": "JSON"
        }'
    ) AS r
    FROM hub_source
), identified AS (
    -- {"id": 5} names no repo called 5
    SELECT
        file, r,
        coalesce(
            CASE WHEN json_type(r.id) = 'VARCHAR' THEN json_extract_string(r.id, '$') END,
            CASE WHEN json_type(r.modelId) = 'VARCHAR' THEN json_extract_string(r.modelId, '$') END
        ) AS id
    FROM transformed
)
SELECT
    file,
    CASE WHEN len(id) <= 200 AND regexp_full_match(id, '\w[\w.-]*(?:/\w[\w.-]*)?') THEN id END AS repo_id,
    r.author,
    timezone('UTC', r.createdAt) AS created_at,
    timezone('UTC', r.lastModified) AS last_modified_at,
    r.downloads,
    r.likes,
    r.trendingScore AS trending_score,
    r.pipeline_tag,
    coalesce(r.library_name, r.cardData.library_name) AS library,
    CASE WHEN r.safetensors.total > 0 THEN r.safetensors.total WHEN r.gguf.total > 0 THEN r.gguf.total END AS counted_parameters,
    r.config.model_type,
    r.config.quantization_config IS NOT NULL AS is_quantized,
    r.gated,
    r.tags,
    coalesce(
        CASE WHEN json_extract_string(r.cardData.license, '$') = 'other' THEN r.cardData.license_name END,
        json_extract_string(r.cardData.license, '$[0]'),
        json_extract_string(r.cardData.license, '$'),
        substr(list_filter(r.tags, lambda t: starts_with(t, 'license:'))[1], 9)
    ) AS license_id,
    CASE json_type(r.cardData.language)
        WHEN 'ARRAY' THEN json_extract_string(r.cardData.language, '$[*]')
        WHEN 'VARCHAR' THEN [json_extract_string(r.cardData.language, '$')]
        -- Listings without cardData have the languages among the tags; "ml" and "cv" are fields of study there.
        ELSE list_filter(r.tags, lambda t: len(t) = 2 AND t NOT IN ('ml', 'cv', 'rl', 'ai'))
    END AS language_ids,
    r.cardData.base_model,
    r.cardData.base_model_relation,
    r.siblings
FROM identified;

CREATE OR REPLACE TEMP VIEW hub_read AS SELECT rowid + 1 AS record, * FROM hub_rows;
