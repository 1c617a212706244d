-- One reading of a Hub record, whatever brought it. json_transform gives NULL for a field of another type.
CREATE OR REPLACE TEMP TABLE hub_read AS
WITH transformed AS (
    SELECT file, record, json_transform(
        json,
        '{
            "id": "VARCHAR", "modelId": "VARCHAR", "author": "VARCHAR", "createdAt": "TIMESTAMP", "lastModified": "TIMESTAMP",
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
    SELECT file, record, r, coalesce(r.id, r.modelId) AS id FROM transformed
)
SELECT
    file,
    record,
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
