-- Who is confirmed to be without work, and whose unemployment benefit runs until when.
-- One row per person with an event. A start on the day of a stop is a change of employer, not a loss. Of an extended
-- benefit the last day named holds.
SELECT
    person_no,
    coalesce(
        max(CASE WHEN event IN ('unemployed', 'insurance_stopped') THEN event_on END)
        > coalesce(max(CASE WHEN event IN ('insured', 'employed') THEN event_on END), DATE '0001-01-01'),
        FALSE
    ) AS has_zero_income_event,
    bool_or(is_running_benefit) AS has_unemployment_benefit,
    max(CASE WHEN is_running_benefit THEN until END) AS unemployment_benefit_until_on
FROM (
    SELECT
        event.person_no,
        event.event,
        event.event_on,
        event.until,
        event.event = 'unemployment_benefit_started'
            AND coalesce(event.until, DATE '9999-12-31') >= night.as_of
            AND event.event_on > coalesce(
                max(CASE WHEN event.event = 'unemployment_benefit_stopped' THEN event.event_on END)
                    OVER (PARTITION BY event.person_no),
                DATE '0001-01-01'
            ) AS is_running_benefit
    FROM employment_known event
    CROSS JOIN night
    WHERE event.event_on <= night.as_of
) told
GROUP BY person_no
