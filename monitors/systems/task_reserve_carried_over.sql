-- Opening balances of a new year that differ from what the books carry over.
-- One row per opening.
SELECT
    opening.township_code,
    opening.entry_no AS reference,
    opening.entered_on AS since_on,
    abs(opening.difference_fen) AS amount_fen,
    '期初' || CAST(CAST(opening.opening_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '元，按上年收支应为'
        || CAST(CAST(opening.carried_over_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '元。' AS says_zh,
    'Opening ' || CAST(CAST(opening.opening_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || ' yuan; by the books '
        || CAST(CAST(opening.carried_over_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || ' were carried over.' AS says_en
FROM reserve_opening opening
JOIN reserve_township place ON place.township_code = opening.township_code
WHERE opening.difference_fen <> 0
