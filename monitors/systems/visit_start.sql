-- From which month on it is known who was called on: that of the first visit delivered.
-- One row, or none: where no visit was ever delivered, or the register, the benefits or the visits cannot be relied on
-- tonight, nobody can say who was missed. Nobody is late for what lies before.
SELECT CAST(first_on - INTERVAL '1' DAY * (extract(DAY FROM first_on) - 1) AS DATE) AS start_on
FROM (
    SELECT min(visited_on) AS first_on
    FROM visit_known
    CROSS JOIN night
    WHERE visited_on <= night.as_of
) visits
WHERE first_on IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM blind_extract WHERE extract IN ('household_member', 'benefit', 'visit')
    )
