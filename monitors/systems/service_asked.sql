-- Services asked for: whom each is for, who takes care of it, and whether it came.
-- One row per need registered by the night. A need met on the business date is met; one of somebody who has died is
-- neither met nor open. Everybody is in one group, by age first: child, elder, living_alone (others who live alone),
-- other. Of people outside the register neither township nor household is known; the widest ages in force in the county
-- hold for them.
SELECT
    need_no,
    kind,
    station,
    registered_on,
    resolved_on,
    township_code,
    village_code,
    household_id,
    person_no,
    name,
    lives_alone,
    CASE
        WHEN age_years < child_age THEN 'child'
        WHEN age_years >= elder_age THEN 'elder'
        WHEN lives_alone THEN 'living_alone'
        ELSE 'other'
    END AS person_group,
    is_met,
    NOT is_met AND NOT has_died AS is_open,
    waited_days
FROM (
    SELECT
        need.need_no,
        need.kind,
        CASE WHEN trim(need.station) <> '' THEN trim(need.station) END AS station,
        need.registered_on,
        need.resolved_on,
        substr(listed.residence_region, 1, 9) AS township_code,
        listed.residence_region AS village_code,
        listed.household_id,
        need.person_no,
        listed.name,
        CAST(extract(YEAR FROM night.as_of) - extract(YEAR FROM person.birth_on)
            - CASE WHEN extract(MONTH FROM night.as_of) * 100 + extract(DAY FROM night.as_of)
                < extract(MONTH FROM person.birth_on) * 100 + extract(DAY FROM person.birth_on)
                THEN 1 ELSE 0 END AS INTEGER) AS age_years,
        CASE WHEN listed.is_in_register THEN household.member_count = 1 AND member.is_counted END AS lives_alone,
        coalesce(place_household.child_age_limit_years, county.child_age) AS child_age,
        coalesce(place_event.elder_alone_age, county.elder_age) AS elder_age,
        coalesce(need.resolved_on, DATE '9999-12-31') <= night.as_of AS is_met,
        coalesce(death_believed.died_on, DATE '9999-12-31') <= night.as_of AS has_died,
        CAST(night.as_of - need.registered_on AS INTEGER) AS waited_days
    FROM service_need_known need
    CROSS JOIN night
    CROSS JOIN (
        SELECT
            (SELECT max(child_age_limit_years) FROM place_household) AS child_age,
            (SELECT min(elder_alone_age) FROM place_event) AS elder_age
    ) county
    JOIN person ON person.person_no = need.person_no
    LEFT JOIN listed_member listed ON listed.person_no = need.person_no
    LEFT JOIN member ON member.person_no = need.person_no
    LEFT JOIN household ON household.household_id = listed.household_id
    LEFT JOIN place_household ON place_household.village_code = listed.residence_region
    LEFT JOIN place_event ON place_event.village_code = listed.residence_region
    LEFT JOIN death_believed ON death_believed.person_no = need.person_no
    WHERE need.registered_on <= night.as_of
) known
