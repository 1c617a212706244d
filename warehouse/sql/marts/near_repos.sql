-- The repos that the derivation needs, as far as they were not asked for: those that could name a model, those whose
-- model may be another, and what they were made from.
-- reads looked, facts.repo_keys, notable, near_edges, repos; makes asking; writes asked, near_repos

CREATE OR REPLACE TEMP TABLE asking AS
FROM (
    FROM looked UNION SELECT repo_id FROM facts.repo_keys UNION FROM notable UNION SELECT repo_id FROM near_edges UNION SELECT parent_id FROM near_edges
) AS w
ANTI JOIN asked AS a ON a.repo_id = w.repo_id;

INSERT INTO near_repos BY NAME
SELECT
    repo_id, model_id, resolved_by, first_seen_at, created_at, likes, downloads, trending_score, parameters, license, languages,
    pipeline_tag
FROM repos SEMI JOIN asking USING (repo_id);

INSERT INTO asked FROM asking;
