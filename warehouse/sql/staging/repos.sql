-- Staged repos into the public ones. Newer facts win whatever order documents come in; a field that a
-- listing does not carry keeps what is known. Only rows that differ are written.
-- reads staged_repos; makes known_ids, known, merged, renewed; writes repos, facts.keyed_repos, facts.pending, changes

-- Most of a day's repos are new: only names are read to find those that are not, and all columns only for them.
CREATE OR REPLACE TEMP TABLE known_ids AS
SELECT t.repo_id, t.first_seen_at FROM repos AS t SEMI JOIN staged_repos AS s ON s.repo_id = t.repo_id;

CREATE OR REPLACE TEMP TABLE known AS
SELECT t.* FROM repos AS t SEMI JOIN known_ids AS k ON k.repo_id = t.repo_id AND k.first_seen_at = t.first_seen_at;

INSERT INTO repos (
    repo_id, author, created_at, last_modified_at, downloads, likes, trending_score, pipeline_tag, library, license,
    parameters, model_type, languages, gated, first_seen_at, last_seen_at
)
SELECT
    repo_id, author, created_at, last_modified_at, downloads, likes, trending_score, pipeline_tag, library, license,
    parameters, model_type, languages, gated, first_seen_at, last_seen_at
FROM staged_repos ANTI JOIN known_ids USING (repo_id);

CREATE OR REPLACE TEMP TABLE merged AS
SELECT
    s.repo_id, s.last_seen_at >= t.last_seen_at AS is_newest, s.carries_cards,
    t.license AS license_before, t.first_seen_at AS first_seen_before,
    CASE WHEN s.last_seen_at < t.last_seen_at THEN
        {'created_at': coalesce(t.created_at, s.created_at), 'last_modified_at': coalesce(t.last_modified_at, s.last_modified_at),
         'pipeline_tag': coalesce(t.pipeline_tag, s.pipeline_tag), 'library': coalesce(t.library, s.library),
         'license': coalesce(t.license, s.license), 'parameters': coalesce(t.parameters, s.parameters),
         'model_type': coalesce(t.model_type, s.model_type), 'languages': coalesce(t.languages, s.languages),
         'gated': coalesce(t.gated, s.gated)}
    ELSE
        {'created_at': coalesce(s.created_at, t.created_at), 'last_modified_at': coalesce(s.last_modified_at, t.last_modified_at),
         'pipeline_tag': coalesce(s.pipeline_tag, t.pipeline_tag), 'library': coalesce(s.library, t.library),
         'license': coalesce(s.license, t.license), 'parameters': coalesce(s.parameters, t.parameters),
         'model_type': coalesce(s.model_type, t.model_type), 'languages': coalesce(s.languages, t.languages),
         'gated': coalesce(s.gated, t.gated)}
    END AS facts,
    {'created_at': t.created_at, 'last_modified_at': t.last_modified_at, 'pipeline_tag': t.pipeline_tag, 'library': t.library,
     'license': t.license, 'parameters': t.parameters, 'model_type': t.model_type, 'languages': t.languages, 'gated': t.gated} AS facts_before,
    -- these move every day and are no change of facts
    CASE WHEN s.last_seen_at < t.last_seen_at THEN coalesce(t.downloads, s.downloads) ELSE coalesce(s.downloads, t.downloads) END AS downloads,
    CASE WHEN s.last_seen_at < t.last_seen_at THEN coalesce(t.likes, s.likes) ELSE coalesce(s.likes, t.likes) END AS likes,
    CASE WHEN s.last_seen_at < t.last_seen_at THEN coalesce(t.trending_score, s.trending_score) ELSE coalesce(s.trending_score, t.trending_score) END AS trending_score,
    least(s.first_seen_at, t.first_seen_at) AS first_seen_at, greatest(s.last_seen_at, t.last_seen_at) AS last_seen_at,
    -- a card may be asked for and not be had: it is no sign of life
    CASE WHEN s.carries_cards OR t.removed_at > s.last_seen_at THEN t.removed_at END AS removed_at
FROM staged_repos AS s
JOIN known AS t ON t.repo_id = s.repo_id;

CREATE OR REPLACE TEMP TABLE renewed AS
SELECT m.*
FROM merged AS m JOIN known AS t ON t.repo_id = m.repo_id
WHERE (m.facts, m.downloads, m.likes, m.trending_score, m.first_seen_at, m.last_seen_at, m.removed_at)
    IS DISTINCT FROM (m.facts_before, t.downloads, t.likes, t.trending_score, t.first_seen_at, t.last_seen_at, t.removed_at);

UPDATE repos SET
    created_at = m.facts.created_at, last_modified_at = m.facts.last_modified_at, pipeline_tag = m.facts.pipeline_tag,
    library = m.facts.library, license = m.facts.license, parameters = m.facts.parameters, model_type = m.facts.model_type,
    languages = m.facts.languages, gated = m.facts.gated, downloads = m.downloads, likes = m.likes,
    trending_score = m.trending_score, first_seen_at = m.first_seen_at, last_seen_at = m.last_seen_at, removed_at = m.removed_at
FROM renewed AS m
WHERE m.repo_id = repos.repo_id AND m.first_seen_before = repos.first_seen_at;

UPDATE facts.keyed_repos AS k SET
    created_at = m.facts.created_at, downloads = m.downloads, likes = m.likes, trending_score = m.trending_score,
    pipeline_tag = m.facts.pipeline_tag, license = m.facts.license, parameters = m.facts.parameters, languages = m.facts.languages,
    first_seen_at = m.first_seen_at
FROM renewed AS m
WHERE m.repo_id = k.repo_id;

INSERT INTO facts.pending
SELECT repo_id, first_seen_at FROM staged_repos ANTI JOIN known_ids USING (repo_id) WHERE $touched
UNION ALL
SELECT repo_id, first_seen_at FROM renewed SEMI JOIN facts.pending USING (repo_id) WHERE first_seen_at <> first_seen_before;

INSERT INTO changes BY NAME
SELECT $run_id AS run_id, CAST($now AS TIMESTAMPTZ) AS changed_at, 'added' AS change, 'repo' AS about, repo_id AS subject
FROM staged_repos ANTI JOIN known_ids USING (repo_id)
WHERE NOT is_bulk AND $record
UNION ALL BY NAME
SELECT
    $run_id AS run_id, CAST($now AS TIMESTAMPTZ) AS changed_at, 'changed' AS change, 'repo' AS about, repo_id AS subject,
    'license' AS field, license_before AS "old", facts.license AS "new"
FROM merged WHERE facts.license IS DISTINCT FROM license_before AND $record
ORDER BY subject;
