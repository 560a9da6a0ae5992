-- What townships spent from their reserves since New Year's Day of last year: older books are closed.
-- One row per draw. What may be spent on the spot is so many times the subsistence-allowance standard by the values of
-- the day of the draw, urban or rural as the household helped is; `over_from_fen` is the least amount beyond it, null
-- where nobody has set it. `fault` is why the draw is not the payment it names: no_number, no_payment, other_fund,
-- other_township or other_amount (of a payment drawn once; one drawn twice is told as that).
SELECT
    *,
    amount_fen >= over_from_fen AS is_over_limit,
    CASE
        WHEN payment_no IS NULL THEN 'no_number'
        WHEN paid_fen IS NULL THEN 'no_payment'
        WHEN paid_fund <> 'reserve_fund' THEN 'other_fund'
        WHEN paid_township_code <> township_code THEN 'other_township'
        WHEN paid_fen <> amount_fen AND times_drawn = 1 THEN 'other_amount'
    END AS fault
FROM (
    SELECT
        draw.entry_no,
        draw.township_code,
        draw.entered_on,
        draw.amount_fen,
        draw.payment_no,
        draw.times_drawn,
        draw.drawn_fen,
        draw.most_drawn_fen,
        paid.amount_fen AS paid_fen,
        paid.fund AS paid_fund,
        paid.township_code AS paid_township_code,
        household.household_id,
        approval.multiple_e6,
        CASE coalesce(household.residence_class, approval.residence_class)
            WHEN 'urban' THEN approval.urban_standard_fen
            WHEN 'rural' THEN approval.rural_standard_fen
        END AS standard_fen,
        (approval.multiple_e6 * CASE coalesce(household.residence_class, approval.residence_class)
            WHEN 'urban' THEN approval.urban_standard_fen
            WHEN 'rural' THEN approval.rural_standard_fen
        END + approval.carry) // 1000000 AS over_from_fen
    FROM (
        SELECT
            fund.*,
            count(*) OVER (PARTITION BY fund.payment_no) AS times_drawn,
            CAST(sum(fund.amount_fen) OVER (PARTITION BY fund.payment_no) AS BIGINT) AS drawn_fen,
            max(fund.amount_fen) OVER (PARTITION BY fund.payment_no) AS most_drawn_fen,
            max(fund.entered_on) OVER (PARTITION BY fund.payment_no) AS last_drawn_on,
            night.year_start
        FROM reserve_fund_known fund
        CROSS JOIN night
        WHERE fund.kind = 'spent' AND fund.entered_on <= night.as_of
    ) draw
    LEFT JOIN relief_payment_known paid ON paid.payment_no = draw.payment_no
    LEFT JOIN member ON member.person_no = paid.person_no
    LEFT JOIN household ON household.household_id = coalesce(member.household_id, paid.household_id)
    LEFT JOIN (
        SELECT
            village_code,
            day,
            max(CASE WHEN key = 'township_approval_multiple' THEN value_e6 END) AS multiple_e6,
            max(CASE WHEN key = 'township_approval_multiple' THEN 999999 + step END) AS carry,
            max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'urban' THEN value_e6 // 10000 END)
                AS urban_standard_fen,
            max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'rural' THEN value_e6 // 10000 END)
                AS rural_standard_fen,
            max(CASE WHEN key = 'residence_class' THEN value END) AS residence_class
        FROM place_value
        GROUP BY village_code, day
    ) approval
        ON approval.village_code = draw.township_code || '000'
        AND approval.day = CAST(draw.entered_on AS VARCHAR)
    WHERE CASE WHEN draw.payment_no IS NULL THEN draw.entered_on ELSE draw.last_drawn_on END
        >= draw.year_start - INTERVAL '1' YEAR
) held
