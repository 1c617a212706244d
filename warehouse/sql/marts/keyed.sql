-- What every repo with a folded name is, by the catalogue alone: its model, or nothing.
-- reads facts.repo_keys, facts.model_repos, facts.model_keys, facts.corrections, org_authors, notable; makes needed, keyed

-- A key that was needed once stays; those of repos that few look at now do not count, so that history makes no difference.
CREATE OR REPLACE TEMP TABLE needed AS
SELECT repo_id
FROM facts.repo_keys
WHERE author = '' OR lower(author) IN (SELECT author FROM org_authors) OR lower(repo_id) IN (SELECT repo_id FROM facts.model_repos)
UNION
SELECT k.repo_id FROM facts.repo_keys AS k SEMI JOIN notable AS n ON n.repo_id = k.repo_id;

-- Of a name's keys the finest that the catalogue knows decides; one that several models claim decides nothing.
CREATE OR REPLACE TEMP TABLE keyed AS
WITH looked AS (
    SELECT
        k.repo_id, coalesce(a.org_id, CASE WHEN k.author = '' THEN '*' END) AS place,
        unnest(k.keys) AS name_key, generate_subscripts(k.keys, 1) AS turn
    FROM facts.repo_keys AS k
    SEMI JOIN needed ON needed.repo_id = k.repo_id
    LEFT JOIN org_authors AS a ON a.author = lower(k.author)
    WHERE a.org_id IS NOT NULL OR k.author = ''
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
LEFT JOIN named AS n ON n.repo_id = k.repo_id AND n.model_id IS DISTINCT FROM coalesce(d.parent, '');
