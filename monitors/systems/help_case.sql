-- Every request for help that had come in by the night: hotlines, counters, grid workers, patrols, rescue stations.
-- One row per request. Help is given where the need is, by the standard of that place, wherever somebody is registered
-- (国发〔2014〕47号); only subsistence allowance is applied for at the place of registration. What the register says of
-- somebody's registration holds before what the caller said; of a place known in part, another province is elsewhere
-- and our own is unknown. Who gave no number is a person of his own with every request. `over_stay_from_days` is the
-- least number of days in a rescue station that is too long.
SELECT
    asked.request_no,
    asked.person_no,
    asked.person_of,
    asked.name,
    asked.channel,
    CASE WHEN asked.channel IN ('patrol', 'rescue_station') THEN 'rescue' ELSE 'help' END AS channel_group,
    asked.need,
    asked.action,
    asked.township_code,
    asked.village_code,
    asked.received_on,
    asked.resolved_on,
    asked.resolved_on IS NULL AS is_open,
    -- Open on its own day, it may still be settled on it. A closing time before the request says nothing.
    CASE
        WHEN asked.resolved_on = asked.received_on THEN TRUE
        WHEN asked.resolved_on > asked.received_on THEN FALSE
        WHEN asked.resolved_on IS NULL AND asked.received_on < asked.as_of THEN FALSE
    END AS is_same_day,
    asked.open_days,
    CAST(row_number() OVER (
        PARTITION BY asked.person_of, extract(YEAR FROM asked.received_on) ORDER BY asked.received_at, asked.request_no
    ) AS INTEGER) AS request_no_in_year,
    CASE WHEN asked.channel = 'rescue_station' THEN asked.open_days END AS stay_days,
    CASE WHEN asked.channel = 'rescue_station' THEN asked.open_days >= stay.from_days END AS is_over_stay,
    stay.from_days AS over_stay_from_days,
    response.within_days AS respond_within_days,
    asked.registration,
    CASE WHEN asked.registration = 'elsewhere' THEN substr(asked.hukou_region, 1, 6) END AS refer_to_area_code,
    CASE coalesce(asked.residence_class, place.residence_class)
        WHEN 'urban' THEN place.urban_standard_fen
        WHEN 'rural' THEN place.rural_standard_fen
    END AS standard_fen_per_month,
    asked.household_id,
    asked.is_in_register
FROM (
    SELECT
        known.*,
        -- The household of somebody helped and gone is called by the first request that is known.
        coalesce(
            known.listed_household_id,
            '求助-' || first_value(known.request_no) OVER (
                PARTITION BY known.person_of ORDER BY known.received_at, known.request_no
            )
        ) AS household_id,
        CASE
            WHEN known.hukou_region IS NULL THEN 'unknown'
            WHEN length(known.hukou_region) >= 6
                THEN CASE WHEN substr(known.hukou_region, 1, 6) = substr(known.incident_region, 1, 6)
                    THEN 'local' ELSE 'elsewhere' END
            WHEN known.hukou_region <> substr(known.incident_region, 1, length(known.hukou_region)) THEN 'elsewhere'
            ELSE 'unknown'
        END AS registration,
        CASE WHEN coalesce(known.resolved_on, known.as_of) >= known.received_on
            THEN CAST(coalesce(known.resolved_on, known.as_of) - known.received_on AS INTEGER) END AS open_days
    FROM (
        SELECT
            request.request_no,
            request.person_no,
            coalesce('P' || request.person_no, 'R' || request.request_no) AS person_of,
            coalesce(CASE WHEN listed.is_in_register THEN listed.name END, request.name) AS name,
            request.channel,
            request.need,
            request.action,
            request.received_at,
            CAST(request.received_at AS DATE) AS received_on,
            CASE WHEN CAST(request.resolved_at AS DATE) <= night.as_of THEN CAST(request.resolved_at AS DATE) END
                AS resolved_on,
            request.incident_region,
            rpad(request.incident_region, 12, '0') AS village_code,
            CASE WHEN substr(rpad(request.incident_region, 9, '0'), 7, 3) <> '000'
                THEN substr(request.incident_region, 1, 9) END AS township_code,
            coalesce(CASE WHEN listed.is_in_register THEN listed.hukou_region END, request.hukou_region) AS hukou_region,
            listed.residence_class,
            listed.household_id AS listed_household_id,
            coalesce(listed.is_in_register, FALSE) AS is_in_register,
            night.as_of
        FROM help_request_known request
        CROSS JOIN night
        LEFT JOIN listed_member listed ON listed.person_no = request.person_no
        WHERE CAST(request.received_at AS DATE) <= night.as_of
    ) known
) asked
LEFT JOIN place ON place.village_code = asked.village_code
LEFT JOIN (
    SELECT village_code, CAST(value_e6 // 1000000 AS INTEGER) + step AS from_days
    FROM place_value
    WHERE day = 'as_of' AND key = 'rescue_stay_days'
) stay ON stay.village_code = asked.village_code
LEFT JOIN (
    SELECT village_code, CAST(value_e6 // 1000000 AS INTEGER) AS within_days
    FROM place_value
    WHERE day = 'as_of' AND key = 'help_response_days'
) response ON response.village_code = asked.village_code
