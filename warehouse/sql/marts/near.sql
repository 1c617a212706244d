-- Only what was touched is derived anew. A day brings thousands of repos to millions: the big tables are read as
-- seldom as can be, and what the derivation needs of them is kept in small ones.
-- reads facts.pending, facts.repo_keys, notable, repo_lineage; makes touched, near_repos, near_edges, looked, reach, above,
-- and views over them for the derivation

CREATE OR REPLACE TEMP TABLE near_touched AS SELECT DISTINCT repo_id FROM facts.pending;

-- Repos whose model may be another now: those touched, those placed otherwise, and all copies below them.
CREATE OR REPLACE TEMP TABLE looked AS FROM near_touched;

CREATE OR REPLACE TEMP TABLE near_repos AS SELECT repo_id, model_id, resolved_by, first_seen_at FROM repos LIMIT 0;

CREATE OR REPLACE TEMP TABLE asked (repo_id VARCHAR);

-- First the user's, as repo_lineage shows them, of repos that were seen.
CREATE OR REPLACE TEMP TABLE near_edges AS
SELECT
    r.repo_id, c.parent AS parent_id, c.relation, 'curated' AS origin, 1.0::DOUBLE AS confidence, c.evidence,
    CAST(row_number() OVER (PARTITION BY lower(c.child) ORDER BY c.position) - 1 AS INTEGER) AS position
FROM facts.corrections AS c JOIN repos AS r ON lower(r.repo_id) = lower(c.child)
WHERE c.on_repos AND c.kind = 'parent';

-- Whose edges are wanted: those of all that could name a model, and of what was touched.
CREATE OR REPLACE TEMP TABLE reach AS FROM near_touched UNION SELECT repo_id FROM facts.repo_keys UNION FROM notable;

-- Whose copies are wanted.
CREATE OR REPLACE TEMP TABLE above AS FROM near_touched;

CREATE OR REPLACE TEMP VIEW touched AS FROM near_touched;

CREATE OR REPLACE TEMP VIEW touched_edges AS FROM near_edges SEMI JOIN near_touched USING (repo_id);

CREATE OR REPLACE TEMP VIEW edges_here AS FROM near_edges;

CREATE OR REPLACE TEMP VIEW repos_here AS FROM near_repos;

CREATE OR REPLACE TEMP VIEW affected AS SELECT r.repo_id FROM near_repos AS r SEMI JOIN looked AS l ON l.repo_id = r.repo_id;

CREATE OR REPLACE TEMP VIEW affected_repos AS FROM near_repos SEMI JOIN looked USING (repo_id);

CREATE OR REPLACE TEMP VIEW affected_edges AS FROM near_edges SEMI JOIN affected USING (repo_id);

CREATE OR REPLACE TEMP VIEW unaffected AS FROM near_repos ANTI JOIN looked USING (repo_id);
