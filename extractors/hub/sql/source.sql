-- Records as they are, in the order of the files: pages (JSON arrays) and JSON Lines alike.
CREATE OR REPLACE TEMP VIEW hub_source AS
SELECT filename AS file, json
FROM read_json_objects(getvariable('hub_files'), filename = true, maximum_object_size = 134217728);
