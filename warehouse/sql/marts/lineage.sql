-- Edges between models: every claim, and which of them are followed.
-- reads facts.catalogue_*, facts.corrections, repos_here, edges_here, placed, announced, candidates; makes new_lineage_claims, new_lineage

CREATE OR REPLACE TEMP TABLE drawables AS
SELECT model_id, kind, released_on, CAST(released_on AS TIMESTAMPTZ) AS first_seen_at, true AS is_curated FROM facts.catalogue_models
UNION ALL
SELECT model_id, kind, released_on, first_seen_at, false FROM candidates;

-- How the user may have written a model; names of the catalogue are ids already.
CREATE OR REPLACE TEMP TABLE spelled AS
SELECT spelling, min_by(model_id, rank) AS model_id, min_by(first_seen_at, rank) AS first_seen_at
FROM (
    SELECT model_id AS spelling, model_id, first_seen_at, 0 AS rank FROM drawables
    UNION ALL
    SELECT lower(name), model_id, first_seen_at, 1 FROM candidates
)
GROUP BY spelling;

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
    d.first_seen_at, p.child_id || '/' || p.position AS tie, false AS is_correction
FROM facts.catalogue_parents AS p
JOIN drawables AS d ON d.model_id = p.child_id
UNION ALL
SELECT
    r.model_id, coalesce(p.model_id, k.model_id), l.relation, l.origin, l.confidence,
    l.repo_id || ': ' || coalesce(l.evidence, l.parent_id), 'https://huggingface.co/' || l.repo_id, l.position, r.first_seen_at, l.repo_id, false
FROM repos_here AS r
JOIN edges_here AS l ON l.repo_id = r.repo_id
LEFT JOIN repos_here AS p ON p.repo_id = l.parent_id
LEFT JOIN placed AS k ON k.repo_id = l.parent_id
WHERE r.resolved_by IN ('curated', 'name', 'candidate')
UNION ALL
SELECT
    m.model_id, s.model_id, p.relation, a.origin, p.confidence, n.title, n.url, p.position, n.first_seen_at, p.announcement_id, false
FROM facts.announced_parents AS p
JOIN announced AS a USING (announcement_id)
JOIN announcements AS n USING (announcement_id)
JOIN announced_models AS m USING (announcement_id)
JOIN stated AS s ON s.announcement_id = p.announcement_id AND s.position = p.position
UNION ALL
SELECT
    c.model_id, p.model_id, f.relation, 'curated', 1.0, f.evidence, NULL, CAST(f.position AS INTEGER), greatest(c.first_seen_at, p.first_seen_at),
    'corrections/' || f.position, true
FROM facts.corrections AS f
JOIN spelled AS c ON c.spelling = f.child
JOIN spelled AS p ON p.spelling = f.parent
WHERE f.kind = 'parent' AND NOT f.on_repos;

CREATE OR REPLACE TEMP TABLE denied AS
SELECT DISTINCT c.model_id AS child_id, p.model_id AS parent_id
FROM facts.corrections AS f
JOIN spelled AS c ON c.spelling = f.child
JOIN spelled AS p ON p.spelling = f.parent
WHERE f.kind = 'not_parent' AND NOT f.on_repos;

CREATE OR REPLACE TEMP TABLE new_lineage_claims AS FROM lineage_claims LIMIT 0;

INSERT INTO new_lineage_claims BY NAME
WITH ranked AS (
    SELECT
        child_id, parent_id, relation, origin, max(confidence) AS confidence,
        min_by(evidence, (NOT is_correction, -confidence, position, tie)) AS evidence,
        min_by(evidence_url, (NOT is_correction, -confidence, position, tie)) AS evidence_url,
        min(position) AS position, min(first_seen_at) AS first_seen_at, count(*) AS votes,
        bool_or(is_correction) AS is_correction,
        list_position($origins, origin) AS strength,
        relation NOT IN ('successor', 'architecture', 'technique') AS is_derivation,
        max(confidence) >= $map_confidence AS is_sure,
        -- sources of one tier add to each other; a weaker tier does not add to a stronger one
        CASE WHEN bool_or(is_correction) THEN -1 WHEN origin = 'curated' THEN 0 WHEN origin IN ('news', 'arxiv', 'name') THEN 2 ELSE 1 END AS tier
    FROM claimed
    WHERE parent_id IS NOT NULL AND parent_id <> child_id
    GROUP BY child_id, parent_id, relation, origin
), judged AS (
    SELECT
        r.*, n.child_id IS NOT NULL AND NOT is_correction AS is_denied,
        min(CASE WHEN is_derivation AND is_sure AND n.child_id IS NULL THEN tier END) OVER (PARTITION BY r.child_id) AS best_tier,
        row_number() OVER (PARTITION BY r.child_id, r.parent_id ORDER BY NOT is_correction, NOT is_sure, strength, votes DESC, confidence DESC, position, relation) AS turn,
        bool_or(origin = 'curated') OVER (PARTITION BY r.child_id, r.parent_id) AS pair_is_curated,
        bool_or(is_correction) OVER (PARTITION BY r.child_id, r.parent_id) AS pair_is_corrected,
        c.is_curated, c.released_on AS child_on, p.released_on AS parent_on
    FROM ranked AS r
    JOIN drawables AS c ON c.model_id = r.child_id
    JOIN drawables AS p ON p.model_id = r.parent_id
    LEFT JOIN denied AS n ON n.child_id = r.child_id AND n.parent_id = r.parent_id
), verdicts AS (
    SELECT
        *,
        CASE
            WHEN is_correction THEN NULL
            -- the user's word; a parent that a correction gives stands in place of all that others give
            WHEN is_denied OR pair_is_corrected OR (is_derivation AND best_tier = -1) THEN 'corrected'
            WHEN origin = 'curated' THEN NULL
            WHEN pair_is_curated OR turn > 1 OR (is_derivation AND tier > best_tier)
                -- A curated model without a curated parent is a base until its makers' own repos declare otherwise.
                OR (is_curated AND is_derivation AND (tier <> 1 OR origin = 'card_text' OR relation IN ('quantized', 'adapter')))
                THEN 'outweighed'
            -- nothing was made from what came later
            WHEN parent_on > child_on THEN 'impossible'
            WHEN NOT is_sure THEN 'unsure'
        END AS unfollowed
    FROM judged
)
SELECT
    child_id, parent_id, relation, origin, confidence, evidence, evidence_url, position, first_seen_at,
    unfollowed IS NULL AS followed, unfollowed
FROM verdicts;

CREATE OR REPLACE TEMP TABLE new_lineage AS FROM lineage LIMIT 0;

INSERT INTO new_lineage BY NAME
SELECT * EXCLUDE (followed, unfollowed) FROM new_lineage_claims WHERE followed;
