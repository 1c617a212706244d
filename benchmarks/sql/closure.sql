-- Every ancestor of every repo with its nearest distance. Ids become numbers first: joins on eight bytes, not on names.
CREATE OR REPLACE TEMP TABLE numbers AS
SELECT name, CAST(row_number() OVER () AS INTEGER) AS number
FROM (SELECT repo_id AS name FROM repo_lineage UNION SELECT parent_id FROM repo_lineage);

CREATE OR REPLACE TEMP TABLE steps AS
SELECT c.number AS child, p.number AS parent
FROM repo_lineage AS l
JOIN numbers AS c ON c.name = l.repo_id
JOIN numbers AS p ON p.name = l.parent_id
WHERE l.repo_id <> l.parent_id
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE closure AS
WITH RECURSIVE found(child, ancestor, depth) AS (
    SELECT child, parent, 1 FROM steps
    UNION
    SELECT f.child, s.parent, f.depth + 1
    FROM found AS f JOIN steps AS s ON s.child = f.ancestor
    WHERE s.parent <> f.child AND f.depth < 64
)
SELECT child, ancestor, min(depth) AS depth FROM found GROUP BY ALL;
