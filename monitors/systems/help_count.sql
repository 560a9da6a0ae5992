-- Requests for help of the calendar year so far: person-times, persons and households apart, rescue (patrols and
-- stations) apart from other help, people registered here apart from others, and the assistance paid because of them.
-- One row per (channel_group, registration), null being all of them; no row at all while no department has ever sent
-- a request. Every request stands in one cell, so person-times and payments add up; a person or household that came
-- by two ways is counted in both cells and once in their sum. What was paid is unknown where payments never came.
SELECT
    night.year_start AS year_from_on,
    cell.channel_group,
    cell.registration,
    coalesce(asked.person_times, 0) AS person_times,
    coalesce(asked.persons, 0) AS persons,
    coalesce(asked.households, 0) AS households,
    coalesce(asked.same_day, 0) AS same_day,
    coalesce(asked.still_open, 0) AS still_open,
    CASE WHEN coalesce(asked.stay_not_judged, 0) = 0 THEN coalesce(asked.over_stay, 0) END AS over_stay,
    coalesce(asked.repeat_persons, 0) AS repeat_persons,
    CASE WHEN night.is_relief_payment_delivered THEN coalesce(paid.payments, 0) END AS relief_payments,
    CASE WHEN night.is_relief_payment_delivered THEN coalesce(paid.persons, 0) END AS relief_persons,
    CASE WHEN night.is_relief_payment_delivered THEN coalesce(paid.fen, 0) END AS relief_fen,
    -- Half a fen is rounded up.
    CASE WHEN paid.persons > 0 THEN CAST((2 * paid.fen + paid.persons) // (2 * paid.persons) AS BIGINT) END
        AS relief_mean_per_person_fen,
    CASE WHEN paid.payments > 0 THEN CAST((2 * paid.fen + paid.payments) // (2 * paid.payments) AS BIGINT) END
        AS relief_mean_per_payment_fen
FROM (
    SELECT by_channel.channel_group, by_place.registration
    FROM (VALUES ('rescue'), ('help'), (CAST(NULL AS VARCHAR))) by_channel (channel_group)
    CROSS JOIN (VALUES ('local'), ('elsewhere'), ('unknown'), (CAST(NULL AS VARCHAR))) by_place (registration)
) cell
CROSS JOIN night
LEFT JOIN (
    SELECT
        channel_group,
        registration,
        count(*) AS person_times,
        count(DISTINCT person_of) AS persons,
        count(DISTINCT household_id) AS households,
        count(CASE WHEN is_same_day THEN 1 END) AS same_day,
        count(CASE WHEN is_open THEN 1 END) AS still_open,
        count(CASE WHEN is_over_stay THEN 1 END) AS over_stay,
        count(CASE WHEN stay_days IS NOT NULL AND is_over_stay IS NULL THEN 1 END) AS stay_not_judged,
        count(DISTINCT CASE WHEN request_no_in_year > 1 THEN person_of END) AS repeat_persons
    FROM help_case
    CROSS JOIN night
    WHERE received_on >= night.year_start
    GROUP BY GROUPING SETS ((channel_group, registration), (channel_group), (registration), ())
) asked
    ON asked.channel_group IS NOT DISTINCT FROM cell.channel_group
    AND asked.registration IS NOT DISTINCT FROM cell.registration
LEFT JOIN (
    SELECT
        asked.channel_group,
        asked.registration,
        count(*) AS payments,
        count(DISTINCT paid.paid_person) AS persons,
        CAST(sum(paid.amount_fen) AS BIGINT) AS fen
    FROM help_relief paid
    CROSS JOIN night
    JOIN help_case asked ON asked.request_no = paid.request_no
    WHERE paid.paid_on >= night.year_start
    GROUP BY GROUPING SETS ((asked.channel_group, asked.registration), (asked.channel_group), (asked.registration), ())
) paid
    ON paid.channel_group IS NOT DISTINCT FROM cell.channel_group
    AND paid.registration IS NOT DISTINCT FROM cell.registration
WHERE EXISTS (SELECT 1 FROM delivered WHERE delivered.extract = 'help_request')
