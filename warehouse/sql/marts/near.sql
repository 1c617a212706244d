-- Only what was touched is derived anew. A day brings thousands of repos to millions: the big tables are read as
-- seldom as can be, and what the derivation needs of them is kept in small ones.
-- reads facts.pending, facts.repo_keys, facts.repo_edges, repos; makes near_touched, keys_before, near_repos, near_edges,
-- looked, asked, and views over them for the derivation

SET VARIABLE turn = (SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM facts.state WHERE name = 'turn');

CREATE OR REPLACE TEMP TABLE near_touched AS
SELECT repo_id, min(first_seen_at) AS first_seen_at FROM facts.pending GROUP BY repo_id;

CREATE OR REPLACE TEMP TABLE keys_before AS SELECT repo_id FROM facts.repo_keys;

-- Repos whose model may be another now: those touched, those placed otherwise, and all copies below them.
CREATE OR REPLACE TEMP TABLE looked AS SELECT repo_id FROM near_touched;

CREATE OR REPLACE TEMP TABLE near_repos AS SELECT repo_id, model_id, resolved_by, first_seen_at FROM repos LIMIT 0;

CREATE OR REPLACE TEMP TABLE asked (repo_id VARCHAR);

-- First the user's, as repo_lineage shows them, of repos that were seen.
CREATE OR REPLACE TEMP TABLE near_edges AS
SELECT
    r.repo_id, c.parent AS parent_id, c.relation, 'curated' AS origin, 1.0::DOUBLE AS confidence, c.evidence,
    CAST(row_number() OVER (PARTITION BY lower(c.child) ORDER BY c.position) - 1 AS INTEGER) AS position
FROM facts.corrections AS c JOIN repos AS r ON lower(r.repo_id) = lower(c.child)
WHERE c.on_repos AND c.kind = 'parent';

-- All that the touched repos have, before corrections: what changed came in this turn.
CREATE OR REPLACE TEMP TABLE near_touched_edges AS SELECT * EXCLUDE (turn) FROM facts.repo_edges WHERE turn = getvariable('turn');

CREATE OR REPLACE TEMP VIEW touched AS SELECT repo_id FROM near_touched;

CREATE OR REPLACE TEMP VIEW touched_edges AS FROM near_touched_edges;

CREATE OR REPLACE TEMP VIEW edges_here AS FROM near_edges;

CREATE OR REPLACE TEMP VIEW repos_here AS FROM near_repos;

CREATE OR REPLACE TEMP VIEW affected AS SELECT r.repo_id FROM near_repos AS r SEMI JOIN looked AS l ON l.repo_id = r.repo_id;

CREATE OR REPLACE TEMP VIEW affected_repos AS FROM near_repos SEMI JOIN looked USING (repo_id);

CREATE OR REPLACE TEMP VIEW affected_edges AS FROM near_edges SEMI JOIN affected USING (repo_id);

CREATE OR REPLACE TEMP VIEW unaffected AS FROM near_repos ANTI JOIN looked USING (repo_id);
