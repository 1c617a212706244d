-- The public models: curated entries and candidates, with their quadrants.
-- reads facts.catalogue_models, candidates, facts.licenses, licenses, orgs, facts.keyed_repos, new_lineage, new_ancestry; makes new_models

CREATE OR REPLACE TEMP TABLE things AS
SELECT
    model_id, name, name_zh, kind, org_id, CAST(NULL AS VARCHAR) AS org, released_on, released_precision, sizes, parameters_min,
    parameters_max, architecture, license, openness, languages, rlhf_stages, url, hub_repo, aliases, notes, source_url,
    'curated' AS origin, 1.0 AS confidence, CAST(released_on AS TIMESTAMPTZ) AS first_seen_at, on_map, quadrant
FROM facts.catalogue_models
UNION ALL BY NAME
SELECT
    model_id, name, kind, org_id, org, released_on, 'day' AS released_precision, sizes, parameters_min, parameters_max, license,
    languages, url, hub_repo, url AS source_url, origin, confidence, first_seen_at, on_map
FROM candidates;

-- LLaMA generations: Meta's line, whatever it is called next.
CREATE OR REPLACE TEMP TABLE llama_line AS
SELECT model_id FROM things WHERE org_id = 'meta' AND regexp_matches(model_id, '^(meta-)?llama(-?[0-9][0-9.]*)?$');

-- A derived model stands beside its base: follow the first declared parent up to where the rule decides.
CREATE OR REPLACE TEMP TABLE quadrants AS
WITH RECURSIVE first_parent AS (
    SELECT l.child_id, min_by(l.parent_id, (list_position($origins, l.origin), l.position, l.parent_id)) AS parent_id
    FROM new_lineage AS l
    JOIN things AS p ON p.model_id = l.parent_id
    WHERE l.relation NOT IN ('successor', 'architecture', 'technique') AND p.kind NOT IN ('framework', 'technique')
    GROUP BY l.child_id
), decided AS (
    SELECT
        t.model_id,
        CASE
            WHEN t.quadrant IS NOT NULL THEN t.quadrant
            WHEN t.kind IN ('framework', 'technique') THEN 'training'
            WHEN t.model_id IN (FROM llama_line)
              OR t.model_id IN (SELECT model_id FROM new_ancestry WHERE ancestor_id IN (FROM llama_line)) THEN 'llama'
        END AS by_rule,
        CASE WHEN o.country = 'CN' THEN 'chinese' ELSE 'foreign' END AS by_country
    FROM things AS t
    LEFT JOIN orgs AS o USING (org_id)
), way(model_id, here, depth) USING KEY (model_id, here) AS (
    SELECT model_id, model_id, 0 FROM decided WHERE by_rule IS NULL AND model_id IN (SELECT child_id FROM first_parent)
    UNION
    SELECT w.model_id, f.parent_id, w.depth + 1
    FROM way AS w
    JOIN decided AS d ON d.model_id = w.here AND d.by_rule IS NULL
    JOIN first_parent AS f ON f.child_id = w.here
    LEFT JOIN recurring.way AS k ON k.model_id = w.model_id AND k.here = f.parent_id
    WHERE k.depth IS NULL
)
SELECT w.model_id, max_by(coalesce(d.by_rule, d.by_country), w.depth) AS quadrant
FROM way AS w
JOIN decided AS d ON d.model_id = w.here
GROUP BY w.model_id
UNION ALL
SELECT model_id, coalesce(by_rule, by_country) FROM decided WHERE by_rule IS NOT NULL OR model_id NOT IN (SELECT child_id FROM first_parent);

CREATE OR REPLACE TEMP TABLE new_models AS FROM models LIMIT 0;

INSERT INTO new_models BY NAME
WITH spelled AS (SELECT spelling, min(license) AS license FROM facts.licenses GROUP BY spelling),
terms AS (SELECT license, openness, commercial_use FROM licenses)  -- here what is not known is NULL
SELECT
    t.model_id, t.name, t.name_zh, t.kind, t.org_id, coalesce(o.name, t.org) AS org, o.country, q.quadrant,
    t.released_on, t.released_precision, coalesce(t.sizes, []) AS sizes, t.parameters_min, t.parameters_max, t.architecture,
    coalesce(s.license, t.license, h.license) AS license, coalesce(t.openness, l.openness) AS openness, l.commercial_use,
    coalesce(nullif(t.languages, []), h.languages, []) AS languages, coalesce(t.rlhf_stages, []) AS rlhf_stages, t.url, t.hub_repo,
    coalesce(t.aliases, []) AS aliases, coalesce(t.notes, []) AS notes, t.source_url, t.origin, t.confidence, t.first_seen_at, t.on_map
FROM things AS t
JOIN quadrants AS q USING (model_id)
LEFT JOIN orgs AS o USING (org_id)
-- what the catalogue does not give, the main repo's card may
LEFT JOIN facts.keyed_repos AS h ON h.repo_id = t.hub_repo
LEFT JOIN spelled AS s ON s.spelling = lower(coalesce(t.license, h.license))
LEFT JOIN terms AS l ON l.license = coalesce(s.license, t.license, h.license);
