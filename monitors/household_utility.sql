-- Use that fell sharply, and bills unpaid month after month.
-- One row per household with a reading or a bill of the last three months; older ones say nothing about today.
-- Use: the latest month read against the mean of the months read in the twelve before it, where there are three at
-- least, each kind with itself; of both kinds the one that fell more. Many meters are read every second month only,
-- and an unread month is not a month without use. Arrears: months in a row up to the latest that the supplier has
-- delivered; who is not in its list by then owes nothing. The limit is exact: nothing is divided but whole numbers.
WITH latest_reading AS (
    SELECT household_id, kind, max(month_no) AS month_no
    FROM utility_month
    WHERE usage_e4 IS NOT NULL
    GROUP BY household_id, kind
),
compared AS (
    SELECT
        month.household_id,
        month.kind,
        CAST(sum(CASE WHEN month.month_no = latest.month_no THEN month.usage_e4 ELSE 0 END) AS BIGINT) AS usage_e4,
        CAST(sum(CASE WHEN month.month_no < latest.month_no THEN month.usage_e4 ELSE 0 END) AS BIGINT) AS former_e4,
        sum(CASE WHEN month.month_no < latest.month_no THEN 1 ELSE 0 END) AS former_count
    FROM utility_month month
    CROSS JOIN night
    JOIN latest_reading latest ON latest.household_id = month.household_id AND latest.kind = month.kind
    WHERE month.usage_e4 IS NOT NULL
        AND month.month_no >= latest.month_no - 12
        AND latest.month_no >= extract(YEAR FROM night.recent_from) * 12 + extract(MONTH FROM night.recent_from)
    GROUP BY month.household_id, month.kind
),
fall AS (
    SELECT
        ranked.household_id,
        ranked.usage_e4,
        ranked.limit_e4
    FROM (
        SELECT
            measured.*,
            row_number() OVER (
                PARTITION BY household_id
                ORDER BY
                    CASE WHEN limit_e4 IS NULL THEN 1 ELSE 0 END,
                    usage_e4 * 1000000 // greatest(limit_e4, 1),
                    usage_e4
            ) AS place_in_line
        FROM (
            SELECT
                compared.household_id,
                compared.usage_e4,
                CASE WHEN compared.former_count >= 3 AND compared.former_e4 > 0
                    THEN CAST((event.utility_drop_ratio_e6 * compared.former_e4 + compared.former_count * 1000000 - 1
                        + event.utility_drop_step) // (compared.former_count * 1000000) AS BIGINT) END AS limit_e4
            FROM compared
            JOIN household ON household.household_id = compared.household_id
            LEFT JOIN place_event event ON event.village_code = household.village_code
        ) measured
    ) ranked
    WHERE place_in_line = 1
),
latest_bill AS (
    SELECT kind, max(extract(YEAR FROM month) * 12 + extract(MONTH FROM month)) AS month_no
    FROM coverage
    CROSS JOIN night
    WHERE extract = 'utility' AND known_on <= night.known_at
        AND month >= night.recent_from AND month <= night.month_start
    GROUP BY kind
),
owing AS (
    SELECT household_id, kind, count(*) AS months
    FROM (
        SELECT
            month.household_id,
            month.kind,
            latest.month_no - month.month_no + 1 AS months_back,
            row_number() OVER (PARTITION BY month.household_id, month.kind ORDER BY month.month_no DESC)
                AS place_in_line
        FROM utility_month month
        JOIN latest_bill latest ON latest.kind = month.kind AND month.month_no <= latest.month_no
        WHERE month.is_in_arrears = 1
    ) unpaid
    WHERE months_back = place_in_line
    GROUP BY household_id, kind
),
arrears AS (
    SELECT billed.household_id, CAST(max(coalesce(owing.months, 0)) AS INTEGER) AS months
    FROM (
        SELECT DISTINCT month.household_id, month.kind
        FROM utility_month month
        JOIN latest_bill latest ON latest.kind = month.kind AND month.month_no <= latest.month_no
    ) billed
    LEFT JOIN owing ON owing.household_id = billed.household_id AND owing.kind = billed.kind
    GROUP BY billed.household_id
)
SELECT
    household.household_id,
    CAST(CAST(fall.usage_e4 AS DECIMAL(14, 0)) * 0.0001 AS DECIMAL(18, 4)) AS utility_usage,
    CAST(CAST(fall.limit_e4 AS DECIMAL(14, 0)) * 0.0001 AS DECIMAL(18, 4)) AS utility_usage_limit,
    arrears.months AS utility_arrears_months,
    event.utility_arrears_limit_months
FROM household
LEFT JOIN fall ON fall.household_id = household.household_id
LEFT JOIN arrears ON arrears.household_id = household.household_id
LEFT JOIN place_event event ON event.village_code = household.village_code
WHERE fall.household_id IS NOT NULL OR arrears.household_id IS NOT NULL
