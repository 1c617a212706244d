-- Every ancestor by derivation, nearest depth first. A pair is added once, so a cycle ends.
-- reads new_lineage; makes derivations, new_ancestry

CREATE OR REPLACE TEMP TABLE derivations AS
SELECT DISTINCT child_id, parent_id FROM new_lineage
WHERE relation NOT IN ('successor', 'architecture', 'technique') AND child_id <> parent_id;

CREATE OR REPLACE TEMP TABLE new_ancestry AS FROM ancestry LIMIT 0;

INSERT INTO new_ancestry
WITH RECURSIVE found(model_id, ancestor_id, depth) USING KEY (model_id, ancestor_id) AS (
    SELECT child_id, parent_id, 1 FROM derivations
    UNION
    SELECT f.model_id, d.parent_id, f.depth + 1
    FROM found AS f
    JOIN derivations AS d ON d.child_id = f.ancestor_id
    LEFT JOIN recurring.found AS k ON k.model_id = f.model_id AND k.ancestor_id = d.parent_id
    WHERE k.depth IS NULL AND d.parent_id <> f.model_id
)
FROM found;
