SELECT
    (SELECT count(*) FROM models), (SELECT count(*) FROM repos),
    (SELECT count(*) FROM waiting)
