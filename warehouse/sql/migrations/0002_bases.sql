-- What a practitioner asks before anything else: which model may I build on? Licences become public with their
-- conditions, and `bases` joins them along derivation. A view, so that every reader sees the same answer.

CREATE TABLE licenses (
    license VARCHAR NOT NULL, name VARCHAR NOT NULL, openness VARCHAR NOT NULL, commercial_use BOOLEAN, condition VARCHAR,
    source_url VARCHAR NOT NULL
);
COMMENT ON TABLE licenses IS 'Licences that models are under, from the catalogue. One row per licence.';
COMMENT ON COLUMN licenses.license IS 'SPDX id, or LicenseRef-… for a licence of its own; as in models.license.';
COMMENT ON COLUMN licenses.name IS 'Name in full.';
COMMENT ON COLUMN licenses.openness IS 'What it makes of the weights: open, semi-open or closed.';
COMMENT ON COLUMN licenses.commercial_use IS 'Whether it allows commercial use, under its condition; NULL if unknown.';
COMMENT ON COLUMN licenses.condition IS 'What it asks in return, in one sentence; NULL if nothing out of the ordinary.';
COMMENT ON COLUMN licenses.source_url IS 'Its text.';

CREATE VIEW bases AS
WITH RECURSIVE made AS (  -- derivation; a reproduction is trained anew, and no licence comes down with it
    SELECT DISTINCT child_id, parent_id, relation FROM lineage
    WHERE relation NOT IN ('successor', 'architecture', 'technique', 'reproduction') AND child_id <> parent_id
), candidates AS (
    SELECT * FROM models
    WHERE kind = 'model' AND openness IN ('open', 'semi-open')
      -- An adapter or a quantised copy is built on by building on what it was made from.
      AND model_id NOT IN (SELECT child_id FROM made GROUP BY child_id HAVING bool_and(relation IN ('adapter', 'quantized')))
      -- What embeds, ranks, judges, hears, speaks or paints is made for that one task.
      AND NOT regexp_matches(
          model_id,
          'embed|retriev|rerank|reward|guard|ocr|speech|voice|music|podcast|image|video|diffusion|(^|[-.])(bge|gte|m3e|e5|rm|prm|shield|moderation|asr|tts|ttsd|audio|vae|clip|siglip|mt[0-9.]*)([-.0-9]|$)'
      )
      AND model_id NOT IN (
          SELECT model_id FROM repos WHERE model_id IS NOT NULL GROUP BY model_id
          HAVING bool_and(pipeline_tag NOT IN ('text-generation', 'text2text-generation', 'fill-mask', 'image-text-to-text', 'any-to-any'))
      )
), bound(model_id, bound_to) AS (  -- whose licences hold: its own, and those of all that it was made from
    SELECT model_id, model_id FROM candidates
    UNION
    SELECT b.model_id, d.parent_id FROM bound AS b JOIN made AS d ON d.child_id = b.bound_to
), known AS (
    SELECT
        m.model_id, m.name, m.license, CASE WHEN m.license LIKE 'LicenseRef-%' THEN coalesce(l.name, substr(m.license, 12)) ELSE m.license END AS short, l.condition,
        m.commercial_use AS allowed
    FROM models AS m LEFT JOIN licenses AS l USING (license)
), held AS (
    SELECT b.model_id, b.bound_to, coalesce(a.depth, 0) AS depth, k.name, k.license, k.short, k.condition, k.allowed
    FROM bound AS b
    JOIN known AS k ON k.model_id = b.bound_to
    LEFT JOIN ancestry AS a ON a.model_id = b.model_id AND a.ancestor_id = b.bound_to
), verdicts AS (
    SELECT
        model_id,
        CASE WHEN bool_or(NOT allowed) THEN false WHEN bool_or(allowed IS NULL) THEN NULL ELSE true END AS commercial_use,
        min_by(bound_to, (CASE WHEN NOT allowed THEN 0 WHEN allowed IS NULL THEN 1 ELSE 2 END, depth, bound_to)) AS decided_by
    FROM held GROUP BY model_id
), told AS (  -- each licence once, told by the nearest that is under it
    SELECT
        model_id, min(depth) AS depth, min_by(bound_to, (depth, bound_to)) AS near,
        coalesce(short, 'licence not known') || CASE WHEN min(depth) > 0 THEN ' inherited from ' || min_by(name, (depth, bound_to)) ELSE '' END
        || coalesce(' (' || rtrim(any_value(condition), '.') || ')', CASE WHEN short IS NOT NULL AND NOT bool_and(coalesce(allowed, true)) THEN ' (no commercial use)' ELSE '' END) AS line
    FROM held GROUP BY model_id, license, short
), reasons AS (SELECT model_id, string_agg(line, '; ' ORDER BY depth, near) AS reason FROM told GROUP BY model_id),
sized AS (  -- sizes as written, with their parameters: 8x7B is 8 times 7, of 235B-A22B all experts count
    SELECT model_id, position, size, CAST(round(
        coalesce(TRY_CAST(regexp_extract(size, '^(\d+)x', 1) AS DOUBLE), 1) * TRY_CAST(regexp_extract(size, '^(?:\d+x)?(\d+(?:\.\d+)?)', 1) AS DOUBLE)
        * CASE upper(regexp_extract(size, '^(?:\d+x)?\d+(?:\.\d+)?([KMBTkmbt])', 1)) WHEN 'K' THEN 1e3 WHEN 'M' THEN 1e6 WHEN 'B' THEN 1e9 WHEN 'T' THEN 1e12 END
    ) AS BIGINT) AS parameters
    FROM (SELECT model_id, unnest(sizes) AS size, generate_subscripts(sizes, 1) AS position FROM candidates)
    UNION ALL
    SELECT
        model_id, 1,
        CASE WHEN parameters_min >= 1e12 THEN printf('%gT', round(parameters_min / 1e12, 1)) WHEN parameters_min >= 1e9 THEN printf('%gB', round(parameters_min / 1e9, 1)) ELSE printf('%gM', round(parameters_min / 1e6)) END,
        parameters_min
    FROM candidates WHERE len(sizes) = 0 AND parameters_min IS NOT NULL
), spelled AS (SELECT spelling, min(license) AS license FROM facts.licenses GROUP BY spelling),
carded AS (
    SELECT r.model_id, r.repo_id, r.author, coalesce(p.license, r.license) AS license
    FROM repos AS r LEFT JOIN spelled AS p ON p.spelling = lower(r.license)
    WHERE r.model_id IS NOT NULL AND r.resolved_by IN ('curated', 'name') AND r.license IS NOT NULL
), cards AS (  -- what the makers' own repos of a size say, where all of them say otherwise
    SELECT
        s.model_id, s.position,
        CASE WHEN count(DISTINCT r.license) = 1 AND bool_and(r.license IS DISTINCT FROM m.license) THEN min(r.license) END AS license
    FROM sized AS s
    JOIN candidates AS m USING (model_id)
    JOIN carded AS r ON r.model_id = s.model_id
        AND lower(r.author) = lower(split_part(m.hub_repo, '/', 1))
        AND regexp_matches(lower(r.repo_id), '[-_/]' || regexp_replace(lower(s.size), '[^a-z0-9]', '.', 'g') || '([-_]|$)')
    GROUP BY s.model_id, s.position
), by_size AS (
    SELECT
        s.model_id,
        list(s.size ORDER BY s.parameters, s.position) AS sizes,
        list({
            'size': s.size, 'parameters': s.parameters,
            'license': CASE WHEN c.license = 'LicenseRef-other' AND m.license LIKE 'LicenseRef-%' THEN m.license ELSE coalesce(c.license, m.license) END,
            'commercial_use': CASE
                WHEN c.license IS NULL OR (c.license = 'LicenseRef-other' AND m.license LIKE 'LicenseRef-%') OR v.commercial_use IS FALSE THEN v.commercial_use
                WHEN c.license IN ('LicenseRef-other', 'LicenseRef-unknown') THEN NULL
                WHEN l.commercial_use IS FALSE THEN false
                ELSE v.commercial_use AND l.commercial_use
            END
        } ORDER BY s.parameters, s.position) AS by_size
    FROM sized AS s
    JOIN candidates AS m USING (model_id)
    JOIN verdicts AS v USING (model_id)
    LEFT JOIN cards AS c ON c.model_id = s.model_id AND c.position = s.position
    LEFT JOIN licenses AS l ON l.license = c.license
    GROUP BY s.model_id
), otherwise AS (
    SELECT model_id, string_agg(line, '; ' ORDER BY line) AS line
    FROM (
        SELECT s.model_id, string_agg(s.size, ', ' ORDER BY s.parameters) || CASE
            WHEN c.license IN ('LicenseRef-other', 'LicenseRef-unknown') THEN ' under another licence, see the card'
            ELSE ' under ' || CASE WHEN c.license LIKE 'LicenseRef-%' THEN coalesce(any_value(l.name), substr(c.license, 12)) ELSE c.license END
            || CASE WHEN any_value(l.commercial_use) IS FALSE THEN ' (no commercial use)' ELSE '' END END AS line
        FROM sized AS s
        JOIN cards AS c ON c.model_id = s.model_id AND c.position = s.position AND c.license IS NOT NULL
        JOIN candidates AS m ON m.model_id = s.model_id
        LEFT JOIN licenses AS l ON l.license = c.license
        WHERE NOT (c.license = 'LicenseRef-other' AND m.license LIKE 'LicenseRef-%')
        GROUP BY s.model_id, c.license
    )
    GROUP BY model_id
), later(model_id, next_id) AS (  -- every later generation of the line, through closed ones too
    SELECT parent_id, child_id FROM lineage WHERE relation = 'successor' AND child_id <> parent_id
    UNION
    SELECT p.model_id, s.child_id FROM later AS p JOIN lineage AS s ON s.parent_id = p.next_id AND s.relation = 'successor'
    WHERE s.child_id <> p.model_id
), overtaken AS (  -- its own later generations, and those of what it was made from, unless they were made from that too
    SELECT b.model_id, list(DISTINCT c.model_id ORDER BY c.model_id) AS superseded_by
    FROM bound AS b
    JOIN later AS p ON p.model_id = b.bound_to
    JOIN candidates AS c ON c.model_id = p.next_id
    ANTI JOIN ancestry AS a ON a.model_id = p.next_id AND a.ancestor_id = b.bound_to AND b.bound_to <> b.model_id
    WHERE p.next_id <> b.model_id
    GROUP BY b.model_id
), built AS (  -- quantised copies are no work of their own
    SELECT model_id, count(*) AS derivatives
    FROM (
        SELECT ancestor_id AS model_id, model_id AS made FROM ancestry
        UNION
        SELECT p.model_id, l.repo_id FROM repo_lineage AS l JOIN repos AS p ON p.repo_id = l.parent_id
        LEFT JOIN repos AS r ON r.repo_id = l.repo_id
        WHERE p.model_id IS NOT NULL AND r.model_id IS NULL AND l.relation <> 'quantized'
    )
    GROUP BY model_id
), line AS (  -- a new generation is trusted for the ones before it
    SELECT p.next_id AS model_id, sum(b.derivatives) AS derivatives
    FROM later AS p JOIN built AS b ON b.model_id = p.model_id
    WHERE p.model_id <> p.next_id GROUP BY p.next_id
), liked AS (SELECT model_id, CAST(sum(likes) AS BIGINT) AS likes, CAST(sum(downloads) AS BIGINT) AS downloads FROM repos WHERE model_id IS NOT NULL GROUP BY model_id),
as_of AS (SELECT CAST(max(seen) AS DATE) AS day FROM (SELECT max(first_seen_at) AS seen FROM models UNION ALL SELECT max(first_seen_at) FROM repos))
SELECT
    c.model_id, c.name, c.name_zh, c.org, c.country, c.quadrant, c.released_on, coalesce(z.sizes, []) AS sizes, coalesce(z.by_size, []) AS by_size,
    c.architecture, c.languages, c.license, c.openness, v.commercial_use, v.decided_by,
    r.reason || coalesce('; ' || w.line, '') AS reason,
    coalesce((SELECT list(DISTINCT d.parent_id ORDER BY d.parent_id) FROM made AS d WHERE d.child_id = c.model_id), []) AS made_from,
    coalesce(o.superseded_by, []) AS superseded_by,
    CAST(floor((a.day - c.released_on) / 365.25) AS INTEGER) AS age_years,
    coalesce(b.derivatives, 0) AS derivatives, CAST(coalesce(b.derivatives, 0) + coalesce(i.derivatives, 0) AS BIGINT) AS line_derivatives,
    coalesce(k.likes, 0) AS likes, coalesce(k.downloads, 0) AS downloads, c.hub_repo, c.url
FROM candidates AS c
JOIN verdicts AS v USING (model_id)
JOIN reasons AS r USING (model_id)
LEFT JOIN by_size AS z USING (model_id)
LEFT JOIN overtaken AS o USING (model_id)
LEFT JOIN built AS b USING (model_id)
LEFT JOIN line AS i USING (model_id)
LEFT JOIN otherwise AS w USING (model_id)
LEFT JOIN liked AS k USING (model_id)
CROSS JOIN as_of AS a;

COMMENT ON VIEW bases IS 'Models to build on: open weights, whole (no adapter or quantised copy), not made for one task such as embedding or speech. One row per model.';
COMMENT ON COLUMN bases.model_id IS 'Model: models.model_id.';
COMMENT ON COLUMN bases.name IS 'Name as its makers write it.';
COMMENT ON COLUMN bases.name_zh IS 'Chinese name, if it has one.';
COMMENT ON COLUMN bases.org IS 'Name of who made it.';
COMMENT ON COLUMN bases.country IS 'The maker''s country, as in orgs.country.';
COMMENT ON COLUMN bases.quadrant IS 'foreign, llama or chinese, as in models.quadrant.';
COMMENT ON COLUMN bases.released_on IS 'Day of release, as in models.released_on.';
COMMENT ON COLUMN bases.sizes IS 'Sizes as their makers write them, smallest first.';
COMMENT ON COLUMN bases.by_size IS 'The same sizes with their parameters (all experts counted), and the licence and commercial use of each.';
COMMENT ON COLUMN bases.architecture IS 'encoder, decoder, encoder-decoder or other.';
COMMENT ON COLUMN bases.languages IS 'Languages that it is made for, as BCP 47 tags; multilingual where they are not named.';
COMMENT ON COLUMN bases.license IS 'Its own licence, as in models.license.';
COMMENT ON COLUMN bases.openness IS 'open or semi-open, as in models.openness.';
COMMENT ON COLUMN bases.commercial_use IS 'Whether its licence and those of all that it derives from allow commercial use (a reproduction derives nothing here); NULL if one of them is not known.';
COMMENT ON COLUMN bases.decided_by IS 'Model whose licence decides that: the nearest that forbids it, else the nearest that is not known, else itself.';
COMMENT ON COLUMN bases.reason IS 'Licences that hold, with their conditions; an inherited one says from whom, and sizes under another say so.';
COMMENT ON COLUMN bases.made_from IS 'Models that it derives from directly: models.model_id.';
COMMENT ON COLUMN bases.superseded_by IS 'Later generations of its line, or of what it was made from, that are bases too: models.model_id, newest first.';
COMMENT ON COLUMN bases.age_years IS 'Whole years from its release to the newest fact in the warehouse; NULL if its release is not known.';
COMMENT ON COLUMN bases.derivatives IS 'Models and Hub repos made from it, quantised copies apart.';
COMMENT ON COLUMN bases.line_derivatives IS 'The same, with those of the earlier generations of its line.';
COMMENT ON COLUMN bases.likes IS 'Likes of its repos on the Hub.';
COMMENT ON COLUMN bases.downloads IS 'Downloads of its repos on the Hub in the 30 days before they were last seen.';
COMMENT ON COLUMN bases.hub_repo IS 'Its main repo on the Hub.';
COMMENT ON COLUMN bases.url IS 'Announcement, paper or home page.';
