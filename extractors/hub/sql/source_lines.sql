-- Lines, some of which may be no JSON: those become NULL, and every line keeps its number.
-- makes hub_objects(file, json)
CREATE OR REPLACE TEMP VIEW hub_objects AS
SELECT filename AS file, json
FROM read_json_objects(
    getvariable('hub_files'), filename = true, format = 'newline_delimited', ignore_errors = true, maximum_object_size = 134217728
);
