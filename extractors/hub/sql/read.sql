-- One reading of a Hub record, whatever brought it.
-- Records are numbered by their place in the table: a window over the reading would keep it to one core.
-- reads hub_source; makes hub_rows, hub_read(record, …)
CREATE OR REPLACE TEMP TABLE hub_rows AS
WITH identified AS (
    -- {"id": 5} names no repo called 5
    SELECT
        *,
        coalesce(
            CASE WHEN json_type(id) = 'VARCHAR' THEN json_extract_string(id, '$') END,
            CASE WHEN json_type(modelId) = 'VARCHAR' THEN json_extract_string(modelId, '$') END
        ) AS given_id
    FROM hub_source
)
SELECT
    file,
    CASE WHEN len(given_id) <= 200 AND regexp_full_match(given_id, '\w[\w.-]*(?:/\w[\w.-]*)?') THEN given_id END AS repo_id,
    author,
    timezone('UTC', createdAt) AS created_at,
    timezone('UTC', lastModified) AS last_modified_at,
    downloads,
    likes,
    trendingScore AS trending_score,
    pipeline_tag,
    coalesce(library_name, cardData.library_name) AS library,
    CASE WHEN safetensors.total > 0 THEN safetensors.total WHEN gguf.total > 0 THEN gguf.total END AS counted_parameters,
    config.model_type,
    config.quantization_config IS NOT NULL AS is_quantized,
    gated,
    tags,
    coalesce(
        CASE WHEN json_extract_string(cardData.license, '$') = 'other' THEN cardData.license_name END,
        json_extract_string(cardData.license, '$[0]'),
        json_extract_string(cardData.license, '$'),
        substr(list_filter(tags, lambda t: starts_with(t, 'license:'))[1], 9)
    ) AS license_id,
    CASE json_type(cardData.language)
        WHEN 'ARRAY' THEN json_extract_string(cardData.language, '$[*]')
        WHEN 'VARCHAR' THEN [json_extract_string(cardData.language, '$')]
        -- Listings without cardData have the languages among the tags; "ml" and "cv" are fields of study there.
        ELSE list_filter(tags, lambda t: len(t) = 2 AND t NOT IN ('ml', 'cv', 'rl', 'ai'))
    END AS language_ids,
    cardData.base_model,
    cardData.base_model_relation,
    siblings
FROM identified;

CREATE OR REPLACE TEMP VIEW hub_read AS SELECT rowid + 1 AS record, * FROM hub_rows;
