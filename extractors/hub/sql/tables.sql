-- What the warehouse takes over. A repo that several pages brought counts once, as the last of them has it.
CREATE OR REPLACE TEMP TABLE hub_latest AS
SELECT max(record) AS record FROM hub_read WHERE repo_id IS NOT NULL GROUP BY repo_id;

CREATE OR REPLACE TEMP VIEW hub_records AS
SELECT
    repo_id,
    coalesce(author, CASE WHEN contains(repo_id, '/') THEN split_part(repo_id, '/', 1) END) AS author,
    created_at, last_modified_at, downloads, likes, trending_score, pipeline_tag, library,
    getvariable('hub_licenses')[license_id] AS license,
    license_id,
    coalesce(counted_parameters, hub_named_parameters(repo_id)) AS parameters,
    model_type,
    list_sort(list_distinct(list_filter(list_transform(language_ids, lambda l: getvariable('hub_languages')[l]), lambda l: l IS NOT NULL))) AS languages,
    gated, tags, file
FROM hub_read
WHERE record IN (SELECT record FROM hub_latest);

CREATE OR REPLACE TEMP TABLE hub_parents AS
SELECT repo_id, parent, relation, origin, confidence, evidence, position
FROM hub_declared
WHERE record IN (SELECT record FROM hub_latest);

CREATE OR REPLACE TEMP TABLE hub_rejects AS
SELECT
    file,
    record - (SELECT min(record) FROM hub_read AS first WHERE first.file = rejected.file) + 1 AS record,
    'the record has no usable id: a Hub record has "id": "org/name"' AS reason
FROM hub_read AS rejected
WHERE repo_id IS NULL;
