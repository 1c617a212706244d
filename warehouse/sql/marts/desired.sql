-- What each repo of the frontier should be assigned to: curated, by name, as a candidate, or as a copy of another.
-- reads frontier, keyed, candidates, candidate_repos, placed, repo_lineage, repos; makes moved (only what differs)

CREATE OR REPLACE TEMP TABLE moved AS
WITH direct AS (
    SELECT f.repo_id, k.model_id, k.resolved_by FROM frontier AS f JOIN keyed AS k USING (repo_id) WHERE k.model_id IS NOT NULL
    UNION ALL
    SELECT f.repo_id, c.model_id, 'candidate'
    FROM frontier AS f JOIN candidate_repos AS r USING (repo_id) JOIN candidates AS c ON c.maker = r.maker AND c.name_key = r.name_key
), copies AS (
    SELECT f.repo_id, min_by(coalesce(p.model_id, n.model_id), l.position) AS model_id
    FROM frontier AS f
    JOIN repo_lineage AS l ON l.repo_id = f.repo_id AND l.parent_id <> f.repo_id
    LEFT JOIN repos AS p ON p.repo_id = l.parent_id
    LEFT JOIN keyed AS k ON k.repo_id = l.parent_id
    LEFT JOIN placed AS n ON n.repo_id = l.parent_id
    LEFT JOIN keyed AS own ON own.repo_id = f.repo_id
    -- quantised, or uploaded again under the name that it has there
    WHERE coalesce(p.model_id, n.model_id) IS NOT NULL AND (l.relation = 'quantized' OR own.name_key = k.name_key)
    GROUP BY f.repo_id
)
SELECT
    r.repo_id, coalesce(d.model_id, c.model_id) AS model_id,
    CASE WHEN d.model_id IS NOT NULL THEN d.resolved_by WHEN c.model_id IS NOT NULL THEN 'copy' END AS resolved_by
FROM repos AS r
SEMI JOIN frontier AS f ON f.repo_id = r.repo_id
LEFT JOIN direct AS d ON d.repo_id = r.repo_id
LEFT JOIN copies AS c ON c.repo_id = r.repo_id
WHERE (r.model_id, r.resolved_by) IS DISTINCT FROM (
    coalesce(d.model_id, c.model_id),
    CASE WHEN d.model_id IS NOT NULL THEN d.resolved_by WHEN c.model_id IS NOT NULL THEN 'copy' END
);

UPDATE repos SET model_id = m.model_id, resolved_by = m.resolved_by FROM moved AS m WHERE m.repo_id = repos.repo_id;

CREATE OR REPLACE TEMP TABLE frontier AS
SELECT DISTINCT l.repo_id
FROM repo_lineage AS l
JOIN moved AS m ON m.repo_id = l.parent_id
WHERE l.relation = 'quantized' OR l.repo_id IN (SELECT repo_id FROM keyed);
