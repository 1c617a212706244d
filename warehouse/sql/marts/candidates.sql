-- Names that the catalogue does not have, from sources that can be trusted: repos of watched organisations,
-- repos that many people use, and announcements. Each becomes a candidate, so that the map grows by itself.
-- reads keyed, facts.keyed_repos, edges_here, repos, announcements; makes candidate_repos, announced, as_of, candidates, placed

CREATE OR REPLACE TEMP TABLE candidate_repos AS
SELECT
    k.repo_id, k.author, k.name_key, k.name, k.slug, k.org_id, coalesce(k.org_id, lower(k.author)) AS maker,
    r.first_seen_at, r.created_at, coalesce(r.likes, 0) AS likes, coalesce(r.downloads, 0) AS downloads, r.parameters,
    r.license, r.languages,
    -- what the map is about; other kinds stay in the tables
    coalesce(r.pipeline_tag, '') IN (
        'text-generation', 'text2text-generation', 'image-text-to-text', 'any-to-any', 'question-answering',
        'audio-text-to-text', 'video-text-to-text', 'fill-mask'
    ) AS is_language
FROM keyed AS k
JOIN facts.keyed_repos AS r USING (repo_id)
LEFT JOIN orgs AS o ON o.org_id = k.org_id
WHERE k.model_id IS NULL
  AND NOT k.is_ambiguous
  AND k.author <> ''
  AND k.name_key <> ''
  AND (coalesce(o.watched, false) OR r.likes >= $notable_likes OR r.trending_score >= $notable_trending)
  -- a quantised copy, or somebody else's uploaded again, is no model of its own
  AND NOT EXISTS (
      FROM edges_here AS l
      WHERE l.repo_id = k.repo_id AND is_copy(l.relation, l.repo_id, l.parent_id)
  );

-- Announcements: by the Hub repos that they name, else by name, first within the organisation that they name.
CREATE OR REPLACE TEMP TABLE announced AS
WITH by_repo AS (
    SELECT a.announcement_id, min_by(k.model_id, k.repo_id) AS model_id
    FROM (SELECT announcement_id, unnest(hf_ids) AS repo_id FROM announcements) AS a
    JOIN keyed AS k ON lower(k.repo_id) = lower(a.repo_id)
    WHERE k.model_id IS NOT NULL
    GROUP BY ALL
), looked AS (
    SELECT
        a.announcement_id, unnest([n.org_id, '*']) AS place, unnest([0, 10]) AS rank, a.name_keys
    FROM announcements AS a
    LEFT JOIN org_names AS n ON n.spelling = lower(a.org)
), by_name AS (
    SELECT l.announcement_id, min_by(m.model_id, l.rank + l.turn) AS model_id
    FROM (SELECT *, unnest(name_keys) AS name_key, generate_subscripts(name_keys, 1) AS turn FROM looked) AS l
    JOIN facts.model_keys AS m ON m.org_id = l.place AND m.name_key = l.name_key
    GROUP BY l.announcement_id
)
SELECT
    a.announcement_id, a.name_key, a.name, a.slug, a.kind, a.org, n.org_id, a.confidence, a.first_seen_at,
    a.published_at, a.source_id, a.url, a.hf_ids, a.license, a.sizes, coalesce(r.model_id, m.model_id) AS model_id,
    d.parent IS NULL AND 'name:' || a.name_key IN (SELECT name_key FROM facts.model_keys) AS is_known,
    CASE WHEN a.source_id LIKE 'arxiv:%' THEN 'arxiv' ELSE 'news' END AS origin
FROM announcements AS a
LEFT JOIN facts.corrections AS d ON d.kind = 'different' AND NOT d.on_repos AND d.name_key = a.name_keys[1]
LEFT JOIN by_repo AS r ON r.announcement_id = a.announcement_id AND r.model_id IS DISTINCT FROM d.parent
LEFT JOIN by_name AS m ON m.announcement_id = a.announcement_id AND m.model_id IS DISTINCT FROM d.parent
LEFT JOIN org_names AS n ON n.spelling = lower(a.org);

-- The map's own today: the day of its newest fact, whatever the clock says.
CREATE OR REPLACE TEMP TABLE as_of AS
SELECT max(first_seen_at) FROM (
    SELECT first_seen_at FROM repos UNION ALL SELECT first_seen_at FROM announcements
    UNION ALL SELECT CAST(released_on AS TIMESTAMPTZ) FROM facts.catalogue_models
);

-- Words with which the names of several catalogued models begin: another of that family is known by it.
CREATE OR REPLACE TEMP TABLE families AS
SELECT regexp_extract(k.name_key, '^name:([a-z]{4,})', 1) AS family
FROM facts.model_keys AS k
JOIN facts.catalogue_models AS m ON m.model_id = k.model_id AND m.kind = 'model'
WHERE k.org_id = '*' AND regexp_matches(k.name_key, '^name:[a-z]{4,}')
GROUP BY family
HAVING count(DISTINCT k.model_id) > 1;

CREATE OR REPLACE TEMP TABLE candidates AS
WITH from_repos AS (
    SELECT
        maker, name_key, any_value(org_id) AS org_id,
        unnest(min_by({'author': author, 'name': name, 'slug': slug}, (first_seen_at, repo_id))),
        min(first_seen_at) AS first_seen_at, min(created_at) AS created_at,
        sum(likes) AS likes, bool_or(is_language) AS is_language,
        min(parameters) AS parameters_min, max(parameters) AS parameters_max,
        max_by(license, (likes, repo_id)) AS license, max_by(languages, (likes, repo_id)) AS languages,
        max_by(repo_id, (likes, downloads, repo_id)) AS hub_repo
    FROM candidate_repos
    GROUP BY maker, name_key
), from_texts AS (
    SELECT
        name_key, any_value(org_id) AS org_id, min_by(org, (first_seen_at, announcement_id)) AS org,
        min_by(name, (first_seen_at, announcement_id)) AS name, min_by(slug, (first_seen_at, announcement_id)) AS slug,
        min_by(kind, (first_seen_at, announcement_id)) AS kind, min_by(origin, (first_seen_at, announcement_id)) AS origin,
        min_by(url, (first_seen_at, announcement_id)) AS url, min(first_seen_at) AS first_seen_at,
        min(published_at) AS published_at, max(confidence) AS confidence, count(DISTINCT CASE WHEN origin = 'arxiv' THEN origin ELSE source_id END) AS sources,
        min_by(license, (first_seen_at, announcement_id)) AS license, min_by(sizes, (first_seen_at, announcement_id)) AS sizes
    FROM announced
    WHERE model_id IS NULL
      AND NOT is_known
      AND confidence >= $map_confidence
      AND name_key <> ''
      -- weights, a version or size, a family that is known, or a maker that is and a spelling that no plain word has:
      -- a word in a headline may be anything ("Cloud", "Thinking", "Connect 2025")
      AND (
          len(hf_ids) > 0
          OR NOT regexp_matches(name, '\b20[12]\d\b') AND (
              regexp_matches(name, '\d')
              OR EXISTS (FROM families AS f WHERE starts_with(announced.name_key, f.family))
              OR org_id IS NOT NULL AND regexp_matches(name, '[a-z][A-Z]|[A-Z]{2}|[A-Za-z]-[A-Za-z]')
          )
      )
      -- most papers name something; those whose makers are known, or that publish weights, name a release
      AND (origin <> 'arxiv' OR org_id IS NOT NULL OR len(hf_ids) > 0 OR name_key IN (SELECT name_key FROM candidate_repos))
    GROUP BY name_key
), joined AS (
    -- a text names no author: it is about the maker whose repo of that name came first
    SELECT
        r.maker, coalesce(r.name_key, t.name_key) AS name_key, coalesce(r.org_id, t.org_id) AS org_id,
        coalesce(r.author, t.org) AS org, coalesce(r.name, t.name) AS name, coalesce(r.slug, t.slug) AS slug,
        coalesce(t.kind, 'model') AS kind, CASE WHEN r.maker IS NULL THEN t.origin ELSE 'hub_tag' END AS origin,
        CASE WHEN r.maker IS NULL THEN t.confidence ELSE 0.9 END AS confidence,
        coalesce(t.url, 'https://huggingface.co/' || r.hub_repo) AS url, r.hub_repo,
        CAST(least(r.created_at, t.published_at) AS DATE) AS released_on,
        least(r.first_seen_at, t.first_seen_at) AS first_seen_at, r.parameters_min, r.parameters_max,
        coalesce(r.license, t.license) AS license, r.languages, t.sizes,
        CASE
            WHEN r.maker IS NULL THEN t.sources > 1 OR (t.org_id IS NOT NULL AND t.kind = 'model')
            ELSE r.is_language AND (r.likes >= $drawn_likes OR (r.org_id IS NOT NULL AND (r.likes >= $drawn_org_likes OR t.name_key IS NOT NULL)))
        END
            -- what is old and worth drawing, the catalogue has
            AND coalesce(least(r.created_at, t.published_at), r.first_seen_at, t.first_seen_at)
                >= (FROM as_of) - to_days(CAST($drawn_days AS INTEGER)) AS on_map,
        r.first_of_name IS NOT DISTINCT FROM 1 AS takes_text
    FROM (SELECT *, row_number() OVER (PARTITION BY name_key ORDER BY first_seen_at, maker) AS first_of_name FROM from_repos) AS r
    FULL JOIN from_texts AS t ON t.name_key = r.name_key AND r.first_of_name = 1
), numbered AS (
    SELECT
        *, row_number() OVER (PARTITION BY slug ORDER BY first_seen_at, maker NULLS LAST, name_key) AS turn,
        slug IN (SELECT model_id FROM facts.catalogue_models) AS taken
    FROM joined
), named AS (
    -- The first to have a name gets it as its id; later ones, and those that a curated entry forestalls, add their maker.
    SELECT
        * EXCLUDE (turn, taken),
        CASE
            WHEN turn = 1 AND NOT taken THEN slug
            ELSE concat_ws('-', slug, nullif(trim(regexp_replace(lower(coalesce(maker, org, '')), '[^a-z0-9]+', '-', 'g'), '-'), ''))
        END AS wanted
    FROM numbered
)
SELECT
    * EXCLUDE (wanted),
    CASE
        WHEN wanted NOT IN (SELECT model_id FROM facts.catalogue_models)
            AND row_number() OVER (PARTITION BY wanted ORDER BY first_seen_at, maker NULLS LAST, name_key) = 1 THEN wanted
        ELSE wanted || '-' || left(sha256(coalesce(maker, '') || '/' || name_key), 6)
    END AS model_id
FROM named;

-- Candidates that the user says are another model: their repos and announcements go there.
CREATE OR REPLACE TEMP TABLE same AS
SELECT c.model_id AS candidate_id, c.name_key, min_by(coalesce(m.model_id, b.model_id), s.position) AS model_id
FROM candidates AS c
JOIN facts.corrections AS s ON s.kind = 'same_as' AND NOT s.on_repos AND s.child IN (c.model_id, lower(c.name))
LEFT JOIN facts.catalogue_models AS m ON m.model_id = s.parent
LEFT JOIN candidates AS b ON s.parent IN (b.model_id, lower(b.name))
WHERE coalesce(m.model_id, b.model_id) <> c.model_id
GROUP BY c.model_id, c.name_key;

-- What a repo id is, seen or only named as a parent: by the catalogue, or as a candidate's.
CREATE OR REPLACE TEMP TABLE placed AS
SELECT
    k.repo_id, coalesce(k.model_id, s.model_id, r.model_id, c.model_id) AS model_id,
    CASE WHEN k.model_id IS NOT NULL THEN k.resolved_by WHEN s.model_id IS NOT NULL OR r.model_id IS NOT NULL THEN 'curated' ELSE 'candidate' END AS resolved_by
FROM (
    -- a join of two plain columns: with more in its condition it would compare every repo with every candidate
    SELECT *, CASE WHEN model_id IS NULL AND NOT is_ambiguous AND author <> '' THEN coalesce(org_id, lower(author)) END AS maker FROM keyed
) AS k
LEFT JOIN candidates AS c ON c.maker = k.maker AND c.name_key = k.name_key
LEFT JOIN same AS s ON s.candidate_id = c.model_id
LEFT JOIN (
    SELECT f.child, min_by(b.model_id, f.position) AS model_id
    FROM facts.corrections AS f JOIN candidates AS b ON f.parent IN (b.model_id, lower(b.name))
    WHERE f.kind = 'same_as' AND f.on_repos
    GROUP BY f.child
) AS r ON r.child = lower(k.repo_id)
WHERE coalesce(k.model_id, s.model_id, r.model_id, c.model_id) IS NOT NULL;

UPDATE announced SET model_id = s.model_id
FROM (SELECT name_key, min(model_id) AS model_id FROM same GROUP BY name_key) AS s
WHERE announced.model_id IS NULL AND NOT announced.is_known AND announced.name_key = s.name_key;

DELETE FROM candidates WHERE model_id IN (SELECT candidate_id FROM same);
