-- 隔离的行过多久得到更正
-- How long refused rows wait for a correction
SELECT extract, count(*) AS row_count, count(answered_on) AS answered_count,
    median(answered_on - delivered_on) AS median_days
FROM quarantine
GROUP BY extract ORDER BY extract;
