-- For whom an amount is wanted: now the needs that may be paid, later whoever the rules find.
-- One row per (household_id, person_no, cause); without a person it is the household's.
SELECT DISTINCT household_id, person_no, cause FROM need
