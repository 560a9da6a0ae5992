-- The numbers of the episodes that open tonight.
-- One row per new episode. When the night is run again, an episode keeps the number it was given first; new
-- ones follow, in a fixed order, so that the same inputs give the same numbers. First come the emergencies (URGENT in
-- schemas/warning.py), which may have been numbered at noon: whether or not they were, all others count on behind them.
SELECT
    opening.rule_code,
    opening.household_id,
    opening.person_no,
    coalesce(
        given.warning_id,
        'W' || tonight_run.area_code || '-' || replace(CAST(night.as_of AS VARCHAR), '-', '') || '-'
        || lpad(CAST(
            coalesce((SELECT max(CAST(right(warning_id, 6) AS INTEGER)) FROM episode WHERE opened_on = night.as_of), 0)
            + row_number() OVER (
                PARTITION BY given.warning_id IS NULL
                ORDER BY opening.rule_code NOT IN ('N14', 'N15'), opening.rule_code, opening.village_code, opening.household_id, person.id_number
            ) AS VARCHAR), 6, '0')
    ) AS warning_id,
    given.warning_id IS NULL AS is_new_number
FROM ledger_found opening
CROSS JOIN night
CROSS JOIN tonight_run
LEFT JOIN person ON person.person_no = opening.person_no
LEFT JOIN (
    SELECT rule_code, household_id, person_no, min(warning_id) AS warning_id
    FROM ledger_episode
    CROSS JOIN night
    WHERE opened_on = night.as_of
    GROUP BY rule_code, household_id, person_no
) given
    ON given.rule_code = opening.rule_code
    AND given.household_id = opening.household_id
    AND given.person_no IS NOT DISTINCT FROM opening.person_no
WHERE opening.warning_id IS NULL
