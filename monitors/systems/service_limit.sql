-- After how many days an open need has waited too long: the value in force, its wording folded in.
-- One row per township.
SELECT
    township.township_code,
    CAST(value.value_e6 // 1000000 AS INTEGER) + value.step AS wait_limit_days
FROM township
JOIN place_value value
    ON value.village_code = township.township_code || '000'
    AND value.day = 'as_of'
    AND value.key = 'service_within_days'
