-- A dump's records in the Hub's own shape, numbered, with the time up to which each knows the Hub.
-- reads dumped(json), the rows of the dump as JSON objects whatever their columns are called; makes dump(n, record, known_at)

-- Some dumps keep nested fields as text that is JSON.
CREATE OR REPLACE TEMP MACRO dump_nested(field) AS
    CASE WHEN json_type(field) = 'VARCHAR' THEN TRY_CAST(json_extract_string(field, '$') AS JSON) ELSE field END;

CREATE OR REPLACE TEMP TABLE dump AS
SELECT
    row_number() OVER () AS n,
    CASE WHEN json_type(json) = 'OBJECT' THEN CAST(json_object(
        'id', coalesce(json -> '$.id', json -> '$.modelId', json -> '$.model_id', json -> '$.repo_id'),
        'author', json -> '$.author',
        'createdAt', coalesce(json -> '$.createdAt', json -> '$.created_at'),
        'lastModified', coalesce(json -> '$.lastModified', json -> '$.last_modified'),
        'downloads', json -> '$.downloads',
        'likes', json -> '$.likes',
        'trendingScore', coalesce(json -> '$.trendingScore', json -> '$.trending_score'),
        'pipeline_tag', json -> '$.pipeline_tag',
        'library_name', coalesce(json -> '$.library_name', json -> '$.library'),
        'gated', json -> '$.gated',
        'tags', dump_nested(json -> '$.tags'),
        'cardData', dump_nested(coalesce(json -> '$.cardData', json -> '$.card_data')),
        'config', dump_nested(json -> '$.config'),
        'safetensors', dump_nested(json -> '$.safetensors'),
        'gguf', dump_nested(json -> '$.gguf'),
        'siblings', dump_nested(json -> '$.siblings')
    ) AS VARCHAR) ELSE 'null' END AS record,
    greatest(
        TRY_CAST(coalesce(json ->> '$.createdAt', json ->> '$.created_at') AS TIMESTAMP),
        TRY_CAST(coalesce(json ->> '$.lastModified', json ->> '$.last_modified') AS TIMESTAMP)
    ) AS known_at
FROM dumped;
