-- To which group of townships each belongs: urban or rural, as most of its households are; on a tie, rural.
-- One row per township of the register.
SELECT
    township_code,
    CASE WHEN 2 * sum(CASE WHEN residence_class = 'urban' THEN 1 ELSE 0 END) > count(*) THEN 'urban' ELSE 'rural' END
        AS township_group
FROM household
WHERE is_in_register AND member_count >= 1
GROUP BY township_code
