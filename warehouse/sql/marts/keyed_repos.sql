-- The repos that could name a model, all of them anew.
-- reads facts.repo_keys, repos; writes facts.keyed_repos

DELETE FROM facts.keyed_repos;

INSERT INTO facts.keyed_repos
SELECT
    r.repo_id, r.created_at, r.downloads, r.likes, r.trending_score, r.pipeline_tag, r.license, r.parameters, r.languages, r.first_seen_at
FROM repos AS r SEMI JOIN facts.repo_keys AS k ON k.repo_id = r.repo_id;
