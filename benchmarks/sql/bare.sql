-- What the bare engine does with the same bytes: read, parse, project, keep.
CREATE OR REPLACE TABLE bare AS
FROM read_json(
    getvariable('files'), format = 'array', maximum_object_size = 134217728, columns = {
        id: 'VARCHAR', author: 'VARCHAR', createdAt: 'TIMESTAMP', lastModified: 'TIMESTAMP', downloads: 'BIGINT', likes: 'BIGINT',
        pipeline_tag: 'VARCHAR', library_name: 'VARCHAR', gated: 'VARCHAR', tags: 'VARCHAR[]',
        cardData: 'STRUCT(license JSON, base_model JSON, "language" JSON)', config: 'STRUCT(model_type VARCHAR)',
        safetensors: 'STRUCT(total BIGINT)'
    }
);
