-- Repos whose model may be another now: those touched, those placed otherwise, and all copies below them.
-- reads facts.pending, facts.placed, placed, repo_lineage, repos, facts.copies; makes affected, copy_edges, settled, assigned

CREATE OR REPLACE TEMP TABLE every_copy_edge AS
SELECT repo_id, parent_id, position
FROM repo_lineage
WHERE repo_id <> parent_id
  AND confidence >= $map_confidence
  -- what the user says is another model is no copy
  AND lower(repo_id) NOT IN (SELECT child FROM facts.corrections WHERE kind = 'different' AND on_repos)
  -- quantised, or uploaded again under the name that it has there
  AND (relation = 'quantized' OR own_name(repo_id) = own_name(parent_id));

CREATE OR REPLACE TEMP TABLE affected AS
WITH RECURSIVE below(repo_id) AS (
    SELECT repo_id FROM (
        SELECT repo_id FROM facts.pending
        UNION
        SELECT coalesce(o.repo_id, n.repo_id)
        FROM facts.placed AS o FULL JOIN placed AS n ON n.repo_id = o.repo_id
        WHERE (o.model_id, o.resolved_by) IS DISTINCT FROM (n.model_id, n.resolved_by)
    )
    UNION
    SELECT e.repo_id FROM below AS b JOIN every_copy_edge AS e ON e.parent_id = b.repo_id
)
SELECT b.repo_id FROM below AS b SEMI JOIN repos AS r ON r.repo_id = b.repo_id;

CREATE OR REPLACE TEMP TABLE copy_edges AS
FROM every_copy_edge SEMI JOIN affected USING (repo_id);

-- Parents that are not affected stay what they are: repos with the depth that they have, and ids never seen.
CREATE OR REPLACE TEMP TABLE settled AS
SELECT r.repo_id, r.model_id, coalesce(c.depth, 0) AS depth
FROM repos AS r
SEMI JOIN copy_edges AS e ON e.parent_id = r.repo_id
ANTI JOIN affected AS a ON a.repo_id = r.repo_id
LEFT JOIN facts.copies AS c ON c.repo_id = r.repo_id
WHERE r.model_id IS NOT NULL
UNION ALL
SELECT p.repo_id, p.model_id, 0 FROM placed AS p ANTI JOIN repos AS r ON r.repo_id = p.repo_id;

CREATE OR REPLACE TEMP TABLE assigned AS
SELECT a.repo_id, p.model_id, p.resolved_by, 0 AS depth FROM affected AS a JOIN placed AS p ON p.repo_id = a.repo_id;
