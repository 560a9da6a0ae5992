-- Where every episode stood before tonight: its last event of an earlier published night.
-- One row per episode; `arose_on` is the night it last came up. A night that was run again counts once, by its last published run. `present_household_id` is
-- where it belongs tonight: a person's episode goes where the person lives; a household's stays with its number as
-- long as the register knows it, and else follows its head. First in line is the episode that tonight's hit belongs
-- to; two can meet in one household or under one number: then what a visit confirmed goes on, else what is still to be
-- visited, else the older.
SELECT
    *,
    row_number() OVER (
        PARTITION BY rule_code, present_household_id, person_no
        ORDER BY
            CASE
                WHEN state = 'confirmed' THEN 0
                WHEN state IN ('snoozed', 'refuted', 'data_error', 'acted') THEN 2
                WHEN state IN ('closed', 'cleared', 'withdrawn') THEN 3
                ELSE 1
            END,
            CASE WHEN state IN ('closed', 'cleared', 'withdrawn') THEN NULL ELSE warning_id END,
            event_on DESC,
            warning_id DESC
    ) AS place_in_line
FROM (
    SELECT
        life.*,
        CASE
            WHEN life.person_no IS NOT NULL THEN coalesce(lives.household_id, life.household_id)
            ELSE coalesce(still.household_id, head.household_id, life.household_id)
        END AS present_household_id
    FROM (
        SELECT
            episode.rule_code,
            episode.person_no,
            episode.opened_on,
            event.*,
            last.arose_on,
            last.place_in_life
        FROM (
            -- Without the sentences and the evidence, which are long and of all but one event not asked for.
            SELECT
                event.warning_id,
                event.run_id,
                event.step,
                max(CASE WHEN event.change IN ('new', 'reopened') THEN event.event_on END)
                    OVER (PARTITION BY event.warning_id) AS arose_on,
                row_number() OVER (PARTITION BY event.warning_id ORDER BY event.event_on DESC, event.step DESC) AS place_in_life
            FROM warning_event event
            JOIN published_run ON published_run.run_id = event.run_id
            CROSS JOIN night
            WHERE event.event_on < night.as_of
        ) last
        JOIN warning_event event
            ON event.warning_id = last.warning_id AND event.run_id = last.run_id AND event.step = last.step
        JOIN ledger_episode episode ON episode.warning_id = last.warning_id
        WHERE last.place_in_life = 1
    ) life
    LEFT JOIN member lives ON lives.person_no = life.person_no
    LEFT JOIN household still ON still.household_id = life.household_id
    LEFT JOIN identity ON identity.person_no = life.head_person_no
    LEFT JOIN member head ON head.person_no = coalesce(identity.current_no, life.head_person_no)
) placed
