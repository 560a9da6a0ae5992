-- Standards that were announced after the months they hold for: what was known when such a month was paid, and after.
-- One row per (village_code, residence_class, month_on, announced_on) of a month that an announcement of the last
-- twelve months reaches back to; both classes stand, also where only one was changed.
SELECT village_code, residence_class, month_on, announced_on, before_fen, after_fen
FROM (
    SELECT
        village_code,
        residence_class,
        month_on,
        announced_on,
        max(CASE WHEN place_before = 1 AND was_known THEN value_fen END) AS before_fen,
        max(CASE WHEN place_after = 1 THEN value_fen END) AS after_fen,
        max(max(CASE WHEN place_after = 1 AND NOT was_known THEN 1 ELSE 0 END))
            OVER (PARTITION BY village_code, month_on, announced_on) AS is_changed
    FROM (
        SELECT
            place.village_code,
            class.residence_class,
            reached.month_on,
            reached.announced_on,
            parameter.value_e6 // 10000 AS value_fen,
            parameter.known_from < reached.announced_on AS was_known,
            row_number() OVER (
                PARTITION BY place.village_code, class.residence_class, reached.month_on, reached.announced_on
                ORDER BY
                    CASE WHEN parameter.area_code = '00' THEN 0 ELSE length(parameter.area_code) END DESC,
                    CASE WHEN parameter.population = class.residence_class THEN 0 ELSE 1 END,
                    parameter.valid_from DESC,
                    parameter.known_from DESC
            ) AS place_after,
            row_number() OVER (
                PARTITION BY
                    place.village_code, class.residence_class, reached.month_on, reached.announced_on,
                    parameter.known_from < reached.announced_on
                ORDER BY
                    CASE WHEN parameter.area_code = '00' THEN 0 ELSE length(parameter.area_code) END DESC,
                    CASE WHEN parameter.population = class.residence_class THEN 0 ELSE 1 END,
                    parameter.valid_from DESC,
                    parameter.known_from DESC
            ) AS place_before
        FROM (
            SELECT DISTINCT late.area_code, late.known_from AS announced_on, month.month_on
            FROM parameter late
            CROSS JOIN night
            JOIN recent_month month
                ON month.month_on >= late.valid_from
                AND month.month_on < late.known_from
                AND month.month_on < late.valid_to
            WHERE late.key = 'subsistence_allowance_standard'
                AND late.known_from > night.window_from
                AND late.known_from <= night.known_at
        ) reached
        JOIN (SELECT DISTINCT village_code FROM household) place
            ON reached.area_code = '00'
            OR reached.area_code = substr(place.village_code, 1, length(reached.area_code))
        CROSS JOIN (SELECT 'urban' AS residence_class UNION ALL SELECT 'rural') class
        JOIN parameter
            ON parameter.key = 'subsistence_allowance_standard'
            AND parameter.population IN (class.residence_class, 'all')
            AND (
                parameter.area_code = '00'
                OR parameter.area_code = substr(place.village_code, 1, length(parameter.area_code))
            )
            AND parameter.known_from <= reached.announced_on
            AND parameter.valid_from <= reached.month_on
            AND reached.month_on < parameter.valid_to
    ) ladder
    GROUP BY village_code, residence_class, month_on, announced_on
) changed
WHERE is_changed = 1
