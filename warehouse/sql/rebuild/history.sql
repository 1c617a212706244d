-- What the landing cannot give back: runs, changes, how polling went. Watermarks come again with the documents.
-- The derived tables come along so that deriving anew finds what is different.
-- reads old; writes runs, changes, sources, gaps, models, lineage, lineage_claims, ancestry

INSERT INTO runs BY NAME FROM old.main.runs;
INSERT INTO changes BY NAME FROM old.main.changes;
INSERT INTO sources BY NAME SELECT * REPLACE (NULL AS watermark) FROM old.main.sources;
INSERT INTO gaps BY NAME FROM old.main.gaps;
INSERT INTO models BY NAME FROM old.main.models;
INSERT INTO lineage BY NAME FROM old.main.lineage;
INSERT INTO lineage_claims BY NAME FROM old.main.lineage_claims;
INSERT INTO ancestry BY NAME FROM old.main.ancestry;
