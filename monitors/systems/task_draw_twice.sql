-- Payments for which more than one draw was entered.
-- One row per township that drew, and payment. The amount is what was drawn beyond the largest of its draws.
SELECT
    draw.township_code,
    draw.payment_no AS reference,
    max(draw.household_id) AS household_id,
    max(draw.entered_on) AS since_on,
    max(draw.drawn_fen - draw.most_drawn_fen) AS amount_fen,
    '同一发放编号支出' || max(draw.times_drawn) || '次，共'
        || CAST(CAST(max(draw.drawn_fen) * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '元。' AS says_zh,
    'Drawn ' || max(draw.times_drawn) || ' times under one number, together '
        || CAST(CAST(max(draw.drawn_fen) * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || ' yuan.' AS says_en
FROM reserve_draw draw
JOIN reserve_township place ON place.township_code = draw.township_code
WHERE draw.payment_no IS NOT NULL AND draw.times_drawn > 1
GROUP BY draw.township_code, draw.payment_no
