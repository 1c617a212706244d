-- What a day's derivation needs of the millions, kept where it need not look through them. All of it is derived, or
-- filled when everything is derived anew, which the first derivation after this does.

ALTER TABLE facts.repo_edges ADD COLUMN turn INTEGER DEFAULT 0;
COMMENT ON COLUMN facts.repo_edges.turn IS 'How many derivations had been when it came: the edges of one turn lie together, and are found without reading names.';

ALTER TABLE facts.pending ADD COLUMN first_seen_at TIMESTAMPTZ;
COMMENT ON COLUMN facts.pending.first_seen_at IS 'As in repos, where what came on one day lies together.';

ALTER TABLE facts.copies ADD COLUMN model_id VARCHAR;
COMMENT ON COLUMN facts.copies.model_id IS 'As in repos.';

CREATE TABLE facts.keyed_edges (
    repo_id VARCHAR NOT NULL, parent_id VARCHAR NOT NULL, relation VARCHAR NOT NULL, origin VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL, evidence VARCHAR, position INTEGER NOT NULL
);
COMMENT ON TABLE facts.keyed_edges IS 'Rows of facts.repo_edges, the same as there, of the repos in facts.repo_keys.';

CREATE TABLE facts.copy_edges (repo_id VARCHAR NOT NULL, parent_id VARCHAR NOT NULL);
COMMENT ON TABLE facts.copy_edges IS 'Rows of facts.repo_edges that make one a copy of the other: quantised, or uploaded again under its name.';
