-- The edges from which the derivation starts: those of the touched repos, and of all that could name a model. The small
-- tables of edges follow.
-- reads near_touched, touched_edges, keys_before, notable, facts.repo_keys, facts.repo_edges; makes keys_new, found, above;
-- writes facts.keyed_edges, facts.copy_edges

-- Keyed for the first time, though seen before: liked by many of late. Any other would have been keyed when it was seen.
CREATE OR REPLACE TEMP TABLE keys_new AS
SELECT k.repo_id
FROM facts.repo_keys AS k
ANTI JOIN keys_before AS b ON b.repo_id = k.repo_id
ANTI JOIN near_touched AS t ON t.repo_id = k.repo_id
SEMI JOIN notable AS n ON n.repo_id = k.repo_id;

DELETE FROM facts.keyed_edges AS e USING near_touched AS t WHERE t.repo_id = e.repo_id;

INSERT INTO facts.keyed_edges
SELECT t.* FROM touched_edges AS t SEMI JOIN facts.repo_keys AS k ON k.repo_id = t.repo_id
UNION ALL
SELECT e.* EXCLUDE (turn) FROM facts.repo_edges AS e SEMI JOIN keys_new AS k ON k.repo_id = e.repo_id;

DELETE FROM facts.copy_edges AS e USING near_touched AS t WHERE t.repo_id = e.repo_id;

INSERT INTO facts.copy_edges SELECT repo_id, parent_id FROM touched_edges WHERE is_copy(relation, repo_id, parent_id);

-- Edges to take over.
CREATE OR REPLACE TEMP TABLE found AS
FROM facts.keyed_edges
UNION ALL
SELECT t.* FROM touched_edges AS t ANTI JOIN facts.repo_keys AS k ON k.repo_id = t.repo_id;

-- Whose copies are wanted.
CREATE OR REPLACE TEMP TABLE above AS SELECT repo_id FROM near_touched;
