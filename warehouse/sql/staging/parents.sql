-- Parents of staged repos in place of those known before. What only a card or a config tells stays until the repo
-- declares its parents, for a listing does not carry those files; and a card's record does not carry tags.
-- reads known_ids, merged, staged_parents; makes several, edges_before, edges_now, edges_changed; writes facts.repo_edges, facts.pending, changes

SET VARIABLE turn = (SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM facts.state WHERE name = 'turn');

-- Of repos met for the first time there is nothing to compare, and those with one parent none to choose from.
CREATE OR REPLACE TEMP TABLE several AS
SELECT DISTINCT repo_id FROM staged_parents WHERE position > 0;

INSERT INTO facts.repo_edges BY NAME
SELECT repo_id, parent_id, relation, origin, confidence, evidence, position, getvariable('turn') AS turn
FROM staged_parents ANTI JOIN known_ids USING (repo_id) ANTI JOIN several USING (repo_id)
WHERE lower(parent_id) <> lower(repo_id)
UNION ALL
SELECT repo_id, parent_id, relation, origin, confidence, evidence, position, getvariable('turn')
FROM (FROM staged_parents ANTI JOIN known_ids USING (repo_id) SEMI JOIN several USING (repo_id))
WHERE lower(parent_id) <> lower(repo_id)
QUALIFY row_number() OVER (PARTITION BY repo_id, parent_id ORDER BY list_position($origins, origin), confidence DESC, position, relation) = 1;

CREATE OR REPLACE TEMP TABLE edges_before AS
SELECT l.* EXCLUDE (turn) FROM facts.repo_edges AS l SEMI JOIN (SELECT repo_id FROM merged WHERE is_newest) AS m ON m.repo_id = l.repo_id;

CREATE OR REPLACE TEMP TABLE edges_now AS
WITH told AS (
    SELECT s.*
    FROM staged_parents AS s SEMI JOIN (SELECT repo_id FROM merged WHERE is_newest) AS m USING (repo_id)
    WHERE lower(s.parent_id) <> lower(s.repo_id)
), declaring AS (
    SELECT DISTINCT repo_id FROM told WHERE origin IN ('hub_tag', 'card_data')
), kept AS (
    SELECT l.* FROM edges_before AS l
    JOIN merged AS m USING (repo_id)
    ANTI JOIN declaring AS d USING (repo_id)
    WHERE CASE WHEN m.carries_cards THEN l.origin = 'hub_tag' ELSE l.origin IN ('adapter_config', 'config', 'card_text') END
)
SELECT repo_id, parent_id, relation, origin, confidence, evidence, position
FROM (
    SELECT * FROM kept
    UNION ALL BY NAME
    SELECT * FROM told ANTI JOIN kept USING (repo_id)
)
QUALIFY row_number() OVER (PARTITION BY repo_id, parent_id ORDER BY list_position($origins, origin), confidence DESC, position, relation) = 1;

CREATE OR REPLACE TEMP TABLE edges_gone AS
SELECT l.*
FROM edges_before AS l
ANTI JOIN edges_now AS n
    ON n.repo_id = l.repo_id AND n.parent_id = l.parent_id AND n.relation = l.relation AND n.origin = l.origin
    AND n.confidence = l.confidence AND n.evidence IS NOT DISTINCT FROM l.evidence AND n.position = l.position;

CREATE OR REPLACE TEMP TABLE edges_come AS
SELECT n.* FROM edges_now AS n
ANTI JOIN (FROM edges_before ANTI JOIN edges_gone USING (repo_id, parent_id)) AS l ON l.repo_id = n.repo_id AND l.parent_id = n.parent_id;

-- All edges of a repo are of one turn, that in which one of them changed.
CREATE OR REPLACE TEMP TABLE edges_changed AS
SELECT m.repo_id, m.first_seen_at
FROM merged AS m SEMI JOIN (SELECT repo_id FROM edges_gone UNION SELECT repo_id FROM edges_come) AS c USING (repo_id);

DELETE FROM facts.repo_edges AS l USING edges_changed AS c WHERE c.repo_id = l.repo_id;

INSERT INTO facts.repo_edges BY NAME SELECT *, getvariable('turn') AS turn FROM edges_now SEMI JOIN edges_changed USING (repo_id);

INSERT INTO facts.pending FROM edges_changed WHERE $touched;

INSERT INTO changes BY NAME
SELECT
    $run_id AS run_id, CAST($now AS TIMESTAMPTZ) AS changed_at,
    CASE WHEN g.repo_id IS NULL THEN 'added' WHEN c.repo_id IS NULL THEN 'removed' ELSE 'changed' END AS change,
    'repo_edge' AS about, coalesce(c.repo_id, g.repo_id) || '--' || coalesce(c.parent_id, g.parent_id) AS subject,
    CASE WHEN g.repo_id IS NULL OR c.repo_id IS NULL OR g.relation <> c.relation THEN 'relation' ELSE 'origin' END AS field,
    CASE WHEN g.relation <> c.relation OR c.repo_id IS NULL THEN g.relation ELSE g.origin END AS "old",
    CASE WHEN g.relation <> c.relation OR g.repo_id IS NULL THEN c.relation ELSE c.origin END AS "new"
FROM edges_gone AS g
FULL JOIN edges_come AS c ON c.repo_id = g.repo_id AND c.parent_id = g.parent_id
WHERE $record AND (g.repo_id IS NULL OR c.repo_id IS NULL OR (g.relation, g.origin) IS DISTINCT FROM (c.relation, c.origin))
ORDER BY subject;

MERGE INTO facts.cards AS c USING (SELECT repo_id, last_seen_at FROM staged_repos WHERE carries_cards) AS s ON c.repo_id = s.repo_id
WHEN MATCHED AND s.last_seen_at > c.fetched_at THEN UPDATE SET fetched_at = s.last_seen_at
WHEN NOT MATCHED THEN INSERT VALUES (s.repo_id, s.last_seen_at);
