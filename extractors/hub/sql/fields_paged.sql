-- The same fields of pages as the Hub gives them, parsed once instead of twice, which takes two thirds of the time.
-- One field of another type, and DuckDB refuses the page: then fields.sql reads it.
-- makes hub_source
CREATE OR REPLACE TEMP VIEW hub_source AS
SELECT filename AS file, * EXCLUDE (filename)
FROM read_json(
    getvariable('hub_files'), format = 'array', filename = true, maximum_object_size = 134217728, columns = {
        id: 'JSON', modelId: 'JSON', author: 'VARCHAR', createdAt: 'TIMESTAMP', lastModified: 'TIMESTAMP',
        downloads: 'BIGINT', likes: 'BIGINT', trendingScore: 'DOUBLE', pipeline_tag: 'VARCHAR',
        library_name: 'VARCHAR', gated: 'VARCHAR', tags: 'VARCHAR[]',
        cardData: 'STRUCT(
            base_model JSON, base_model_relation VARCHAR, license JSON, license_name VARCHAR,
            "language" JSON, library_name VARCHAR
        )',
        config: 'STRUCT(model_type VARCHAR, quantization_config JSON)',
        safetensors: 'STRUCT(total BIGINT)', gguf: 'STRUCT(total BIGINT)', siblings: 'JSON'
    }
);
