-- Price linkage month by month: whether the prices of the last twelve index months started it, by when it was to be
-- paid, and whether a list of payments came.
-- One row per (area_code, month_on), the area being the one whose index holds. The lines are those in force in the
-- month of the index. A month stays here when the next one no longer starts the linkage: it is owed all the same.
-- A list is known by its month (发放月份, the month for which it is paid), whoever stands on it.
SELECT
    started.area_code,
    started.month_on,
    started.cpi_yoy,
    started.food_cpi_yoy,
    started.low_income_cpi_yoy,
    started.is_started,
    started.known_on,
    CASE WHEN started.is_started THEN due.pay_by_on END AS pay_by_on,
    CASE WHEN delivered.extract IS NOT NULL THEN coalesce(paid.payments, 0) END AS payments,
    CASE WHEN delivered.extract IS NOT NULL THEN coalesce(paid.paid_fen, 0) END AS paid_fen,
    coalesce(paid.payments, 0) > 0 AS is_paid
FROM (
    SELECT
        price.region AS area_code,
        price.month_on,
        price.cpi_yoy,
        price.food_cpi_yoy,
        price.low_income_cpi_yoy,
        price.known_on,
        bool_or(
            coalesce(CAST(price.cpi_yoy * 1000000 AS BIGINT) >= line.cpi_limit_e6, FALSE)
            OR coalesce(CAST(price.food_cpi_yoy * 1000000 AS BIGINT) >= line.food_limit_e6, FALSE)
        ) AS is_started,
        max(line.pay_days) AS pay_days
    FROM price_index_month price
    LEFT JOIN (
        SELECT
            village_code,
            day,
            max(CASE WHEN key = 'price_cpi' THEN value_e6 + step END) AS cpi_limit_e6,
            max(CASE WHEN key = 'price_food' THEN value_e6 + step END) AS food_limit_e6,
            max(CASE WHEN key = 'price_pay_days' THEN value_e6 // 1000000 END) AS pay_days
        FROM place_value
        WHERE key IN ('price_cpi', 'price_food', 'price_pay_days')
        GROUP BY village_code, day
    ) line ON line.village_code = price.township_code || '000' AND line.day = CAST(price.month_on AS VARCHAR)
    GROUP BY
        price.region, price.month_on, price.cpi_yoy, price.food_cpi_yoy, price.low_income_cpi_yoy, price.known_on
) started
LEFT JOIN (
    SELECT start_day.day AS known_on, days.pay_days, min(last_day.day) AS pay_by_on
    FROM (SELECT DISTINCT value_e6 // 1000000 AS pay_days FROM place_value WHERE key = 'price_pay_days') days
    CROSS JOIN working_day_no start_day
    JOIN working_day_no last_day ON last_day.number = start_day.number + days.pay_days
    GROUP BY start_day.day, days.pay_days
) due ON due.known_on = started.known_on AND due.pay_days = started.pay_days
LEFT JOIN (
    SELECT month AS month_on, count(*) AS payments, CAST(sum(amount_fen) AS BIGINT) AS paid_fen
    FROM benefit_payment_known
    WHERE benefit = 'price_subsidy'
    GROUP BY month
) paid ON paid.month_on = started.month_on
LEFT JOIN (
    SELECT extract FROM delivered WHERE extract = 'benefit_payment'
) delivered ON TRUE
