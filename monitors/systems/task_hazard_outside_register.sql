-- People whom a disaster, fire or accident struck of late, who stand in no register and have not asked for help since:
-- nobody's list has them.
-- One row per event. Where it was nobody wrote down, so the longest time that any place allows holds. The dead are left
-- out: their families are not known here.
SELECT
    event_no AS reference,
    CASE WHEN count(*) = 1 THEN min(person_no) END AS person_no,
    min(occurred_on) AS since_on,
    CAST(min(occurred_on) AS VARCHAR)
        || CASE min(kind) WHEN 'natural_disaster' THEN '自然灾害' WHEN 'fire' THEN '火灾'
            WHEN 'traffic_accident' THEN '交通事故' WHEN 'work_accident' THEN '生产安全事故' ELSE '突发事件' END
        || '，有' || count(*) || '人不在名册内，也没有求助记录。' AS says_zh,
    CASE min(kind) WHEN 'natural_disaster' THEN 'Natural disaster' WHEN 'fire' THEN 'Fire'
            WHEN 'traffic_accident' THEN 'Traffic accident' WHEN 'work_accident' THEN 'Work accident' ELSE 'Event' END
        || ' on ' || CAST(min(occurred_on) AS VARCHAR) || ', people outside the register who asked for no help: '
        || count(*) || '.' AS says_en
FROM (
    SELECT hazard.event_no, hazard.person_no, min(hazard.kind) AS kind, min(hazard.occurred_on) AS occurred_on
    FROM hazard_known hazard
    CROSS JOIN night
    CROSS JOIN (
        SELECT CAST(max(value_e6 // 1000000) AS INTEGER) AS within_days
        FROM place_value
        CROSS JOIN home_area
        WHERE day = 'as_of' AND key = 'hazard_days'
            AND substr(village_code, 1, length(home_area.area_code)) = home_area.area_code
    ) recent
    LEFT JOIN listed_member register
        ON register.person_no = hazard.person_no AND register.is_in_register
    LEFT JOIN (
        SELECT person_no, max(CASE WHEN is_open THEN DATE '9999-12-31' ELSE received_on END) AS asked_last_on
        FROM help_case
        GROUP BY person_no
    ) asked ON asked.person_no = hazard.person_no
    LEFT JOIN death_known death ON death.person_no = hazard.person_no AND death.died_on <= night.as_of
    WHERE hazard.occurred_on <= night.as_of
        AND hazard.occurred_on >= CAST(night.as_of - INTERVAL '1' DAY * recent.within_days AS DATE)
        AND register.person_no IS NULL
        AND death.person_no IS NULL
        AND coalesce(asked.asked_last_on, DATE '0001-01-01') < hazard.occurred_on
    GROUP BY hazard.event_no, hazard.person_no
) struck
GROUP BY event_no
