-- What differs between the derived tables and the public ones, written down in changes, then made public.
-- Only rows that differ are written: an unchanged day leaves every table as it is.
-- reads new_*; makes differences; writes models, lineage, lineage_claims, ancestry, announcements.model_id

CREATE OR REPLACE TEMP TABLE differences AS
WITH old_fields AS (
    UNPIVOT (SELECT model_id AS subject, CAST(COLUMNS(* EXCLUDE (model_id)) AS VARCHAR) FROM models) ON * EXCLUDE (subject) INTO NAME field VALUE v
), new_fields AS (
    UNPIVOT (SELECT model_id AS subject, CAST(COLUMNS(* EXCLUDE (model_id)) AS VARCHAR) FROM new_models) ON * EXCLUDE (subject) INTO NAME field VALUE v
), old_edges AS (SELECT child_id || '--' || parent_id AS subject, * FROM lineage),
new_edges AS (SELECT child_id || '--' || parent_id AS subject, * FROM new_lineage)
SELECT
    CASE WHEN o.model_id IS NULL THEN 'added' ELSE 'removed' END AS change, 'model' AS about,
    coalesce(n.model_id, o.model_id) AS subject, CAST(NULL AS VARCHAR) AS field, o.name AS "old", n.name AS "new"
FROM models AS o FULL JOIN new_models AS n USING (model_id)
WHERE o.model_id IS NULL OR n.model_id IS NULL
UNION ALL
SELECT 'changed', 'model', coalesce(n.subject, o.subject), coalesce(n.field, o.field), o.v, n.v
FROM old_fields AS o FULL JOIN new_fields AS n ON n.subject = o.subject AND n.field = o.field
WHERE o.v IS DISTINCT FROM n.v
  AND coalesce(n.subject, o.subject) IN (SELECT model_id FROM models SEMI JOIN new_models USING (model_id))
UNION ALL
SELECT
    CASE WHEN o.subject IS NULL THEN 'added' ELSE 'removed' END, 'edge', coalesce(n.subject, o.subject), coalesce(n.relation, o.relation), o.origin, n.origin
FROM old_edges AS o FULL JOIN new_edges AS n ON n.subject = o.subject AND n.relation = o.relation
WHERE o.subject IS NULL OR n.subject IS NULL
UNION ALL
SELECT 'changed', 'edge', n.subject, f.field, f."old", f."new"
FROM old_edges AS o JOIN new_edges AS n ON n.subject = o.subject AND n.relation = o.relation,
LATERAL (
    SELECT unnest(['origin', 'confidence', 'evidence', 'evidence_url']) AS field,
           unnest([o.origin, CAST(o.confidence AS VARCHAR), o.evidence, o.evidence_url]) AS "old",
           unnest([n.origin, CAST(n.confidence AS VARCHAR), n.evidence, n.evidence_url]) AS "new"
) AS f
WHERE f."old" IS DISTINCT FROM f."new"
UNION ALL
SELECT 'noted', 'edge', n.child_id || '--' || n.parent_id, n.relation, NULL, n.origin || ': ' || coalesce(n.evidence, '')
FROM new_lineage_claims AS n
ANTI JOIN lineage_claims AS o ON o.child_id = n.child_id AND o.parent_id = n.parent_id AND o.relation = n.relation AND o.origin = n.origin AND NOT o.followed
WHERE NOT n.followed;

DELETE FROM models AS o WHERE NOT EXISTS (FROM new_models AS n WHERE n.model_id = o.model_id AND n IS NOT DISTINCT FROM o);
INSERT INTO models BY NAME SELECT n.* FROM new_models AS n ANTI JOIN models AS o USING (model_id) ORDER BY n.model_id;

DELETE FROM lineage AS o
WHERE NOT EXISTS (FROM new_lineage AS n WHERE n.child_id = o.child_id AND n.parent_id = o.parent_id AND n.relation = o.relation AND n IS NOT DISTINCT FROM o);
INSERT INTO lineage BY NAME
SELECT n.* FROM new_lineage AS n ANTI JOIN lineage AS o ON o.child_id = n.child_id AND o.parent_id = n.parent_id AND o.relation = n.relation
ORDER BY n.child_id, n.position, n.parent_id;

DELETE FROM lineage_claims AS o
WHERE NOT EXISTS (
    FROM new_lineage_claims AS n
    WHERE n.child_id = o.child_id AND n.parent_id = o.parent_id AND n.relation = o.relation AND n.origin = o.origin AND n IS NOT DISTINCT FROM o
);
INSERT INTO lineage_claims BY NAME
SELECT n.* FROM new_lineage_claims AS n
ANTI JOIN lineage_claims AS o ON o.child_id = n.child_id AND o.parent_id = n.parent_id AND o.relation = n.relation AND o.origin = n.origin
ORDER BY n.child_id, n.position, n.parent_id;

DELETE FROM ancestry AS o
WHERE NOT EXISTS (FROM new_ancestry AS n WHERE n.model_id = o.model_id AND n.ancestor_id = o.ancestor_id AND n.depth = o.depth);
INSERT INTO ancestry BY NAME
SELECT n.* FROM new_ancestry AS n ANTI JOIN ancestry AS o ON o.model_id = n.model_id AND o.ancestor_id = n.ancestor_id
ORDER BY n.model_id, n.depth, n.ancestor_id;

UPDATE announcements SET model_id = m.model_id
FROM (SELECT a.announcement_id, m.model_id FROM announcements AS a LEFT JOIN announced_models AS m USING (announcement_id)) AS m
WHERE m.announcement_id = announcements.announcement_id AND announcements.model_id IS DISTINCT FROM m.model_id;
