-- Services of the calendar year to date, counted apart from the people they were for: one child may have had several.
-- One row per (township_code, kind, person_group), null for all. People outside the register are in the rows of the whole
-- bureau only.
SELECT
    CASE WHEN grouping(asked.township_code) = 0 THEN asked.township_code END AS township_code,
    asked.kind,
    asked.person_group,
    count(*) AS services,
    count(DISTINCT asked.person_no) AS persons,
    sum(CASE WHEN asked.is_met THEN 1 ELSE 0 END) AS resolved,
    sum(CASE WHEN asked.is_open THEN 1 ELSE 0 END) AS open,
    count(DISTINCT asked.station) AS stations
FROM service_asked asked
CROSS JOIN night
WHERE asked.registered_on >= night.year_start
GROUP BY CUBE (asked.township_code, asked.kind, asked.person_group)
HAVING count(*) > 0 AND (grouping(asked.township_code) = 1 OR asked.township_code IS NOT NULL)
