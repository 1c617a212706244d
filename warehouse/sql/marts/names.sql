-- How names are compared, who is known under which, and which repos many people look at.
-- reads orgs, repos; makes own_name, is_copy, org_authors, org_names, notable

-- A repo's name by which an upload of the same again is known. Meta's once began with Meta-, and its copies still do.
CREATE OR REPLACE TEMP MACRO own_name(repo_id) AS
    CASE
        WHEN starts_with(lower(split_part(repo_id, '/', 2)), 'meta-') THEN substr(lower(split_part(repo_id, '/', 2)), 6)
        ELSE lower(split_part(repo_id, '/', 2))
    END;

-- Quantised, or uploaded again under the name that it has there.
CREATE OR REPLACE TEMP MACRO is_copy(relation, repo_id, parent_id) AS
    relation = 'quantized' OR own_name(repo_id) = own_name(parent_id);

CREATE OR REPLACE TEMP TABLE org_authors AS
SELECT lower(unnest(hub_authors)) AS author, org_id FROM orgs;

CREATE OR REPLACE TEMP TABLE org_names AS
SELECT lower(spelling) AS spelling, min(org_id) AS org_id
FROM (SELECT org_id, unnest(list_distinct([org_id, name, name_zh] || aliases || hub_authors)) AS spelling FROM orgs)
WHERE spelling IS NOT NULL
GROUP BY ALL
HAVING count(DISTINCT org_id) = 1;

-- Apart, each condition is checked while reading; together, every name would be read.
CREATE OR REPLACE TEMP TABLE notable AS
SELECT repo_id, first_seen_at FROM repos WHERE likes >= $notable_likes
UNION
SELECT repo_id, first_seen_at FROM repos WHERE trending_score >= $notable_trending;
