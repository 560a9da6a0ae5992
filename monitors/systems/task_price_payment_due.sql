-- A month whose prices start the linkage is known, and no list of payments for it has come.
-- One row per (area, month); the bureau's own matter. What it would cost is known for the month of the latest index
-- only, of which tonight's list is made.
SELECT
    price.area_code || ' ' || substr(CAST(price.month_on AS VARCHAR), 1, 7) AS reference,
    price.known_on AS since_on,
    price.pay_by_on AS due_on,
    suggested.suggested_fen AS amount_fen,
    substr(CAST(price.month_on AS VARCHAR), 1, 7) || ' 居民消费价格同比 ' || rtrim(rtrim(CAST(price.cpi_yoy AS VARCHAR), '0'), '.')
        || '%、食品 ' || rtrim(rtrim(CAST(price.food_cpi_yoy AS VARCHAR), '0'), '.')
        || '%，达到启动条件；还没有收到该月价格临时补贴的发放名单。' AS says_zh,
    'In ' || substr(CAST(price.month_on AS VARCHAR), 1, 7) || ' consumer prices rose by '
        || rtrim(rtrim(CAST(price.cpi_yoy AS VARCHAR), '0'), '.') || '%, food by '
        || rtrim(rtrim(CAST(price.food_cpi_yoy AS VARCHAR), '0'), '.')
        || '%: the linkage starts; no list of payments for that month has come.' AS says_en
FROM price_month price
LEFT JOIN (
    SELECT month_on, CAST(sum(suggested_fen) AS BIGINT) AS suggested_fen
    FROM payment
    WHERE rule_code = 'R02'
    GROUP BY month_on
) suggested ON suggested.month_on = price.month_on
WHERE price.is_started AND NOT price.is_paid
