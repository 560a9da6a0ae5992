-- Households in the register, people outside it who asked for help here, and the head of each.
-- One row per household, also where nobody is left alive: its benefits may still run. Without a 户主 among
-- the living the first of them by identity number is the head.
SELECT
    household_id,
    person_no AS head_person_no,
    name AS head_name,
    residence_class,
    residence_region AS village_code,
    substr(residence_region, 1, 9) AS township_code,
    -- Of someone outside the register perhaps only the province is known: another one is not here, ours may be.
    CASE WHEN length(hukou_region) >= 6 OR hukou_region <> substr(residence_region, 1, length(hukou_region))
        THEN substr(hukou_region, 1, 6) = substr(residence_region, 1, 6) END AS is_head_local,
    has_local_member,
    is_in_register,
    member_count,
    urban_member_count,
    rural_member_count
FROM (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY household_id
            ORDER BY
                CASE WHEN is_counted THEN 0 ELSE 1 END,
                CASE WHEN relation = 'head' THEN 0 ELSE 1 END,
                id_number
        ) AS place_in_household,
        CAST(sum(CASE WHEN is_counted THEN 1 ELSE 0 END) OVER (PARTITION BY household_id) AS INTEGER)
            AS member_count,
        -- Whoever is registered where the family lives may apply there for all (民发〔2021〕57号 art. 4).
        bool_or(is_counted AND substr(hukou_region, 1, 6) = substr(residence_region, 1, 6))
            OVER (PARTITION BY household_id) AS has_local_member,
        CAST(sum(CASE WHEN is_counted AND residence_class = 'urban' THEN 1 ELSE 0 END)
            OVER (PARTITION BY household_id) AS INTEGER) AS urban_member_count,
        CAST(sum(CASE WHEN is_counted AND residence_class = 'rural' THEN 1 ELSE 0 END)
            OVER (PARTITION BY household_id) AS INTEGER) AS rural_member_count
    FROM member
) ranked
WHERE place_in_household = 1
