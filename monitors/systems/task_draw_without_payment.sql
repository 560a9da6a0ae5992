-- Draws that are no relief payment we know: without a number, or with one whose payment is not there or is another.
-- One row per draw. What was drawn in the last days is left: the payment may be on its way.
SELECT
    draw.township_code,
    draw.entry_no AS reference,
    draw.household_id,
    draw.entered_on AS since_on,
    CAST(draw.entered_on + INTERVAL '1' DAY * place.match_days AS DATE) AS due_on,
    draw.amount_fen,
    CASE draw.fault
        WHEN 'no_number' THEN '支出没有写发放编号。'
        WHEN 'no_payment' THEN '发放编号' || draw.payment_no || '没有发放记录。'
        WHEN 'other_fund' THEN '发放编号' || draw.payment_no || '不是从备用金发放的。'
        WHEN 'other_township' THEN '发放编号' || draw.payment_no || '是其他乡镇发放的。'
        ELSE '发放编号' || draw.payment_no || '发放'
            || CAST(CAST(draw.paid_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '元，支出'
            || CAST(CAST(draw.amount_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '元。'
    END AS says_zh,
    CASE draw.fault
        WHEN 'no_number' THEN 'The draw names no payment.'
        WHEN 'no_payment' THEN 'No payment under number ' || draw.payment_no || '.'
        WHEN 'other_fund' THEN 'Payment ' || draw.payment_no || ' was not made from a reserve.'
        WHEN 'other_township' THEN 'Payment ' || draw.payment_no || ' is another township''s.'
        ELSE 'Payment ' || draw.payment_no || ' is '
            || CAST(CAST(draw.paid_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || ' yuan, the draw '
            || CAST(CAST(draw.amount_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '.'
    END AS says_en
FROM reserve_draw draw
JOIN reserve_township place ON place.township_code = draw.township_code
WHERE draw.fault IS NOT NULL AND draw.entered_on < place.draws_until
