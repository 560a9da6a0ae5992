-- Townships of the home area that keep no reserve ledger, or one whose balance nobody can tell: no opening was entered.
-- One row per township. Relief paid from a reserve of which there is no ledger is told beside it.
SELECT
    place.township_code,
    '备用金台账' AS reference,
    place.ledger_from_on AS since_on,
    paid.amount_fen,
    CASE
        WHEN place.has_ledger THEN '有收支，没有期初，结余算不出。'
        WHEN paid.payments > 0 THEN '没有备用金台账；从备用金发放的临时救助' || paid.payments || '笔。'
        ELSE '没有备用金台账。'
    END AS says_zh,
    CASE
        WHEN place.has_ledger THEN 'Entries without an opening: the balance cannot be told.'
        WHEN paid.payments > 0 THEN 'No ledger; relief payments from a reserve: ' || paid.payments || '.'
        ELSE 'No ledger.'
    END AS says_en
FROM reserve_township place
LEFT JOIN (
    SELECT relief.township_code, count(*) AS payments, CAST(sum(relief.amount_fen) AS BIGINT) AS amount_fen
    FROM relief_payment_known relief
    CROSS JOIN night
    WHERE relief.fund = 'reserve_fund' AND relief.paid_on <= night.as_of
    GROUP BY relief.township_code
) paid ON paid.township_code = place.township_code AND NOT place.has_ledger
WHERE place.balance_fen IS NULL
