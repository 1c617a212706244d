-- What polling could not close and what it said, the old names of renamed repos, and which repos wait for a closer look.

ALTER TABLE sources ADD COLUMN notes VARCHAR[];
COMMENT ON COLUMN sources.notes IS 'What its last poll noted although it did not fail: a move, silence, a shrunken listing. NULL if nothing.';

CREATE TABLE gaps (source_id VARCHAR NOT NULL, found_at TIMESTAMPTZ NOT NULL, gap VARCHAR NOT NULL);
COMMENT ON TABLE gaps IS 'Times of which a source told nothing and that no later poll can close. One row per gap.';
COMMENT ON COLUMN gaps.source_id IS 'Source: sources.source_id.';
COMMENT ON COLUMN gaps.found_at IS 'When polling met it.';
COMMENT ON COLUMN gaps.gap IS 'What is missing.';

CREATE TABLE repo_aliases (repo_id VARCHAR NOT NULL, now_id VARCHAR NOT NULL, seen_at TIMESTAMPTZ NOT NULL);
COMMENT ON TABLE repo_aliases IS 'Old names of repos that were renamed or moved on the Hugging Face Hub. One row per old name.';
COMMENT ON COLUMN repo_aliases.repo_id IS 'Name that it had: repos.repo_id.';
COMMENT ON COLUMN repo_aliases.now_id IS 'Name that the Hub leads to from there: repos.repo_id.';
COMMENT ON COLUMN repo_aliases.seen_at IS 'When that was first seen.';

CREATE TABLE facts.closer_look (repo_id VARCHAR NOT NULL, asks VARCHAR NOT NULL, position INTEGER NOT NULL);
COMMENT ON TABLE facts.closer_look IS 'Repos to be asked after singly, for their card or their record; chosen when listings brought something new.';
