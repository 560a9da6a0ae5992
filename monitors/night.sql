-- The night: its dates, and what had been delivered by then.
-- One row. Every other monitor reads its dates from here; none asks a clock.
SELECT
    as_of,
    known_at,
    month_start,
    year_start,
    window_from,
    window_to,
    window_end,
    recent_from,
    previous_from,
    school_year_on,
    previous_school_year_on,
    (SELECT count(*) FROM income_month WHERE month >= window_from AND NOT is_delivered)
        AS undelivered_12m_count,
    (SELECT count(*) FROM income_month WHERE NOT is_delivered) AS undelivered_15m_count,
    (SELECT count(*) FROM income_month newer WHERE newer.month > (
        SELECT coalesce(max(gap.month), DATE '0001-01-01') FROM income_month gap WHERE NOT gap.is_delivered))
        AS delivered_run_months,
    is_benefit_delivered,
    is_medical_expense_delivered,
    is_education_delivered,
    is_relief_payment_delivered
FROM calendar
