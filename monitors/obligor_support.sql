-- Support that relatives living apart owe, reckoned by the locality's formula: a share of what their household has
-- above the line, or all that it has above a free amount, divided among those they support. Where support goes by
-- agreement only what was paid counts, and nothing is reckoned (民发〔2021〕57号: income from legal obligors).
-- One row per household of which an obligor living elsewhere is known. The formula rounds down, to the fen, once.
SELECT
    household_id,
    CAST(sum(support_12m_fen) AS BIGINT) AS support_12m_fen,
    CASE
        WHEN max(CASE WHEN excess_fen > 0 THEN 1 ELSE 0 END) = 1 THEN TRUE
        WHEN max(CASE WHEN excess_fen IS NULL THEN 1 ELSE 0 END) = 0 THEN FALSE
    END AS has_able_obligor
FROM (
    SELECT
        household_id,
        excess_fen,
        CASE formula
            WHEN 'agreed' THEN 0
            WHEN 'excess_share' THEN 12 * (share_e6 * greatest(excess_fen, 0) // (1000000 * supported_count))
            WHEN 'excess_amount' THEN greatest(excess_fen, 0) // supported_count
        END AS support_12m_fen
    FROM (
        SELECT
            obligor.household_id,
            obligor.supported_count,
            place.support_formula AS formula,
            CASE WHEN obligor.children_count >= place.many_children_from
                THEN place.many_children_share_e6 ELSE place.few_children_share_e6 END AS share_e6,
            -- A year's for the free amount, otherwise a month's above the standard of the head's class.
            CASE WHEN place.support_formula = 'excess_amount'
                THEN 12 * obligor.family_monthly_income_fen - place.support_free_fen * obligor.family_size
                ELSE obligor.family_monthly_income_fen - obligor.family_size * CASE household.residence_class
                    WHEN 'urban' THEN standard.urban_line_fen WHEN 'rural' THEN standard.rural_line_fen END
            END AS excess_fen
        FROM support_obligor_known obligor
        JOIN household ON household.household_id = obligor.household_id
        LEFT JOIN place_income place ON place.village_code = household.village_code
        LEFT JOIN place standard ON standard.village_code = household.village_code
        LEFT JOIN death_believed ON death_believed.person_no = obligor.person_no
        LEFT JOIN member at_home
            ON at_home.person_no = obligor.person_no
            AND at_home.household_id = obligor.household_id
            AND at_home.is_counted
        WHERE death_believed.person_no IS NULL AND at_home.person_no IS NULL
    ) able
) reckoned
GROUP BY household_id
