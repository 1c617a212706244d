-- Records as they are, in the order of the files: pages (JSON arrays) and JSON Lines alike.
-- makes hub_objects(file, json)
CREATE OR REPLACE TEMP VIEW hub_objects AS
SELECT filename AS file, json
FROM read_json_objects(getvariable('hub_files'), filename = true, maximum_object_size = 134217728);
