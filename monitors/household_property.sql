-- What a household owns.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS BOOLEAN) AS is_over_subsistence_property,
    CAST(NULL AS BOOLEAN) AS is_over_near_dibao_property,
    CAST(NULL AS BOOLEAN) AS is_over_rigid_property,
    CAST(NULL AS BIGINT) AS financial_assets_fen,
    CAST(NULL AS BIGINT) AS financial_assets_limit_fen,
    CAST(NULL AS BIGINT) AS vehicle_value_fen,
    CAST(NULL AS BIGINT) AS vehicle_limit_fen,
    CAST(NULL AS INTEGER) AS dwelling_count,
    CAST(NULL AS INTEGER) AS dwelling_limit_count,
    CAST(NULL AS BIGINT) AS business_capital_fen,
    CAST(NULL AS BIGINT) AS business_capital_limit_fen
FROM night
WHERE FALSE
