-- What a visit found: the newest visit to a household that says of which kind its hardship is, or that nothing is amiss.
-- One row per household whose newest such visit is recent and found a hardship. Where nothing was amiss on a later day the
-- finding before is taken back; a visit that states no kind takes nothing back, and what is written in free text raises
-- nothing. Of two visits on one day the one that found a hardship speaks.
SELECT
    stated.household_id,
    stated.visited_on AS visit_finding_on,
    stated.finding_kind AS visit_finding_kind,
    stated.level AS visit_finding_level
FROM (
    SELECT
        household_id,
        visited_on,
        finding_kind,
        level,
        row_number() OVER (
            PARTITION BY household_id
            ORDER BY visited_on DESC, CASE WHEN finding_kind = 'none' THEN 1 ELSE 0 END, visit_no DESC
        ) AS place_in_line
    FROM visit_known
    CROSS JOIN night
    WHERE finding_kind IS NOT NULL AND visited_on <= night.as_of
) stated
JOIN household ON household.household_id = stated.household_id
JOIN place_event ON place_event.village_code = household.village_code
WHERE stated.place_in_line = 1
    AND stated.finding_kind <> 'none'
    AND stated.visited_on >= place_event.visit_finding_from_on
