-- Draws above what was delegated to townships on the day of the draw (国发〔2014〕47号: small sums may be theirs).
-- One row per draw.
SELECT
    draw.township_code,
    draw.entry_no AS reference,
    draw.household_id,
    draw.entered_on AS since_on,
    draw.amount_fen,
    CAST(draw.entered_on AS VARCHAR) || '支出' || CAST(CAST(draw.amount_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR)
        || '元；当日低保标准' || CAST(CAST(draw.standard_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR)
        || '元，乡镇最多可批' || CAST(CAST((draw.over_from_fen - 1) * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '元。' AS says_zh,
    CAST(draw.entered_on AS VARCHAR) || ': ' || CAST(CAST(draw.amount_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR)
        || ' yuan; standard of the day ' || CAST(CAST(draw.standard_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR)
        || ', the township may grant ' || CAST(CAST((draw.over_from_fen - 1) * 0.01 AS DECIMAL(18, 2)) AS VARCHAR)
        || '.' AS says_en
FROM reserve_draw draw
JOIN reserve_township place ON place.township_code = draw.township_code
WHERE draw.is_over_limit
