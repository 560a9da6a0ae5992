-- 每条规则说对了多少
-- How often each rule was right
SELECT rule_code, answered, confirmed, refuted, round(precision, 3) AS precision, round(precision_low, 3) AS low,
    round(precision_high, 3) AS high, helped, decided_cny, suggested_cny, median_working_days
FROM answer_count
WHERE township_code IS NULL AND rule_code IS NOT NULL
ORDER BY precision DESC NULLS LAST, rule_code;
