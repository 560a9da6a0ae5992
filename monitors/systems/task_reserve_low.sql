-- Reserves below the line that calls for a top-up, and not below zero: that is a matter of its own.
-- One row per township. Below is strict: at the line it is enough.
SELECT
    township_code,
    '备用金台账' AS reference,
    last_entry_on AS since_on,
    low_line_fen - balance_fen AS amount_fen,
    '结余' || CAST(CAST(balance_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '元，低于'
        || CAST(CAST(low_line_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '元。' AS says_zh,
    'Balance ' || CAST(CAST(balance_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || ' yuan, below '
        || CAST(CAST(low_line_fen * 0.01 AS DECIMAL(18, 2)) AS VARCHAR) || '.' AS says_en
FROM reserve_township
WHERE is_low AND balance_fen >= 0
