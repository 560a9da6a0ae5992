-- The townships of the bureau's own area.
-- One row per township.
SELECT township.township_code
FROM township
JOIN home_area ON substr(township.township_code, 1, length(home_area.area_code)) = home_area.area_code
