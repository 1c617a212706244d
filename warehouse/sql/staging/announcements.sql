-- What a document's entries announce, in place of what the same entries announced before; newer facts win.
-- reads staged_entries, staged_announcements, staged_stated; writes announcements, facts.announced_parents; gives how many are new

-- arXiv's API and RSS bring the same papers under the same ids.
CREATE OR REPLACE TEMP MACRO feed_of(source_id) AS CASE WHEN source_id LIKE 'arxiv:%' THEN 'arxiv' ELSE source_id END;

-- Entries that a newer document has brought already only tell when they were first seen.
CREATE OR REPLACE TEMP TABLE outdated AS
SELECT DISTINCT feed_of(s.source_id) AS feed, s.entry_id
FROM staged_entries AS s JOIN announcements AS a ON feed_of(a.source_id) = feed_of(s.source_id) AND a.entry_id = s.entry_id
WHERE a.last_seen_at > s.fetched_at;

CREATE OR REPLACE TEMP TABLE withdrawn AS
SELECT a.announcement_id
FROM announcements AS a
SEMI JOIN staged_entries AS s ON feed_of(s.source_id) = feed_of(a.source_id) AND s.entry_id = a.entry_id
ANTI JOIN outdated AS o ON o.feed = feed_of(a.source_id) AND o.entry_id = a.entry_id
ANTI JOIN staged_announcements AS n ON n.announcement_id = a.announcement_id;

DELETE FROM announcements WHERE announcement_id IN (FROM withdrawn);

UPDATE announcements SET first_seen_at = n.first_seen_at
FROM staged_announcements AS n
WHERE n.announcement_id = announcements.announcement_id AND n.first_seen_at < announcements.first_seen_at;

DELETE FROM staged_announcements WHERE (feed_of(source_id), entry_id) IN (FROM outdated);

DELETE FROM staged_stated WHERE announcement_id NOT IN (SELECT announcement_id FROM staged_announcements);

CREATE OR REPLACE TEMP TABLE fresh AS
SELECT announcement_id FROM staged_announcements ANTI JOIN announcements USING (announcement_id);

MERGE INTO announcements AS a USING staged_announcements AS n ON a.announcement_id = n.announcement_id
WHEN MATCHED THEN UPDATE SET
    url = n.url, title = n.title, published_at = n.published_at, name = n.name, kind = n.kind, org = n.org, sizes = n.sizes,
    license = n.license, hf_ids = n.hf_ids, confidence = n.confidence, evidence = n.evidence, last_seen_at = n.last_seen_at
WHEN NOT MATCHED THEN INSERT BY NAME;

DELETE FROM facts.announced_parents
WHERE announcement_id IN (FROM withdrawn) OR announcement_id IN (SELECT announcement_id FROM staged_announcements);

INSERT INTO facts.announced_parents BY NAME FROM staged_stated;

SELECT count(*) FROM fresh;
