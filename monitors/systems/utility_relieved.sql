-- Households whose status brings relief on power or water where they live, and the accounts known for them.
-- One row per (household_id, kind). Without a delivery of power or water nothing is known of accounts. Whoever receives
-- both is listed by extreme-poverty support, the more comprehensive of the two.
SELECT
    entitled.household_id,
    entitled.kind,
    entitled.status,
    household.township_code,
    household.village_code,
    account.accounts,
    coalesce(account.account_count, 0) AS account_count,
    CASE WHEN delivered.extract IS NOT NULL THEN account.account_count IS NOT NULL END AS has_account
FROM (
    SELECT
        household.household_id,
        kind.kind,
        CASE
            WHEN status.has_extreme_poverty_support AND support.value_e6 = 1000000 THEN 'extreme_poverty_support'
            WHEN status.has_subsistence_allowance AND allowance.value_e6 = 1000000 THEN 'subsistence_allowance'
        END AS status
    FROM household
    JOIN benefit_status status ON status.household_id = household.household_id
    CROSS JOIN (SELECT 'power' AS kind UNION ALL SELECT 'water') kind
    LEFT JOIN place_value support
        ON support.village_code = household.village_code AND support.day = 'as_of'
        AND support.key = 'utility_relief' AND support.population = kind.kind || '.extreme_poverty_support'
    LEFT JOIN place_value allowance
        ON allowance.village_code = household.village_code AND allowance.day = 'as_of'
        AND allowance.key = 'utility_relief' AND allowance.population = kind.kind || '.subsistence_allowance'
    WHERE household.member_count >= 1
) entitled
JOIN household ON household.household_id = entitled.household_id
LEFT JOIN (
    SELECT household_id, kind, count(*) AS account_count, string_agg('尾号' || right(account_no, 4), '、' ORDER BY account_no)
        AS accounts
    FROM (
        SELECT DISTINCT household_id, kind, account_no
        FROM utility_known
        CROSS JOIN night
        WHERE month >= night.window_from
    ) metered
    GROUP BY household_id, kind
) account ON account.household_id = entitled.household_id AND account.kind = entitled.kind
LEFT JOIN (SELECT DISTINCT extract, kind FROM coverage CROSS JOIN night WHERE known_on <= night.known_at) delivered
    ON delivered.extract = 'utility' AND delivered.kind = entitled.kind
WHERE entitled.status IS NOT NULL
