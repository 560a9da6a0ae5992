-- Every application known by the night: how far it has come, how long it has taken, and who decided.
-- One row per application. What is dated later than the night has not happened yet. Working days are those after the
-- day of acceptance, up to the decision or to the night; they are counted within `working_day_no` only, so of an
-- application accepted before its first day `working_days` is the least it can be and `due_on` the latest. The limit is
-- that of the day of acceptance, the deciding level that of the day of the decision (undecided: of the night). Without
-- a value, or without what it is held against, nothing is judged: a withdrawn application was decided by nobody.
SELECT
    counted.application_no,
    counted.township_code,
    -- A kind that bears the name of somebody in the register is a name in the wrong column.
    CASE WHEN namesake.name IS NULL THEN counted.benefit ELSE 'other' END AS benefit,
    counted.household_id,
    counted.person_no,
    counted.name,
    counted.step,
    counted.is_pending,
    counted.is_check_started,
    counted.accepted_on,
    counted.decided_on,
    counted.settled_on,
    counted.working_days,
    counted.is_counted_in_part,
    counted.check_limit_days,
    counted.limit_days,
    due.day AS due_on,
    check_due.day AS check_due_on,
    CASE WHEN counted.is_pending THEN counted.is_over_limit ELSE FALSE END AS is_overdue,
    CASE WHEN NOT counted.is_pending THEN counted.is_over_limit END AS is_decided_late,
    counted.decided_level,
    counted.level_in_force,
    CASE WHEN counted.result <> 'withdrawn' OR counted.result IS NULL
        THEN counted.decided_level = counted.level_in_force END AS is_right_level,
    counted.result
FROM (
    SELECT
        known.*,
        until.number - since.number AS working_days,
        known.accepted_on < counted_from.day AS is_counted_in_part,
        -- The least it can be says that it was too long, never that it was not.
        CASE
            WHEN until.number - since.number > decision_limit.days THEN TRUE
            WHEN known.accepted_on >= counted_from.day THEN until.number - since.number > decision_limit.days
        END AS is_over_limit,
        since.number AS since_number,
        check_limit.days AS check_limit_days,
        decision_limit.days AS limit_days,
        CASE WHEN known.is_pending OR known.decided_on IS NOT NULL THEN level.value END AS level_in_force
    FROM (
        SELECT
            happened.*,
            happened.decided_on IS NULL AND happened.paid_on IS NULL AND happened.result IS NULL AS is_pending,
            happened.check_started_on IS NOT NULL OR happened.noticed_on IS NOT NULL AS is_check_started,
            CASE
                WHEN happened.paid_on IS NOT NULL THEN 'paid'
                WHEN happened.decided_on IS NOT NULL OR happened.result IS NOT NULL THEN 'decided'
                WHEN happened.noticed_on IS NOT NULL THEN 'noticed'
                WHEN happened.check_started_on IS NOT NULL THEN 'checking'
                ELSE 'accepted'
            END AS step,
            coalesce(happened.decided_on, happened.paid_on, happened.accepted_on) AS settled_on,
            -- Settled on a day that nobody wrote down, or before it was accepted: nobody knows how long it took.
            CASE
                WHEN happened.decided_on >= happened.accepted_on THEN happened.decided_on
                WHEN happened.decided_on IS NULL AND happened.paid_on IS NULL AND happened.result IS NULL
                    THEN happened.as_of
            END AS counted_to_on
        FROM (
            SELECT
                application.application_no,
                application.township_code,
                application.benefit,
                coalesce(application.household_id, listed.household_id) AS household_id,
                application.person_no,
                listed.name,
                application.accepted_on,
                CASE WHEN application.check_started_on <= night.as_of THEN application.check_started_on END
                    AS check_started_on,
                CASE WHEN application.noticed_on <= night.as_of THEN application.noticed_on END AS noticed_on,
                CASE WHEN application.decided_on <= night.as_of THEN application.decided_on END AS decided_on,
                CASE WHEN application.paid_on <= night.as_of THEN application.paid_on END AS paid_on,
                -- Level and result were entered with the decision.
                CASE WHEN coalesce(application.decided_on, night.as_of) <= night.as_of
                    THEN application.decided_level END AS decided_level,
                CASE WHEN coalesce(application.decided_on, night.as_of) <= night.as_of
                    THEN application.result END AS result,
                night.as_of
            FROM application_known application
            CROSS JOIN night
            LEFT JOIN listed_member listed
                ON listed.person_no = application.person_no AND listed.is_in_register
            WHERE application.accepted_on <= night.as_of
        ) happened
    ) known
    CROSS JOIN (SELECT min(day) AS day FROM working_day_no) counted_from
    LEFT JOIN working_day_no since
        ON since.day = CASE WHEN known.accepted_on < counted_from.day THEN counted_from.day ELSE known.accepted_on END
    LEFT JOIN working_day_no until ON until.day = known.counted_to_on
    -- Relief of an emergency comes before any check (国发〔2014〕47号), and nobody wrote down which relief is urgent.
    LEFT JOIN (
        SELECT village_code, day, CAST(value_e6 // 1000000 AS INTEGER) AS days
        FROM place_value
        WHERE key = 'approval_days' AND population = 'check'
    ) check_limit
        ON check_limit.village_code = known.township_code || '000'
        AND check_limit.day = CAST(known.accepted_on AS VARCHAR)
        AND known.benefit <> 'temporary_assistance'
    LEFT JOIN (
        SELECT village_code, day, population, CAST(value_e6 // 1000000 AS INTEGER) AS days
        FROM place_value
        WHERE key = 'approval_days' AND population IN ('decision', 'decision.temporary_assistance')
    ) decision_limit
        ON decision_limit.village_code = known.township_code || '000'
        AND decision_limit.day = CAST(known.accepted_on AS VARCHAR)
        AND decision_limit.population = CASE WHEN known.benefit = 'temporary_assistance'
            THEN 'decision.temporary_assistance' ELSE 'decision' END
    LEFT JOIN (
        SELECT village_code, day, population, value FROM place_value WHERE key = 'approval_level'
    ) level
        ON level.village_code = known.township_code || '000'
        AND level.day = coalesce(CAST(known.decided_on AS VARCHAR), 'as_of')
        AND level.population = known.benefit
) counted
LEFT JOIN (SELECT number, min(day) AS day FROM working_day_no GROUP BY number) due
    ON due.number = counted.since_number + counted.limit_days
LEFT JOIN (SELECT number, min(day) AS day FROM working_day_no GROUP BY number) check_due
    ON check_due.number = counted.since_number + counted.check_limit_days
LEFT JOIN (SELECT DISTINCT name FROM member) namesake ON namesake.name = counted.benefit
