-- People who are in a rescue station for longer than a stay should last, normally ten days
-- (城市生活无着的流浪乞讨人员救助管理办法实施细则).
-- One row per stay.
SELECT
    township_code,
    request_no AS reference,
    household_id,
    person_no,
    received_on AS since_on,
    CAST(received_on + INTERVAL '1' DAY * (over_stay_from_days - 1) AS DATE) AS due_on,
    '在救助站已' || stay_days || '日，一般不超过' || (over_stay_from_days - 1) || '日。' AS says_zh,
    stay_days || ' days in the rescue station; normally not more than ' || (over_stay_from_days - 1) || '.' AS says_en
FROM help_case
WHERE is_open AND is_over_stay
