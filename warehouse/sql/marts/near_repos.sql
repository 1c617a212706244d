-- The repos that the derivation needs, as far as they were not asked for: those that could name a model, those whose
-- model may be another, and what they were made from.
-- reads looked, facts.repo_keys, notable, near_edges, repos; makes asking; writes asked, near_repos, facts.keyed_repos

CREATE OR REPLACE TEMP TABLE asking AS
FROM (
    FROM looked UNION SELECT repo_id FROM facts.repo_keys UNION FROM notable UNION SELECT repo_id FROM near_edges UNION SELECT parent_id FROM near_edges
) AS w
ANTI JOIN asked AS a ON a.repo_id = w.repo_id;

INSERT INTO near_repos SELECT repo_id, model_id, resolved_by, first_seen_at FROM repos SEMI JOIN asking USING (repo_id);

INSERT INTO asked FROM asking;

-- Those keyed for the first time are mostly new: by the time, most of the table need not be read.
INSERT INTO facts.keyed_repos
SELECT
    r.repo_id, r.created_at, r.downloads, r.likes, r.trending_score, r.pipeline_tag, r.license, r.parameters, r.languages, r.first_seen_at
FROM repos AS r
SEMI JOIN (
    SELECT n.repo_id, n.first_seen_at
    FROM near_repos AS n
    SEMI JOIN facts.repo_keys AS k ON k.repo_id = n.repo_id
    ANTI JOIN facts.keyed_repos AS h ON h.repo_id = n.repo_id
) AS w ON w.repo_id = r.repo_id AND w.first_seen_at = r.first_seen_at;
