-- What a candidate is made of, kept apart for the few repos that could name one: reading it out of millions took longer
-- than all else that a day costs.

CREATE TABLE facts.keyed_repos (
    repo_id VARCHAR NOT NULL, created_at TIMESTAMPTZ, downloads BIGINT, likes BIGINT, trending_score DOUBLE, pipeline_tag VARCHAR,
    license VARCHAR, parameters BIGINT, languages VARCHAR[], first_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE facts.keyed_repos IS 'Columns of repos, the same as there, for those in facts.repo_keys.';
