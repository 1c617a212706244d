-- What differs between the derived tables and the public ones, written down in changes, then made public.
-- Only rows that differ are looked at column by column, and written: an unchanged day leaves every table as it is.
-- reads new_*; makes other_*, differences; writes models, lineage, lineage_claims, ancestry, announcements.model_id

CREATE OR REPLACE TEMP TABLE other_models AS
SELECT model_id, o.name AS old_name, n.name AS new_name, CASE WHEN o.kind IS NULL THEN 'added' WHEN n.kind IS NULL THEN 'removed' ELSE 'changed' END AS change
FROM models AS o FULL JOIN new_models AS n USING (model_id)
WHERE o.kind IS NULL OR n.kind IS NULL OR o IS DISTINCT FROM n;

CREATE OR REPLACE TEMP TABLE other_edges AS
SELECT child_id, parent_id, relation, o.origin AS old_origin, n.origin AS new_origin,
    CASE WHEN o.origin IS NULL THEN 'added' WHEN n.origin IS NULL THEN 'removed' ELSE 'changed' END AS change
FROM lineage AS o FULL JOIN new_lineage AS n USING (child_id, parent_id, relation)
WHERE o.origin IS NULL OR n.origin IS NULL OR o IS DISTINCT FROM n;

CREATE OR REPLACE TEMP TABLE other_claims AS
SELECT child_id, parent_id, relation, origin
FROM lineage_claims AS o FULL JOIN new_lineage_claims AS n USING (child_id, parent_id, relation, origin)
WHERE o.followed IS NULL OR n.followed IS NULL OR o IS DISTINCT FROM n;

CREATE OR REPLACE TEMP TABLE differences AS
WITH old_fields AS (
    UNPIVOT (
        SELECT model_id AS subject, CAST(COLUMNS(* EXCLUDE (model_id)) AS VARCHAR)
        FROM models SEMI JOIN (FROM other_models WHERE change = 'changed') USING (model_id)
    ) ON * EXCLUDE (subject) INTO NAME field VALUE v
), new_fields AS (
    UNPIVOT (
        SELECT model_id AS subject, CAST(COLUMNS(* EXCLUDE (model_id)) AS VARCHAR)
        FROM new_models SEMI JOIN (FROM other_models WHERE change = 'changed') USING (model_id)
    ) ON * EXCLUDE (subject) INTO NAME field VALUE v
)
SELECT change, 'model' AS about, model_id AS subject, CAST(NULL AS VARCHAR) AS field, old_name AS "old", new_name AS "new"
FROM other_models WHERE change <> 'changed'
UNION ALL
SELECT 'changed', 'model', coalesce(n.subject, o.subject), coalesce(n.field, o.field), o.v, n.v
FROM old_fields AS o FULL JOIN new_fields AS n ON n.subject = o.subject AND n.field = o.field
WHERE o.v IS DISTINCT FROM n.v
UNION ALL
SELECT change, 'edge', child_id || '--' || parent_id, relation, old_origin, new_origin
FROM other_edges WHERE change <> 'changed'
UNION ALL
SELECT 'changed', 'edge', e.child_id || '--' || e.parent_id, f.field, f."old", f."new"
FROM (FROM other_edges WHERE change = 'changed') AS e
JOIN lineage AS o ON o.child_id = e.child_id AND o.parent_id = e.parent_id AND o.relation = e.relation
JOIN new_lineage AS n ON n.child_id = e.child_id AND n.parent_id = e.parent_id AND n.relation = e.relation,
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

DELETE FROM models USING other_models AS d WHERE d.model_id = models.model_id;
INSERT INTO models BY NAME SELECT n.* FROM new_models AS n SEMI JOIN other_models AS d USING (model_id) ORDER BY n.model_id;

DELETE FROM lineage USING other_edges AS d WHERE d.child_id = lineage.child_id AND d.parent_id = lineage.parent_id AND d.relation = lineage.relation;
INSERT INTO lineage BY NAME
SELECT n.* FROM new_lineage AS n SEMI JOIN other_edges AS d USING (child_id, parent_id, relation)
ORDER BY n.child_id, n.position, n.parent_id;

DELETE FROM lineage_claims AS o USING other_claims AS d
WHERE d.child_id = o.child_id AND d.parent_id = o.parent_id AND d.relation = o.relation AND d.origin = o.origin;
INSERT INTO lineage_claims BY NAME
SELECT n.* FROM new_lineage_claims AS n SEMI JOIN other_claims AS d USING (child_id, parent_id, relation, origin)
ORDER BY n.child_id, n.position, n.parent_id;

DELETE FROM ancestry AS o
WHERE NOT EXISTS (FROM new_ancestry AS n WHERE n.model_id = o.model_id AND n.ancestor_id = o.ancestor_id AND n.depth = o.depth);
INSERT INTO ancestry BY NAME
SELECT n.* FROM new_ancestry AS n ANTI JOIN ancestry AS o ON o.model_id = n.model_id AND o.ancestor_id = n.ancestor_id
ORDER BY n.model_id, n.depth, n.ancestor_id;

UPDATE announcements SET model_id = m.model_id
FROM (SELECT a.announcement_id, m.model_id FROM announcements AS a LEFT JOIN announced_models AS m USING (announcement_id)) AS m
WHERE m.announcement_id = announcements.announcement_id AND announcements.model_id IS DISTINCT FROM m.model_id;
