-- Who is in custody, in the army, missing or serving a religion on the business date, and who of them no longer
-- counts as living together: for each kind the locality says after how many months (民发〔2021〕57号 art. 7; clergy
-- after three years). Where it says nothing the person counts. The last day is still one away; it may lie ahead.
-- One row per person: of several stays at once the one that makes away first.
SELECT person_no, kind, started_on AS since_on, coalesce(away_from_on <= as_of, FALSE) AS is_away
FROM (
    SELECT
        stay.*,
        row_number() OVER (
            PARTITION BY person_no ORDER BY coalesce(away_from_on, DATE '9999-12-31'), started_on, kind
        ) AS place_in_line
    FROM (
        SELECT
            custody.person_no,
            custody.kind,
            custody.started_on,
            CAST(custody.started_on + INTERVAL '1' MONTH * CAST(allowed.value_e6 // 1000000 AS INTEGER) AS DATE)
                AS away_from_on,
            night.as_of
        FROM custody_known custody
        CROSS JOIN night
        JOIN listed_member ON listed_member.person_no = custody.person_no
        LEFT JOIN place_value allowed
            ON allowed.village_code = listed_member.residence_region
            AND allowed.day = 'as_of'
            AND allowed.key = 'absent_after_months'
            AND allowed.population = custody.kind
        WHERE custody.started_on <= night.as_of AND coalesce(custody.ended_on, DATE '9999-12-31') >= night.as_of
    ) stay
) lined_up
WHERE place_in_line = 1
