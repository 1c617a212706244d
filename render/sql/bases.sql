-- Models to build on, in the order in which `modelmap bases` names them when asked for nothing in particular.
SELECT model_id, commercial_use, decided_by, reason
FROM bases
ORDER BY age_years + (len(superseded_by) > 0)::INTEGER NULLS LAST, line_derivatives DESC, derivatives DESC, likes DESC, model_id
