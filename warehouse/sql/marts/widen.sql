-- One step: the edges found are taken over, and the repos that are copies of those in `above` are the next step.
-- reads found, above, facts.copy_edges, facts.repo_edges, facts.corrections; writes near_edges, looked, found, above

-- As repo_lineage shows them.
INSERT INTO near_edges BY NAME
SELECT f.* FROM found AS f
ANTI JOIN facts.corrections AS t ON t.on_repos AND t.kind = 'parent' AND lower(t.child) = lower(f.repo_id)
ANTI JOIN facts.corrections AS d
    ON d.on_repos AND d.kind = 'not_parent' AND lower(d.child) = lower(f.repo_id) AND lower(d.parent) = lower(f.parent_id);

CREATE OR REPLACE TEMP TABLE further AS
SELECT DISTINCT e.repo_id
FROM (
    FROM facts.copy_edges
    UNION ALL
    SELECT repo_id, parent_id FROM near_edges WHERE origin = 'curated' AND is_copy(relation, repo_id, parent_id)
) AS e
SEMI JOIN above AS a ON a.repo_id = e.parent_id
ANTI JOIN looked AS l ON l.repo_id = e.repo_id;

INSERT INTO looked FROM further;

CREATE OR REPLACE TEMP TABLE found AS
SELECT e.* EXCLUDE (turn)
FROM facts.repo_edges AS e
SEMI JOIN (FROM further ANTI JOIN near_edges AS n ON n.repo_id = further.repo_id) AS f ON f.repo_id = e.repo_id;

CREATE OR REPLACE TEMP TABLE above AS FROM further;
