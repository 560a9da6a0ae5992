-- 离低保线不到一成的未保家庭
-- Households less than a tenth above the subsistence line, not on it
SELECT household_key, village_code, member_count, income_12m_cny, subsistence_limit_12m_cny,
    income_12m_cny - subsistence_limit_12m_cny AS above_cny
FROM household_month
WHERE NOT has_subsistence_allowance AND NOT has_extreme_poverty_support
    AND income_12m_cny >= subsistence_limit_12m_cny
    AND income_12m_cny < subsistence_limit_12m_cny * 1.1
ORDER BY above_cny, household_key;
