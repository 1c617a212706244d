-- Whether inference can find anything at all in a listed record: true wherever it does, and sometimes where it does not.
-- Names that tell nothing, the most of them, then need not leave the database. See extractors/hub/hints.py.
CREATE OR REPLACE TEMP MACRO hub_may_tell(repo_id, tags) AS
    regexp_matches(repo_id, getvariable('hub_telling_words'))
    OR lower(split_part(repo_id, '/', 1)) IN (SELECT unnest(getvariable('hub_makers')))
    OR list_has_any(list_transform(tags, lambda t: lower(t)), getvariable('hub_merge_tags'))
    OR regexp_matches(
        regexp_replace(
            array_to_string(list_filter(
                regexp_split_to_array(lower(split_part(repo_id, '/', -1)), '[^a-z0-9.]+'),
                lambda w: NOT list_contains(getvariable('hub_empty_words'), trim(w, '.'))
            ), ''),
            '[^a-z0-9]', '', 'g'
        ),
        getvariable('hub_base_keys')
    );
