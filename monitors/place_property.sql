-- What may be owned: the values in force, each programme's side by side.
-- One row per (village, programme) for which any is in force. Multiples are of the monthly standard.
SELECT *
FROM place_alike
JOIN (
    SELECT
        like_code,
        population AS programme,
        max(CASE WHEN key = 'financial_assets_multiple' THEN value_e6 END) AS money_multiple_e6,
        max(CASE WHEN key = 'financial_assets_multiple' THEN 999999 + step END) AS money_carry,
        max(CASE WHEN key = 'vehicle_multiple' THEN value_e6 END) AS vehicle_multiple_e6,
        max(CASE WHEN key = 'vehicle_multiple' THEN 999999 + step END) AS vehicle_carry,
        max(CASE WHEN key = 'dwelling_count' THEN CAST(value_e6 // 1000000 + step AS INTEGER) END) AS dwelling_limit_count,
        max(CASE WHEN key = 'dwelling_area' THEN value_e6 END) AS area_per_head_e6,
        max(CASE WHEN key = 'dwelling_area' THEN step END) AS area_step,
        max(CASE WHEN key = 'business_capital' THEN value_e6 // 10000 + step END) AS business_capital_limit_fen
    FROM alike_value
    WHERE day = 'as_of'
        AND key IN (
            'financial_assets_multiple', 'vehicle_multiple', 'dwelling_count', 'dwelling_area', 'business_capital'
        )
    GROUP BY like_code, population
) made USING (like_code)
