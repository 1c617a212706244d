-- The affected repos' models, where they differ from what the repos have.
-- reads affected, assigned, placed; writes repos, facts.copies, facts.placed

UPDATE repos SET model_id = m.model_id, resolved_by = m.resolved_by
FROM (
    SELECT a.repo_id, s.model_id, s.resolved_by
    FROM affected AS a LEFT JOIN assigned AS s ON s.repo_id = a.repo_id
) AS m
WHERE m.repo_id = repos.repo_id AND (repos.model_id, repos.resolved_by) IS DISTINCT FROM (m.model_id, m.resolved_by);

DELETE FROM facts.copies WHERE repo_id IN (FROM affected);
INSERT INTO facts.copies SELECT repo_id, depth FROM assigned WHERE depth > 0;

DELETE FROM facts.placed AS o
WHERE NOT EXISTS (FROM placed AS n WHERE n.repo_id = o.repo_id AND n.model_id = o.model_id AND n.resolved_by = o.resolved_by);
INSERT INTO facts.placed SELECT * FROM placed AS n ANTI JOIN facts.placed AS o ON o.repo_id = n.repo_id;
