-- Reserves of which more was spent than was there: an entry is missing or wrong.
-- One row per township.
SELECT
    township_code,
    '备用金台账' AS reference,
    last_entry_on AS since_on,
    -balance_fen AS amount_fen,
    '支出比期初加拨入多' || CAST(CAST(-balance_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '元。' AS says_zh,
    'More was spent than opening and top-ups: by ' || CAST(CAST(-balance_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR)
        || ' yuan.' AS says_en
FROM reserve_township
WHERE balance_fen < 0
