-- One step: the edges of `reach`, and the repos that are copies of those in `above`: they are the next step.
-- reads reach, above, facts.repo_edges, facts.corrections; writes near_edges, below, reach, above

CREATE OR REPLACE TEMP TABLE found AS
SELECT * FROM facts.repo_edges WHERE repo_id IN (FROM reach) OR parent_id IN (FROM above);

-- As repo_lineage shows them.
INSERT INTO near_edges BY NAME
SELECT f.* FROM found AS f
SEMI JOIN reach AS r ON r.repo_id = f.repo_id
ANTI JOIN facts.corrections AS t ON t.on_repos AND t.kind = 'parent' AND lower(t.child) = lower(f.repo_id)
ANTI JOIN facts.corrections AS d
    ON d.on_repos AND d.kind = 'not_parent' AND lower(d.child) = lower(f.repo_id) AND lower(d.parent) = lower(f.parent_id);

CREATE OR REPLACE TEMP TABLE further AS
SELECT DISTINCT e.repo_id
FROM (FROM found UNION ALL FROM near_edges WHERE origin = 'curated') AS e
SEMI JOIN above AS a ON a.repo_id = e.parent_id
ANTI JOIN looked AS l ON l.repo_id = e.repo_id
WHERE is_copy(e.relation, e.repo_id, e.parent_id);

INSERT INTO looked FROM further;

CREATE OR REPLACE TEMP TABLE reach AS FROM further ANTI JOIN near_edges AS e ON e.repo_id = further.repo_id;

CREATE OR REPLACE TEMP TABLE above AS FROM further;
