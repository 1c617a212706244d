-- In place of declared.sql where declarations are hidden: no parent is declared.
-- makes hub_declared(record, parent, relation, origin, confidence, evidence, position)
CREATE OR REPLACE TEMP TABLE hub_declared (
    record BIGINT, parent VARCHAR, relation VARCHAR, origin VARCHAR, confidence DOUBLE, evidence VARCHAR, position BIGINT
);
