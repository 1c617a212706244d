-- Everything is derived anew: nothing that was assigned before counts.
-- reads repos, repo_lineage, facts.repo_edges; makes the views that near.sql makes; writes facts.copies

CREATE OR REPLACE TEMP VIEW touched AS SELECT repo_id FROM repos;

-- Before corrections: a key too many is never used, and the public view takes seconds over millions of edges.
CREATE OR REPLACE TEMP VIEW touched_edges AS FROM facts.repo_edges;

CREATE OR REPLACE TEMP VIEW edges_here AS FROM repo_lineage;

CREATE OR REPLACE TEMP VIEW repos_here AS FROM repos;

CREATE OR REPLACE TEMP VIEW affected AS SELECT repo_id FROM repos;

CREATE OR REPLACE TEMP VIEW affected_repos AS FROM repos;

-- Corrections may speak of repos that were never seen.
CREATE OR REPLACE TEMP TABLE corrected_edges AS
SELECT l.* FROM repo_lineage AS l SEMI JOIN repos AS r ON r.repo_id = l.repo_id WHERE l.origin = 'curated';

CREATE OR REPLACE TEMP VIEW affected_edges AS
FROM repo_lineage WHERE origin <> 'curated'
UNION ALL
FROM corrected_edges;

CREATE OR REPLACE TEMP VIEW unaffected AS FROM repos WHERE false;

DELETE FROM facts.copies;
