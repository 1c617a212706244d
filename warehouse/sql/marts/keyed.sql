-- What every repo with a folded name is, by the catalogue alone: its model, or nothing.
-- reads facts.repo_keys, facts.model_repos, facts.model_keys, orgs; makes org_authors, org_names, common_keys, keyed

CREATE OR REPLACE TEMP TABLE org_authors AS
SELECT lower(unnest(hub_authors)) AS author, org_id FROM orgs;

CREATE OR REPLACE TEMP TABLE org_names AS
SELECT lower(spelling) AS spelling, min(org_id) AS org_id
FROM (SELECT org_id, unnest(list_distinct([org_id, name, name_zh] || aliases || hub_authors)) AS spelling FROM orgs)
WHERE spelling IS NOT NULL
GROUP BY ALL
HAVING count(DISTINCT org_id) = 1;

-- A name alone, without its organisation, tells a model only where one model has it.
CREATE OR REPLACE TEMP TABLE common_keys AS
SELECT name_key, min(model_id) AS model_id
FROM facts.model_keys
GROUP BY name_key
HAVING count(DISTINCT model_id) = 1;

CREATE OR REPLACE TEMP TABLE keyed AS
SELECT
    k.repo_id, k.author, k.name_key, k.name, k.slug, a.org_id,
    coalesce(curated.model_id, named.model_id, common.model_id) AS model_id,
    CASE
        WHEN curated.model_id IS NOT NULL THEN 'curated'
        WHEN coalesce(named.model_id, common.model_id) IS NOT NULL THEN 'name'
    END AS resolved_by
FROM facts.repo_keys AS k
LEFT JOIN org_authors AS a ON a.author = lower(k.author)
LEFT JOIN facts.model_repos AS curated ON curated.repo_id = lower(k.repo_id)
LEFT JOIN facts.model_keys AS named ON named.org_id = a.org_id AND named.name_key = k.name_key
LEFT JOIN common_keys AS common ON k.author = '' AND common.name_key = k.name_key;
