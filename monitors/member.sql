-- Who counts as a member living together (民发〔2021〕57号 art. 4-7).
-- One row per person listed. The dead are no longer counted (Order 649 art. 13: what changes in a family is
-- reported and the benefit follows), nor are those who are away for good (absence), nor, where the locality asks for
-- a time of living together, a newcomer registered in another county who lives with people registered here.
SELECT
    person_no,
    household_id,
    name,
    relation,
    residence_class,
    hukou_region,
    residence_region,
    joined_on,
    left_on,
    id_number,
    age_years,
    died_on,
    is_in_register,
    delivery_no,
    source_line,
    died_on IS NULL AND NOT is_away AND NOT (is_newcomer AND NOT is_local AND lives_with_locals) AS is_counted
FROM (
    SELECT
        settled.*,
        max(CASE WHEN is_local THEN 1 ELSE 0 END) OVER (PARTITION BY household_id) = 1 AS lives_with_locals
    FROM (
        SELECT
            listed.person_no,
            listed.household_id,
            listed.name,
            listed.relation,
            coalesce(listed.residence_class, place.residence_class) AS residence_class,
            listed.hukou_region,
            listed.residence_region,
            listed.joined_on,
            listed.left_on,
            listed.id_number,
            listed.age_years,
            listed.died_on,
            listed.is_in_register,
            listed.delivery_no,
            listed.source_line,
            coalesce(absence.is_away, FALSE) AS is_away,
            coalesce(substr(listed.hukou_region, 1, 6) = substr(listed.residence_region, 1, 6), FALSE) AS is_local,
            coalesce(CAST(
                listed.joined_on + INTERVAL '1' MONTH * household_rule.nonlocal_member_after_months AS DATE
            ) > night.as_of, FALSE) AS is_newcomer
        FROM listed_member listed
        CROSS JOIN night
        LEFT JOIN absence ON absence.person_no = listed.person_no
        LEFT JOIN place ON place.village_code = listed.residence_region
        LEFT JOIN place_household household_rule ON household_rule.village_code = listed.residence_region
    ) settled
) placed
