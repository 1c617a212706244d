-- Copies take the model of what they were made from. Here are the edges between them, and where they begin.
-- reads affected, affected_edges, unaffected, repos_here, placed, facts.copies, facts.corrections; makes copy_edges, settled, assigned

CREATE OR REPLACE TEMP TABLE copy_edges AS
SELECT repo_id, parent_id, position
FROM affected_edges
WHERE repo_id <> parent_id
  AND confidence >= $map_confidence
  AND is_copy(relation, repo_id, parent_id)
  -- what the user says is another model is no copy
  AND lower(repo_id) NOT IN (SELECT child FROM facts.corrections WHERE kind = 'different' AND on_repos);

-- Parents that are not affected stay what they are: repos with the depth that they have, and ids never seen.
CREATE OR REPLACE TEMP TABLE settled AS
SELECT r.repo_id, r.model_id, coalesce(c.depth, 0) AS depth
FROM unaffected AS r
SEMI JOIN copy_edges AS e ON e.parent_id = r.repo_id
LEFT JOIN facts.copies AS c ON c.repo_id = r.repo_id
WHERE r.model_id IS NOT NULL
UNION ALL
SELECT p.repo_id, p.model_id, 0 FROM placed AS p ANTI JOIN repos_here AS r ON r.repo_id = p.repo_id;

CREATE OR REPLACE TEMP TABLE assigned AS
SELECT a.repo_id, p.model_id, p.resolved_by, 0 AS depth FROM affected AS a JOIN placed AS p ON p.repo_id = a.repo_id;
