-- Households to visit although nothing was found about them.
-- One row per household. Drawn on the first night of a month that is run, so many from each group of townships, simply
-- at random: the order is that of a digest over seed, month and household, so that the same night draws the same.
-- They go on until somebody answers or their time is over. `cause` is the day of the draw.
WITH drawn_before AS (
    SELECT
        before.state,
        before.present_household_id,
        -- Of any other episode the cause is no day.
        CAST(CASE WHEN before.rule_code = silent_draw.rule_code THEN before.cause END AS DATE) AS drawn_on
    FROM ledger_before before
    CROSS JOIN silent_draw
    WHERE before.rule_code = silent_draw.rule_code
)
SELECT
    silent_draw.rule_code,
    silent_draw.rule_id,
    silent_draw.rule_version,
    sample.household_id,
    CAST(NULL AS INTEGER) AS person_no,
    silent_draw.severity,
    CAST(sample.drawn_on AS VARCHAR) AS cause,
    '{"drawn_on":"' || CAST(sample.drawn_on AS VARCHAR) || '"}' AS evidence,
    silent_draw.reason_zh,
    silent_draw.reason_en
FROM (
    SELECT household.household_id, max(before.drawn_on) AS drawn_on
    FROM drawn_before before
    CROSS JOIN silent_draw
    JOIN household ON household.household_id = before.present_household_id AND household.member_count >= 1
    WHERE before.state IN ('open', 'dispatched', 'visited', 'snoozed')
        AND before.drawn_on > silent_draw.visit_since_on
    GROUP BY household.household_id
    UNION ALL
    SELECT household_id, as_of
    FROM (
        SELECT
            silent.household_id,
            silent_draw.as_of,
            silent_draw.per_group,
            row_number() OVER (
                PARTITION BY silent.township_group
                ORDER BY md5(silent_draw.seed || silent_draw.month || silent.household_id), silent.household_id
            ) AS place
        FROM silent_household silent
        CROSS JOIN silent_draw
        WHERE silent_draw.is_first_of_month
            AND NOT EXISTS (
                SELECT 1 FROM drawn_before before
                WHERE before.present_household_id = silent.household_id
                    AND before.drawn_on >= silent_draw.rest_since_on
            )
    ) shuffled
    WHERE place <= per_group
) sample
CROSS JOIN silent_draw
