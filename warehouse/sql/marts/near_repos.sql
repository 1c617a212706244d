-- The repos that the derivation needs, as far as they were not asked for: those that could name a model, those whose
-- model may be another, and those parents that have a model. Who has one, small tables tell.
-- reads looked, near_touched, notable, near_edges, facts.repo_keys, facts.placed, facts.copies, repos; makes asking,
-- timed; writes asked, near_repos, facts.keyed_repos

-- What was asked for as a parent, without its time, is asked for again when its own model may be another.
DELETE FROM near_repos WHERE first_seen_at IS NULL AND repo_id IN (FROM looked);

DELETE FROM asked AS a USING looked AS l WHERE l.repo_id = a.repo_id AND a.repo_id NOT IN (SELECT repo_id FROM near_repos);

CREATE OR REPLACE TEMP TABLE asking AS
FROM (
    FROM looked UNION SELECT repo_id FROM facts.repo_keys UNION SELECT repo_id FROM near_edges UNION SELECT parent_id FROM near_edges
) AS w
ANTI JOIN asked AS a ON a.repo_id = w.repo_id;

INSERT INTO asked FROM asking;

-- When they were first seen, for by the time, most of `repos` need not be read. Only of copies of what was touched,
-- nothing small tells it.
CREATE OR REPLACE TEMP TABLE timed AS
WITH known AS (
    FROM near_touched UNION ALL SELECT repo_id, first_seen_at FROM facts.keyed_repos UNION ALL FROM notable
), unknown AS (
    FROM asking SEMI JOIN looked USING (repo_id) ANTI JOIN facts.repo_keys USING (repo_id)
    ANTI JOIN known USING (repo_id)
)
SELECT repo_id, min(first_seen_at) AS first_seen_at
FROM (FROM known UNION ALL SELECT r.repo_id, r.first_seen_at FROM repos AS r SEMI JOIN unknown AS u ON u.repo_id = r.repo_id)
GROUP BY repo_id;

-- A parent that was placed before it was seen has no model yet as a repo.
INSERT INTO near_repos BY NAME
SELECT
    a.repo_id, coalesce(p.model_id, c.model_id) AS model_id,
    CASE WHEN p.model_id IS NOT NULL THEN p.resolved_by WHEN c.model_id IS NOT NULL THEN 'copy' END AS resolved_by, t.first_seen_at
FROM asking AS a
LEFT JOIN timed AS t ON t.repo_id = a.repo_id
LEFT JOIN (FROM facts.placed SEMI JOIN facts.keyed_repos USING (repo_id)) AS p ON p.repo_id = a.repo_id
LEFT JOIN facts.copies AS c ON c.repo_id = a.repo_id
WHERE t.repo_id IS NOT NULL OR c.repo_id IS NOT NULL;

INSERT INTO facts.keyed_repos
SELECT
    r.repo_id, r.created_at, r.downloads, r.likes, r.trending_score, r.pipeline_tag, r.license, r.parameters, r.languages, r.first_seen_at
FROM repos AS r
SEMI JOIN (
    SELECT n.repo_id, n.first_seen_at
    FROM near_repos AS n
    SEMI JOIN facts.repo_keys AS k ON k.repo_id = n.repo_id
    ANTI JOIN facts.keyed_repos AS h ON h.repo_id = n.repo_id
) AS w ON w.repo_id = r.repo_id AND w.first_seen_at = r.first_seen_at;
