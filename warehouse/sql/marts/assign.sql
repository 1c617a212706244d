-- The affected repos' models, where they differ from what the repos have.
-- reads affected, affected_repos, assigned, placed; makes reassigned; writes repos, facts.copies, facts.placed

CREATE OR REPLACE TEMP TABLE reassigned AS
SELECT r.repo_id, r.first_seen_at, s.model_id, s.resolved_by
FROM affected_repos AS r LEFT JOIN assigned AS s ON s.repo_id = r.repo_id
WHERE (r.model_id, r.resolved_by) IS DISTINCT FROM (s.model_id, s.resolved_by);

-- What came on one day lies together: by the time, most of the table need not be read.
UPDATE repos SET model_id = m.model_id, resolved_by = m.resolved_by
FROM reassigned AS m
WHERE m.repo_id = repos.repo_id AND m.first_seen_at = repos.first_seen_at;

DELETE FROM facts.copies AS c USING affected AS a WHERE a.repo_id = c.repo_id;
INSERT INTO facts.copies BY NAME SELECT repo_id, depth, model_id FROM assigned WHERE depth > 0;

DELETE FROM facts.placed AS o
WHERE NOT EXISTS (FROM placed AS n WHERE n.repo_id = o.repo_id AND n.model_id = o.model_id AND n.resolved_by = o.resolved_by);
INSERT INTO facts.placed SELECT * FROM placed AS n ANTI JOIN facts.placed AS o ON o.repo_id = n.repo_id;
