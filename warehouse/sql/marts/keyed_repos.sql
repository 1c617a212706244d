-- The small tables that spare a day's derivation the big ones, all of them anew.
-- reads facts.repo_keys, repos, facts.repo_edges; writes facts.keyed_repos, facts.keyed_edges, facts.copy_edges

DELETE FROM facts.keyed_repos;

INSERT INTO facts.keyed_repos
SELECT
    r.repo_id, r.created_at, r.downloads, r.likes, r.trending_score, r.pipeline_tag, r.license, r.parameters, r.languages, r.first_seen_at
FROM repos AS r SEMI JOIN facts.repo_keys AS k ON k.repo_id = r.repo_id;

DELETE FROM facts.keyed_edges;

INSERT INTO facts.keyed_edges SELECT e.* EXCLUDE (turn) FROM facts.repo_edges AS e SEMI JOIN facts.repo_keys AS k ON k.repo_id = e.repo_id;

DELETE FROM facts.copy_edges;

INSERT INTO facts.copy_edges SELECT repo_id, parent_id FROM facts.repo_edges WHERE is_copy(relation, repo_id, parent_id);
