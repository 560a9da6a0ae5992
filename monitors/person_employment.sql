-- Who is confirmed to be without work, and whose unemployment benefit runs.
-- One row per person with an event. A start on the day of a stop is a change of employer, not a loss.
SELECT
    event.person_no,
    coalesce(
        max(CASE WHEN event.event IN ('unemployed', 'insurance_stopped') THEN event.event_on END)
        > coalesce(
            max(CASE WHEN event.event IN ('insured', 'employed') THEN event.event_on END), DATE '0001-01-01'
        ),
        FALSE
    ) AS has_zero_income_event,
    coalesce(
        max(CASE WHEN event.event = 'unemployment_benefit_started'
            AND coalesce(event.until, DATE '9999-12-31') >= night.as_of THEN event.event_on END)
        > coalesce(
            max(CASE WHEN event.event = 'unemployment_benefit_stopped' THEN event.event_on END), DATE '0001-01-01'
        ),
        FALSE
    ) AS has_unemployment_benefit,
    CAST(NULL AS DATE) AS unemployment_benefit_until_on,
    CAST(NULL AS DATE) AS unemployment_watch_to_on
FROM employment_known event
CROSS JOIN night
WHERE event.event_on <= night.as_of
GROUP BY event.person_no
