-- What the members of a household own, and which programmes' limits that breaks.
-- One row per household that owns anything. What is worth nobody knows how much breaks nothing; where no limit is in
-- force nothing is broken. A home or firm in several members' names is one; two members' money in one bank is not.
-- A dwelling more than allowed is let pass where the locality measures space and the family has little of it.
WITH asset AS (
    SELECT
        member.household_id,
        property.kind,
        max(CASE WHEN property.kind = 'deposit' THEN member.person_no END) AS holder_no,
        property.asset_no,
        max(property.value_fen) AS value_fen,
        max(property.area_m2) AS area_m2
    FROM property_known property
    CROSS JOIN night
    JOIN member ON member.person_no = property.person_no AND member.is_counted
    JOIN household ON household.household_id = member.household_id
    LEFT JOIN (
        SELECT village_code, 'vehicle' AS kind
        FROM place_value
        WHERE day = 'as_of' AND key = 'disabled_vehicle_exempt' AND value_e6 > 0
    ) exempt ON exempt.village_code = household.village_code AND exempt.kind = property.kind
    LEFT JOIN person_disability disability ON disability.person_no = property.person_no
    -- A car that takes a disabled person about is no wealth.
    WHERE exempt.village_code IS NULL OR disability.person_no IS NULL
    GROUP BY
        member.household_id, property.kind, property.asset_no,
        CASE WHEN property.kind = 'deposit' THEN member.person_no END
),
owned AS (
    SELECT
        household_id,
        CAST(sum(CASE WHEN kind = 'deposit' THEN value_fen END) AS BIGINT) AS money_fen,
        max(CASE WHEN kind = 'vehicle' THEN value_fen END) AS vehicle_fen,
        CAST(sum(CASE WHEN kind = 'housing' THEN 1 END) AS INTEGER) AS dwelling_count,
        CAST(sum(CASE WHEN kind = 'housing' THEN area_m2 * 1000000 ELSE 0 END) AS BIGINT) AS area_e6,
        max(CASE WHEN kind = 'business' THEN value_fen END) AS capital_fen
    FROM asset
    GROUP BY household_id
),
held AS (
    SELECT
        owned.*,
        place.programme,
        (place.money_multiple_e6 * standard.standard_fen_per_month * household.member_count + place.money_carry)
            // 1000000 AS money_limit_fen,
        (place.vehicle_multiple_e6 * standard.standard_fen_per_month + place.vehicle_carry) // 1000000
            AS vehicle_limit_fen,
        -- A family with little space may have one more.
        place.dwelling_limit_count + CASE
            WHEN area_e6 < place.area_per_head_e6 * household.member_count + place.area_step THEN 1
            ELSE 0
        END AS dwelling_limit_count,
        place.business_capital_limit_fen AS capital_limit_fen
    FROM owned
    JOIN household ON household.household_id = owned.household_id
    JOIN household_limit standard ON standard.household_id = owned.household_id
    LEFT JOIN place_property place ON place.village_code = household.village_code
),
judged AS (
    SELECT
        held.*,
        coalesce(money_fen >= money_limit_fen, FALSE)
            OR coalesce(vehicle_fen >= vehicle_limit_fen, FALSE)
            OR coalesce(capital_fen >= capital_limit_fen, FALSE)
            OR coalesce(dwelling_count >= dwelling_limit_count, FALSE) AS is_over
    FROM held
)
SELECT
    household_id,
    bool_or(programme = 'subsistence_allowance' AND is_over) AS is_over_subsistence_property,
    bool_or(programme = 'near_dibao' AND is_over) AS is_over_near_dibao_property,
    bool_or(programme = 'rigid_expenditure' AND is_over) AS is_over_rigid_property,
    max(money_fen) AS financial_assets_fen,
    max(CASE WHEN programme = 'subsistence_allowance' THEN money_limit_fen END) AS financial_assets_limit_fen,
    max(vehicle_fen) AS vehicle_value_fen,
    max(CASE WHEN programme = 'subsistence_allowance' THEN vehicle_limit_fen END) AS vehicle_limit_fen,
    max(dwelling_count) AS dwelling_count,
    max(CASE WHEN programme = 'subsistence_allowance' THEN dwelling_limit_count END) AS dwelling_limit_count,
    max(capital_fen) AS business_capital_fen,
    max(CASE WHEN programme = 'subsistence_allowance' THEN capital_limit_fen END) AS business_capital_limit_fen
FROM judged
GROUP BY household_id
