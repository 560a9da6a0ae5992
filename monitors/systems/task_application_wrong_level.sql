-- Applications of this year that another level decided than the one whose task it was on that day.
-- One row per application.
SELECT
    township_code,
    application_no AS reference,
    household_id,
    person_no,
    decided_on AS since_on,
    CASE decided_level WHEN 'county' THEN '县级' ELSE '乡镇（街道）' END || '作出决定，当日规定由'
        || CASE level_in_force WHEN 'county' THEN '县级' ELSE '乡镇（街道）' END || '审核确认。' AS says_zh,
    'Decided by the ' || decided_level || '; on that day it was for the ' || level_in_force || '.' AS says_en
FROM application_state
CROSS JOIN night
WHERE NOT is_right_level AND settled_on >= night.year_start
