-- What a standard announced late means for those who were paid by the old one, month by month.
-- One row per (household_id, month_on, announced_on) in which a subsistence allowance ran. The allowance makes up the
-- difference between line and income, so it differs by what the line differs. Who belonged to the household is
-- asked for the first of that month; who is away today and was then does not count.
SELECT
    paid.household_id,
    paid.month_on,
    paid.announced_on,
    CAST(paid.urban_count + paid.rural_count AS INTEGER) AS member_count,
    CAST(paid.urban_count * coalesce(urban.before_fen, 0) + paid.rural_count * coalesce(rural.before_fen, 0) AS BIGINT)
        AS line_before_fen,
    CAST(paid.urban_count * coalesce(urban.after_fen, 0) + paid.rural_count * coalesce(rural.after_fen, 0) AS BIGINT)
        AS line_after_fen,
    CAST(
        paid.urban_count * coalesce(urban.after_fen - urban.before_fen, 0)
        + paid.rural_count * coalesce(rural.after_fen - rural.before_fen, 0) AS BIGINT
    ) AS difference_fen
FROM (
    SELECT
        receiving.household_id,
        receiving.village_code,
        receiving.month_on,
        receiving.announced_on,
        sum(CASE WHEN coalesce(receiving.one_class, person.residence_class) = 'urban' THEN 1 ELSE 0 END) AS urban_count,
        sum(CASE WHEN coalesce(receiving.one_class, person.residence_class) = 'urban' THEN 0 ELSE 1 END) AS rural_count
    FROM (
        SELECT DISTINCT
            household.household_id,
            household.village_code,
            late.month_on,
            late.announced_on,
            CASE method.value
                WHEN 'applicant' THEN household.residence_class
                WHEN 'residence' THEN lived.value
            END AS one_class
        FROM benefit_known benefit
        JOIN household ON household.household_id = benefit.household_id
        JOIN standard_late late ON late.village_code = household.village_code
        JOIN recent_month month ON month.month_on = late.month_on
        LEFT JOIN place_value method
            ON method.village_code = household.village_code
            AND method.day = 'month_start'
            AND method.key = 'mixed_household_method'
        LEFT JOIN place_value lived
            ON lived.village_code = household.village_code
            AND lived.day = 'month_start'
            AND lived.key = 'residence_class'
        WHERE benefit.benefit = 'subsistence_allowance'
            AND benefit.started_on < month.next_month_on
            AND coalesce(benefit.ended_on, DATE '9999-12-31') >= month.month_on
    ) receiving
    JOIN household_member_known person
        ON person.household_id = receiving.household_id
        AND coalesce(person.joined_on, DATE '0001-01-01') <= receiving.month_on
        AND coalesce(person.left_on, DATE '9999-12-31') > receiving.month_on
    LEFT JOIN death_believed dead ON dead.person_no = person.person_no AND dead.died_on < receiving.month_on
    LEFT JOIN absence ON absence.person_no = person.person_no AND absence.is_away AND absence.since_on <= receiving.month_on
    LEFT JOIN listed_twice ON listed_twice.listed_no = person.person_no_as_delivered
    WHERE dead.person_no IS NULL AND absence.person_no IS NULL AND listed_twice.listed_no IS NULL
    GROUP BY receiving.household_id, receiving.village_code, receiving.month_on, receiving.announced_on
) paid
LEFT JOIN standard_late urban
    ON urban.village_code = paid.village_code
    AND urban.residence_class = 'urban'
    AND urban.month_on = paid.month_on
    AND urban.announced_on = paid.announced_on
LEFT JOIN standard_late rural
    ON rural.village_code = paid.village_code
    AND rural.residence_class = 'rural'
    AND rural.month_on = paid.month_on
    AND rural.announced_on = paid.announced_on
