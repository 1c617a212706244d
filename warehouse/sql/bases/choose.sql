-- The bases that meet the wishes, the best first. A wish that is NULL is none.
-- Order: by age in whole years, a year more for what a later generation among those that fit has superseded;
-- within a year the line that is most built upon first (models and Hub repos made from it and from its earlier
-- generations), then the model that is, then likes, then the newest.
-- reads bases; gives what warehouse/bases.py shows

WITH meeting AS (
    SELECT
        *, list_filter(by_size, lambda one: coalesce(one.parameters <= $most, $most IS NULL) AND (NOT $commercial OR one.commercial_use)) AS fitting,
        list_contains(languages, $language) OR len(list_filter(languages, lambda tag: starts_with(tag, $language || '-'))) > 0 AS names_it,
        len(list_intersect(languages, ['multilingual', 'mul'])) > 0 AS is_multilingual
    FROM bases
    WHERE ($architecture IS NULL OR architecture = $architecture) AND ($quadrant IS NULL OR quadrant = $quadrant)
), sized AS (
    SELECT
        *, $language IS NULL OR names_it OR (is_multilingual AND ($language = 'mul' OR coalesce(list_contains($at_home, country), false))) AS speaks_it,
        -- without known sizes the model stands for itself; a wish for a size it cannot meet
        len(fitting) > 0 OR (len(by_size) = 0 AND $most IS NULL AND (NOT $commercial OR coalesce(commercial_use, false))) AS fits,
        len(list_filter(by_size, lambda one: coalesce(one.parameters <= $most, $most IS NULL))) > 0 OR (len(by_size) = 0 AND $most IS NULL) AS fits_in_size,
        len(list_filter(by_size, lambda one: coalesce(one.parameters <= $most, $most IS NULL) AND one.commercial_use IS NULL)) > 0
        OR (len(by_size) = 0 AND commercial_use IS NULL) AS is_unclear
    FROM meeting
), met AS (SELECT * FROM sized WHERE speaks_it AND fits),
overtaken AS (
    SELECT m.model_id, list(later.model_id ORDER BY later.released_on DESC, later.model_id) AS by_these
    FROM (SELECT model_id, unnest(superseded_by) AS next_id FROM met) AS m
    JOIN met AS later ON later.model_id = m.next_id
    GROUP BY m.model_id
), counted AS (
    SELECT
        count(*) FILTER (speaks_it AND fits_in_size AND NOT fits AND is_unclear) AS unclear,
        count(*) FILTER (speaks_it AND fits_in_size AND NOT fits AND NOT is_unclear) AS forbidden,
        count(*) FILTER (NOT speaks_it AND is_multilingual AND fits) AS multilingual,
        count(*) FILTER (speaks_it AND fits) AS met
    FROM sized
), ordered AS (
    SELECT
        met.*, o.by_these,
        row_number() OVER (ORDER BY age_years + CASE WHEN o.by_these IS NULL THEN 0 ELSE 1 END NULLS LAST, line_derivatives DESC, derivatives DESC, likes DESC, released_on DESC, model_id) AS place
    FROM met LEFT JOIN overtaken AS o USING (model_id)
)
SELECT
    n.met, n.unclear, n.forbidden, n.multilingual,
    b.model_id, b.name, b.org, b.released_on, list_transform(b.fitting, lambda one: one.size) AS sizes, b.architecture, b.languages,
    CASE
        WHEN len(b.fitting) = 0 THEN CASE WHEN b.commercial_use THEN 'yes' WHEN NOT b.commercial_use THEN 'no' ELSE 'unknown' END
        WHEN len(list_distinct(list_transform(b.fitting, lambda one: coalesce(CAST(one.commercial_use AS VARCHAR), 'unknown')))) > 1 THEN 'some sizes'
        WHEN b.fitting[1].commercial_use THEN 'yes'
        WHEN NOT b.fitting[1].commercial_use THEN 'no'
        ELSE 'unknown'
    END AS commercial,
    b.reason, b.made_from, b.by_these[1] AS superseded_by, b.derivatives, b.likes, b.hub_repo
FROM counted AS n
LEFT JOIN ordered AS b ON b.place <= $most_rows
ORDER BY b.place;
