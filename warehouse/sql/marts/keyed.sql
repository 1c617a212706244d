-- What every repo with a folded name is, by the catalogue alone: its model, or nothing.
-- reads facts.repo_keys, facts.model_repos, facts.model_keys, facts.corrections, orgs; makes org_authors, org_names, needed, keyed

-- A repo's name by which an upload of the same again is known. Meta's once began with Meta-, and its copies still do.
CREATE OR REPLACE TEMP MACRO own_name(repo_id) AS
    CASE
        WHEN starts_with(lower(split_part(repo_id, '/', 2)), 'meta-') THEN substr(lower(split_part(repo_id, '/', 2)), 6)
        ELSE lower(split_part(repo_id, '/', 2))
    END;

CREATE OR REPLACE TEMP TABLE org_authors AS
SELECT lower(unnest(hub_authors)) AS author, org_id FROM orgs;

CREATE OR REPLACE TEMP TABLE org_names AS
SELECT lower(spelling) AS spelling, min(org_id) AS org_id
FROM (SELECT org_id, unnest(list_distinct([org_id, name, name_zh] || aliases || hub_authors)) AS spelling FROM orgs)
WHERE spelling IS NOT NULL
GROUP BY ALL
HAVING count(DISTINCT org_id) = 1;

-- A key that was needed once stays; only those that are needed now count, so that history makes no difference.
CREATE OR REPLACE TEMP TABLE needed AS
WITH own AS (
    SELECT repo_id
    FROM facts.repo_keys
    WHERE author = '' OR lower(author) IN (SELECT author FROM org_authors) OR lower(repo_id) IN (SELECT repo_id FROM facts.model_repos)
)
SELECT repo_id FROM own SEMI JOIN repos USING (repo_id)
UNION
SELECT repo_id FROM own SEMI JOIN repo_lineage AS l ON l.parent_id = own.repo_id
UNION
SELECT k.repo_id FROM facts.repo_keys AS k JOIN repos AS r USING (repo_id)
WHERE r.likes >= $notable_likes OR r.trending_score >= $notable_trending;

-- Of a name's keys the finest that the catalogue knows decides; one that several models claim decides nothing.
CREATE OR REPLACE TEMP TABLE keyed AS
WITH looked AS (
    SELECT
        k.repo_id, coalesce(a.org_id, CASE WHEN k.author = '' THEN '*' END) AS place,
        unnest(k.keys) AS name_key, generate_subscripts(k.keys, 1) AS turn
    FROM facts.repo_keys AS k
    SEMI JOIN needed ON needed.repo_id = k.repo_id
    LEFT JOIN org_authors AS a ON a.author = lower(k.author)
), named AS (
    SELECT l.repo_id, min_by(m.model_id, l.turn) AS model_id, bool_or(m.model_id IS NULL) AS is_ambiguous
    FROM looked AS l
    JOIN facts.model_keys AS m ON m.org_id = l.place AND m.name_key = l.name_key
    GROUP BY l.repo_id
)
SELECT
    k.repo_id, k.author, k.name_key, k.name, k.slug, a.org_id, coalesce(c.model_id, n.model_id) AS model_id,
    CASE WHEN c.model_id IS NOT NULL THEN 'curated' WHEN n.model_id IS NOT NULL THEN 'name' END AS resolved_by,
    coalesce(n.is_ambiguous, false) AS is_ambiguous
FROM facts.repo_keys AS k
SEMI JOIN needed ON needed.repo_id = k.repo_id
LEFT JOIN org_authors AS a ON a.author = lower(k.author)
LEFT JOIN facts.corrections AS d ON d.kind = 'different' AND d.child = lower(k.repo_id)
LEFT JOIN facts.model_repos AS c ON c.repo_id = lower(k.repo_id) AND c.model_id IS DISTINCT FROM d.parent
LEFT JOIN named AS n ON n.repo_id = k.repo_id AND (d.parent IS NULL OR n.model_id IS DISTINCT FROM d.parent);
