-- Edges between models: every claim, and which of them are followed.
-- reads facts.catalogue_*, repos, repo_lineage, placed, announced, candidates; makes new_lineage_claims, new_lineage

CREATE OR REPLACE TEMP TABLE drawables AS
SELECT model_id, kind, released_on, CAST(released_on AS TIMESTAMPTZ) AS first_seen_at, true AS is_curated FROM facts.catalogue_models
UNION ALL
SELECT model_id, kind, released_on, first_seen_at, false FROM candidates;

-- Announcements about candidates find their model by name: of several, the one that took the text.
CREATE OR REPLACE TEMP TABLE announced_models AS
SELECT a.announcement_id, coalesce(a.model_id, c.model_id) AS model_id
FROM announced AS a
LEFT JOIN candidates AS c ON a.model_id IS NULL AND NOT a.is_known AND c.name_key = a.name_key AND (c.maker IS NULL OR c.takes_text)
WHERE coalesce(a.model_id, c.model_id) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE claimed AS
WITH looked AS (  -- parents as texts name them, without an organisation
    SELECT announcement_id, position, unnest(name_keys) AS name_key, generate_subscripts(name_keys, 1) AS turn
    FROM facts.announced_parents
), stated AS (
    SELECT l.announcement_id, l.position, min_by(coalesce(m.model_id, c.model_id), l.turn) AS model_id
    FROM looked AS l
    LEFT JOIN facts.model_keys AS m ON m.org_id = '*' AND m.name_key = l.name_key
    LEFT JOIN candidates AS c ON m.name_key IS NULL AND 'name:' || c.name_key = l.name_key AND (c.maker IS NULL OR c.takes_text)
    WHERE coalesce(m.model_id, c.model_id) IS NOT NULL
    GROUP BY l.announcement_id, l.position
)
SELECT
    p.child_id, p.parent_id, p.relation, 'curated' AS origin, 1.0 AS confidence, p.evidence, p.evidence_url, p.position,
    d.first_seen_at, p.child_id || '/' || p.position AS tie
FROM facts.catalogue_parents AS p
JOIN drawables AS d ON d.model_id = p.child_id
UNION ALL
SELECT
    r.model_id, coalesce(p.model_id, k.model_id), l.relation, l.origin, l.confidence,
    l.repo_id || ': ' || coalesce(l.evidence, l.parent_id), 'https://huggingface.co/' || l.repo_id, l.position, r.first_seen_at, l.repo_id
FROM repos AS r
JOIN repo_lineage AS l ON l.repo_id = r.repo_id
LEFT JOIN repos AS p ON p.repo_id = l.parent_id
LEFT JOIN placed AS k ON k.repo_id = l.parent_id
WHERE r.resolved_by IN ('curated', 'name', 'candidate')
UNION ALL
SELECT
    m.model_id, s.model_id, p.relation, a.origin, p.confidence, n.title, n.url, p.position, n.first_seen_at, p.announcement_id
FROM facts.announced_parents AS p
JOIN announced AS a USING (announcement_id)
JOIN announcements AS n USING (announcement_id)
JOIN announced_models AS m USING (announcement_id)
JOIN stated AS s ON s.announcement_id = p.announcement_id AND s.position = p.position;

CREATE OR REPLACE TEMP TABLE new_lineage_claims AS FROM lineage_claims LIMIT 0;

INSERT INTO new_lineage_claims BY NAME
WITH ranked AS (
    SELECT
        child_id, parent_id, relation, origin, max(confidence) AS confidence,
        min_by(evidence, (-confidence, position, tie)) AS evidence, min_by(evidence_url, (-confidence, position, tie)) AS evidence_url,
        min(position) AS position, min(first_seen_at) AS first_seen_at, count(*) AS votes,
        list_position($origins, origin) AS strength,
        relation NOT IN ('successor', 'architecture', 'technique') AS is_derivation,
        -- sources of one tier add to each other; a weaker tier does not add to a stronger one
        CASE WHEN origin = 'curated' THEN 0 WHEN origin IN ('news', 'arxiv', 'name') THEN 2 ELSE 1 END AS tier
    FROM claimed
    WHERE parent_id IS NOT NULL AND parent_id <> child_id
    GROUP BY child_id, parent_id, relation, origin
), judged AS (
    SELECT
        r.*,
        min(CASE WHEN is_derivation THEN tier END) OVER (PARTITION BY child_id) AS best_tier,
        row_number() OVER (PARTITION BY child_id, r.parent_id ORDER BY strength, votes DESC, confidence DESC, position, relation) AS turn,
        bool_or(origin = 'curated') OVER (PARTITION BY child_id, r.parent_id) AS pair_is_curated,
        c.is_curated, c.released_on AS child_on, p.released_on AS parent_on
    FROM ranked AS r
    JOIN drawables AS c ON c.model_id = r.child_id
    JOIN drawables AS p ON p.model_id = r.parent_id
)
SELECT
    child_id, parent_id, relation, origin, confidence, evidence, evidence_url, position, first_seen_at,
    origin = 'curated' OR (
        NOT pair_is_curated
        AND turn = 1
        AND confidence >= $drawn_confidence
        AND (NOT is_derivation OR tier = best_tier)
        -- A curated model without a curated parent is a base until its makers' own repos declare otherwise,
        -- and nothing was made from what came later.
        AND (NOT is_curated OR NOT is_derivation OR (tier = 1 AND origin <> 'card_text' AND relation NOT IN ('quantized', 'adapter')))
        AND coalesce(parent_on <= child_on, true)
    ) AS followed
FROM judged;

CREATE OR REPLACE TEMP TABLE new_lineage AS FROM lineage LIMIT 0;

INSERT INTO new_lineage BY NAME
SELECT * EXCLUDE (followed) FROM new_lineage_claims WHERE followed;
