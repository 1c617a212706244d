-- Every public relation and column with its comment, tables and views alike.
SELECT r.relation, r.kind, r.comment, c.column_name, c.data_type, c.comment
FROM (
    SELECT table_name AS relation, 'table' AS kind, comment FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal AND NOT temporary
    UNION ALL
    SELECT view_name, 'view', comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal AND NOT temporary
) AS r
JOIN duckdb_columns() AS c ON c.table_name = r.relation AND c.schema_name = 'main'
ORDER BY r.relation, c.column_index
