-- Declared parents: what the Hub's tags say; where they say none, the card's own metadata.
CREATE OR REPLACE TEMP TABLE hub_declared AS
WITH tag_refs AS (
    SELECT record, repo_id, unnest(telling) AS evidence, generate_subscripts(telling, 1) AS position
    FROM (SELECT record, repo_id, list_filter(tags, lambda t: starts_with(t, 'base_model:')) AS telling FROM hub_read)
    WHERE repo_id IS NOT NULL
), card_fields AS (
    SELECT record, repo_id, relation, unnest(fields) AS field, generate_subscripts(fields, 1) AS position
    FROM (
        SELECT
            record, repo_id, base_model_relation AS relation,
            CASE json_type(base_model)
                WHEN 'VARCHAR' THEN regexp_split_to_array(json_extract_string(base_model, '$'), '[,;\n]| and | \+ ')
                WHEN 'ARRAY' THEN json_extract_string(base_model, '$[*]')
                WHEN 'OBJECT' THEN [CAST(base_model AS VARCHAR)]
            END AS fields
        FROM hub_read
        WHERE repo_id IS NOT NULL AND base_model IS NOT NULL
            AND record NOT IN (SELECT record FROM tag_refs)
    )
), card_refs AS (
    SELECT record, repo_id, relation, position, field, CASE WHEN field LIKE '{%' AND json_valid(field) THEN coalesce(
        json_extract_string(field, '$.name'), json_extract_string(field, '$.id'), json_extract_string(field, '$.model'),
        json_extract_string(field, '$.repo_id'), json_extract_string(field, '$.base_model'), json_extract_string(field, '$.url')
    ) WHEN field NOT LIKE '[%' THEN field END AS ref
    FROM card_fields
), tags_read AS MATERIALIZED (  -- each tag is taken apart once, and so is each spelling
    SELECT evidence, regexp_extract(evidence, '^base_model:(?:([a-z_]+):)?(.*)$', ['relation', 'ref']) AS parts
    FROM (SELECT DISTINCT evidence FROM tag_refs)
), known AS MATERIALIZED (
    SELECT ref, hub_repo_id(ref, bare) AS parent
    FROM (
        SELECT ref, hub_bare(ref) AS bare
        FROM (SELECT parts.ref AS ref FROM tags_read UNION SELECT ref FROM card_refs)
        WHERE len(ref) <= 300
    )
), tags_known AS MATERIALIZED (
    SELECT evidence, hub_relation(parts.relation) AS relation, parent
    FROM tags_read JOIN known ON known.ref = parts.ref
    WHERE parent IS NOT NULL
), named AS (
    SELECT record, repo_id, 'hub_tag' AS origin, evidence, relation, parent, position FROM tag_refs JOIN tags_known USING (evidence)
    UNION ALL
    SELECT record, repo_id, 'card_data', 'base_model: ' || field, hub_relation(relation), parent, position
    FROM card_refs JOIN known USING (ref)
    WHERE parent IS NOT NULL
), parents AS (  -- of evidence the longest, of several as long the first
    SELECT
        record, repo_id, origin, lower(parent) AS key, arg_min(parent, position) AS parent, max(relation) AS relation,
        max_by(evidence, len(evidence) * 1_000_000 - position) AS evidence, min(position) AS position
    FROM named
    WHERE lower(parent) <> lower(repo_id)
    GROUP BY ALL
), counted AS (
    SELECT
        * REPLACE (row_number() OVER turns AS position),
        count(*) OVER (turns ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS declared
    FROM parents
    WINDOW turns AS (PARTITION BY record ORDER BY position)
)
SELECT
    p.record, p.repo_id, p.parent,
    coalesce(p.relation, hub_implied_relation(r.library, r.tags, r.siblings, r.is_quantized, p.declared)) AS relation,
    p.origin, CAST(CASE p.origin WHEN 'hub_tag' THEN 0.99 ELSE 0.97 END AS DOUBLE) AS confidence, left(p.evidence, 400) AS evidence,
    p.position
FROM counted AS p
LEFT JOIN hub_read AS r ON r.record = CASE WHEN p.relation IS NULL THEN p.record END;
