-- Whether inference can find anything at all in a listed record: true wherever it does, and sometimes where it does not.
-- Names that tell nothing, the most of them, then need not leave the database. See extractors/hub/hints.py.

-- The letters and digits of a name without words that mean nothing. To cut a name into words takes four times as long
-- as to take out what separates them, and most names need no more.
CREATE OR REPLACE TEMP MACRO hub_plain(name) AS
    CASE WHEN regexp_matches(name, getvariable('hub_uneven')) THEN
        regexp_replace(
            array_to_string(list_filter(
                regexp_split_to_array(name, '[^a-z0-9.]+'), lambda w: NOT list_contains(getvariable('hub_empty_words'), trim(w, '.'))
            ), ''),
            '[^a-z0-9]', '', 'g'
        )
    ELSE replace(replace(replace(name, '-', ''), '_', ''), '.', '')
    END;

CREATE OR REPLACE TEMP MACRO hub_may_tell(repo_id, tags) AS
    regexp_matches(repo_id, getvariable('hub_telling_words'))
    OR list_contains(getvariable('hub_makers'), lower(split_part(repo_id, '/', 1)))
    OR regexp_matches(array_to_string(tags, ' '), getvariable('hub_merge_words'))
    OR regexp_matches(hub_plain(lower(split_part(repo_id, '/', -1))), getvariable('hub_base_keys'));
