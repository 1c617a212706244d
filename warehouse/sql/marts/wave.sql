-- Copies one step further from a repo that is assigned by itself. What is assigned stays, so a ring of copies ends,
-- and the result is the same whatever was loaded first.
-- reads copy_edges, assigned, settled; makes next_copies; writes assigned

CREATE OR REPLACE TEMP TABLE next_copies AS
SELECT e.repo_id, e.parent_id, e.position, k.model_id, k.depth
FROM copy_edges AS e
ANTI JOIN assigned AS s ON s.repo_id = e.repo_id
JOIN (SELECT repo_id, model_id, depth FROM assigned UNION ALL FROM settled) AS k ON k.repo_id = e.parent_id;

INSERT INTO assigned
SELECT repo_id, min_by(model_id, (position, parent_id)), 'copy', $depth
FROM next_copies
WHERE depth = $depth - 1
GROUP BY repo_id;
