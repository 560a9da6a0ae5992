-- Requests that are open past the day by which the locality answers (0: the day itself).
-- One row per request. Somebody in a rescue station has been helped once it is written down how: that request stays
-- open as long as the stay, and is watched by its length.
SELECT
    township_code,
    request_no AS reference,
    household_id,
    person_no,
    received_on AS since_on,
    CAST(received_on + INTERVAL '1' DAY * respond_within_days AS DATE) AS due_on,
    label_zh || '受理，困难类型：' || need_zh || '，已' || open_days || '日未办结。' AS says_zh,
    label_en || ', need: ' || need_en || ', open for ' || open_days || ' days.' AS says_en
FROM (
    SELECT
        asked.*,
        CASE channel WHEN 'hotline' THEN '热线' WHEN 'counter' THEN '窗口' WHEN 'patrol' THEN '巡查'
            WHEN 'rescue_station' THEN '救助站' WHEN 'grid' THEN '网格' ELSE '其他渠道' END AS label_zh,
        CASE channel WHEN 'hotline' THEN 'Hotline' WHEN 'counter' THEN 'Counter' WHEN 'patrol' THEN 'Patrol'
            WHEN 'rescue_station' THEN 'Rescue station' WHEN 'grid' THEN 'Grid worker' ELSE 'Other way' END AS label_en,
        CASE need WHEN 'living' THEN '基本生活' WHEN 'medical' THEN '就医' WHEN 'shelter' THEN '住宿'
            WHEN 'job' THEN '就业' WHEN 'schooling' THEN '就学' WHEN 'care' THEN '照料' WHEN 'travel_home' THEN '返乡'
            WHEN 'counselling' THEN '心理' ELSE '其他' END AS need_zh,
        CASE need WHEN 'living' THEN 'basic living' WHEN 'medical' THEN 'treatment' WHEN 'job' THEN 'work'
            WHEN 'travel_home' THEN 'travel home' ELSE need END AS need_en
    FROM help_case asked
    WHERE is_open AND NOT (channel = 'rescue_station' AND action IS NOT NULL)
) waiting
WHERE open_days > respond_within_days
