-- Repo ids that are placed otherwise than before: their copies are looked at as well.
-- reads facts.placed, placed, looked; writes looked, above

CREATE OR REPLACE TEMP TABLE above AS
SELECT m.repo_id
FROM (
    SELECT coalesce(o.repo_id, n.repo_id) AS repo_id
    FROM facts.placed AS o FULL JOIN placed AS n ON n.repo_id = o.repo_id
    WHERE (o.model_id, o.resolved_by) IS DISTINCT FROM (n.model_id, n.resolved_by)
) AS m
ANTI JOIN looked AS l ON l.repo_id = m.repo_id;

INSERT INTO looked FROM above;
