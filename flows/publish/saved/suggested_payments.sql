-- 建议发放，按规则、类别、审批层级和月份；不据此付款
-- Suggested payments by rule, category, level and month; nothing is paid by them
SELECT rule_code, category, coalesce(approval_level, '') AS approval_level, month_on, count(*) AS payment_count,
    sum(suggested_cny) AS suggested_cny
FROM suggested_payment
GROUP BY ALL ORDER BY ALL;
