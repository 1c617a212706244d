-- The fields of whatever record: json_transform gives NULL for one of another type.
-- reads hub_objects; makes hub_source
CREATE OR REPLACE TEMP VIEW hub_source AS
SELECT file, unnest(json_transform(
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
))
FROM hub_objects;
