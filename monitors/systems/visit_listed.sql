-- Households that are called on regularly: in the register, with somebody living there, and with a status of the
-- locality's choice or a warning on the lists.
-- One row per household; none while visits are not judged. Its duty counts from the month in which it joined: the
-- register, the status or the warning, whichever made it a listed household, and never from before visits were delivered.
SELECT
    household.household_id,
    household.township_code,
    household.village_code,
    coalesce(warned.warning_count, 0) AS warning_count,
    greatest(
        visit_start.start_on,
        coalesce(joined.joined_on, DATE '0001-01-01'),
        least(
            coalesce(status.started_on, DATE '9999-12-31'),
            coalesce(warned.begun_on, DATE '9999-12-31')
        )
    ) AS since_on
FROM household
CROSS JOIN visit_start
LEFT JOIN (
    SELECT household_id, min(coalesce(joined_on, DATE '0001-01-01')) AS joined_on
    FROM listed_member
    WHERE is_in_register
    GROUP BY household_id
) joined ON joined.household_id = household.household_id
LEFT JOIN (
    SELECT household_id, min(started_on) AS started_on
    FROM visit_status
    GROUP BY household_id
) status ON status.household_id = household.household_id
LEFT JOIN visit_warned warned ON warned.household_id = household.household_id
WHERE household.is_in_register
    AND household.member_count > 0
    AND (status.household_id IS NOT NULL OR warned.household_id IS NOT NULL)
