-- Power and water: a sharp fall of use, and bills unpaid month after month.
-- One row per household with a reading or a bill of the last three months; older ones say nothing about today.
-- Use: the latest month read against the mean of the months read in the twelve before it, where there are three at
-- least, each kind with itself and all meters of a household together; of both kinds the one that fell more. Many
-- meters are read every second month only, and an unread month is not a month without use. Arrears: months in a row
-- up to the latest that the supplier has delivered; who is not in its list by then owes nothing.
-- Usage is exact to four places, in whole ten-thousandths here; so is its limit, and nothing is rounded.
WITH metered AS (
    SELECT
        utility.household_id,
        utility.kind,
        extract(YEAR FROM utility.month) * 12 + extract(MONTH FROM utility.month) AS month_no,
        CASE WHEN count(utility.usage) = count(*) THEN CAST(sum(utility.usage) * 10000 AS BIGINT) END AS usage_e4,
        max(CASE WHEN utility.arrears_fen > 0 THEN 1 ELSE 0 END) AS is_in_arrears
    FROM utility_known utility
    CROSS JOIN night
    WHERE utility.month >= night.previous_from AND utility.month <= night.month_start
    GROUP BY utility.household_id, utility.kind, utility.month
),
reading AS (
    SELECT
        metered.household_id,
        metered.kind,
        metered.month_no,
        metered.usage_e4,
        max(metered.month_no) OVER (PARTITION BY metered.household_id, metered.kind) AS latest_no
    FROM metered
    WHERE metered.usage_e4 IS NOT NULL
),
fall AS (
    SELECT
        compared.household_id,
        compared.usage_e4,
        CASE WHEN compared.former_count >= 3 AND compared.former_e4 > 0
            THEN (event.utility_drop_ratio_e6 * compared.former_e4 + compared.former_count * 1000000 - 1
                + event.utility_drop_step) // (compared.former_count * 1000000) END AS limit_e4
    FROM (
        SELECT
            household_id,
            kind,
            CAST(sum(CASE WHEN month_no = latest_no THEN usage_e4 ELSE 0 END) AS BIGINT) AS usage_e4,
            CAST(sum(CASE WHEN month_no < latest_no AND month_no >= latest_no - 12 THEN usage_e4 ELSE 0 END) AS BIGINT)
                AS former_e4,
            sum(CASE WHEN month_no < latest_no AND month_no >= latest_no - 12 THEN 1 ELSE 0 END) AS former_count
        FROM reading
        CROSS JOIN night
        WHERE latest_no >= extract(YEAR FROM night.recent_from) * 12 + extract(MONTH FROM night.recent_from)
        GROUP BY household_id, kind
    ) compared
    JOIN household ON household.household_id = compared.household_id
    LEFT JOIN place_event event ON event.village_code = household.village_code
),
steepest AS (
    SELECT household_id, usage_e4, limit_e4
    FROM (
        SELECT
            fall.*,
            row_number() OVER (
                PARTITION BY household_id
                ORDER BY
                    CASE WHEN limit_e4 IS NULL THEN 1 ELSE 0 END,
                    usage_e4 * 1000000 // greatest(limit_e4, 1),
                    usage_e4
            ) AS place_in_line
        FROM fall
    ) ranked
    WHERE place_in_line = 1
),
bill AS (
    SELECT kind, max(extract(YEAR FROM month) * 12 + extract(MONTH FROM month)) AS latest_no
    FROM coverage
    CROSS JOIN night
    WHERE extract = 'utility' AND known_on <= night.known_at
        AND month >= night.recent_from AND month <= night.month_start
    GROUP BY kind
),
arrears AS (
    SELECT household_id, CAST(max(months) AS INTEGER) AS months
    FROM (
        SELECT
            household_id,
            kind,
            sum(CASE WHEN is_in_arrears = 1 AND month_no = latest_no - place_in_line + 1 THEN 1 ELSE 0 END) AS months
        FROM (
            SELECT
                metered.household_id,
                metered.kind,
                metered.month_no,
                metered.is_in_arrears,
                bill.latest_no,
                row_number() OVER (
                    PARTITION BY metered.household_id, metered.kind, metered.is_in_arrears
                    ORDER BY metered.month_no DESC
                ) AS place_in_line
            FROM metered
            JOIN bill ON bill.kind = metered.kind AND metered.month_no <= bill.latest_no
        ) billed
        GROUP BY household_id, kind
    ) counted
    GROUP BY household_id
)
SELECT
    household.household_id,
    CAST(CAST(steepest.usage_e4 AS DECIMAL(14, 0)) * 0.0001 AS DECIMAL(18, 4)) AS utility_usage,
    CAST(CAST(steepest.limit_e4 AS DECIMAL(14, 0)) * 0.0001 AS DECIMAL(18, 4)) AS utility_usage_limit,
    arrears.months AS utility_arrears_months,
    event.utility_arrears_limit_months
FROM household
LEFT JOIN steepest ON steepest.household_id = household.household_id
LEFT JOIN arrears ON arrears.household_id = household.household_id
LEFT JOIN place_event event ON event.village_code = household.village_code
WHERE steepest.household_id IS NOT NULL OR arrears.household_id IS NOT NULL
