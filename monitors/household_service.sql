-- Who needs help that is not money: a service that somebody asked for, children left to themselves, an old person alone.
-- One row per household in the register with any of these. Of several needs the one open longest; a need met on the
-- business date is met. One that was given somebody's identity number for its own is told by the last digits.
SELECT
    household.household_id,
    CASE WHEN bearer.id_number IS NULL THEN need.need_no ELSE '尾号' || right(need.need_no, 4) END AS service_need_no,
    need.registered_on AS service_need_on,
    need.kind AS service_need_kind,
    coalesce(lives.is_child_alone, FALSE) AS is_child_alone,
    coalesce(lives.is_elder_alone, FALSE) AS is_elder_alone
FROM household
LEFT JOIN (
    SELECT
        listed_member.household_id,
        service.need_no,
        service.registered_on,
        service.kind,
        row_number() OVER (
            PARTITION BY listed_member.household_id ORDER BY service.registered_on, service.need_no
        ) AS place_in_line
    FROM service_need_known service
    CROSS JOIN night
    JOIN listed_member ON listed_member.person_no = service.person_no
    WHERE service.registered_on <= night.as_of AND coalesce(service.resolved_on, DATE '9999-12-31') > night.as_of
) need ON need.household_id = household.household_id AND need.place_in_line = 1
LEFT JOIN person bearer ON bearer.id_number = upper(regexp_extract(need.need_no, '[0-9]{17}[0-9Xx]'))
LEFT JOIN (
    SELECT
        member.household_id,
        max(member.age_years) < max(place_household.child_age_limit_years) AS is_child_alone,
        count(*) = 1 AND max(member.age_years) >= max(place_event.elder_alone_age) AS is_elder_alone
    FROM member
    JOIN place_household ON place_household.village_code = member.residence_region
    JOIN place_event ON place_event.village_code = member.residence_region
    WHERE member.is_counted AND member.is_in_register
    GROUP BY member.household_id
) lives ON lives.household_id = household.household_id
WHERE need.household_id IS NOT NULL OR lives.is_child_alone OR lives.is_elder_alone
