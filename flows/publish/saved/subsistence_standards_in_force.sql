-- 今晚各地执行的低保标准
-- Subsistence standards of every area in force on the night
SELECT area_code, population, value, unit, valid_from, source, confidence
FROM standard CROSS JOIN (SELECT max(as_of) AS as_of FROM run) last_night
WHERE key = 'subsistence_allowance_standard'
    AND valid_from <= last_night.as_of AND last_night.as_of < coalesce(valid_to, DATE '9999-12-31')
QUALIFY row_number() OVER (
    PARTITION BY area_code, population ORDER BY valid_from DESC, coalesce(published_on, valid_from) DESC
) = 1
ORDER BY area_code, population;
