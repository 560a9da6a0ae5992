-- The offices' answers that are not in the ledger yet, brought to every warning they are about.
-- One row per warning: the newest answer that reaches it and that it has not taken before. An answer to a line's number
-- speaks of all warnings that stood on that line of that list, and always of the one whose number it bears. Where the
-- remarks call a line's ② untrue (②不属实), that one is. The sum that was decided is one sum for the household: it
-- stands with the warning for which most was suggested. What was seen before a warning came up again is noted and
-- settles nothing, unless a family in need was found.
WITH spoken AS (
    SELECT
        answer.warning_id AS answered_under,
        answer.result,
        answer.note,
        answer.relief_amount_fen,
        answer.known_from,
        answer.source_line,
        delivery.delivery_id,
        coalesce(answer.verified_on, answer.known_from) AS verified_on,
        coalesce(answer.listed_on, answer.verified_on, answer.known_from) AS listed_on
    FROM answer_known answer
    JOIN delivery ON delivery.delivery_no = answer.delivery_no
    WHERE answer.result IS NOT NULL AND answer.result <> 'not_yet_verified'
),

reached AS (
    SELECT spoken.*, listed.warning_id, listed.place
    FROM spoken
    JOIN ledger_listed listed
        ON listed.visit_warning_id = spoken.answered_under
        AND listed.listed_on <= spoken.listed_on
        AND listed.listed_until_on > spoken.listed_on
    UNION ALL
    SELECT spoken.*, spoken.answered_under, CAST(NULL AS INTEGER)
    FROM spoken
    LEFT JOIN ledger_listed listed
        ON listed.visit_warning_id = spoken.answered_under
        AND listed.warning_id = spoken.answered_under
        AND listed.listed_on <= spoken.listed_on
        AND listed.listed_until_on > spoken.listed_on
    WHERE listed.warning_id IS NULL
),

untrue AS (
    SELECT
        *,
        result IN ('confirmed_needs_relief', 'confirmed_already_helped')
            AND coalesce(regexp_matches(
                note, chr(CAST(9311 + place AS INTEGER)) || '[①-⑳、和及 ]*条?(均|都)?不属实'), FALSE) AS is_called_untrue
    FROM reached
),

taken AS (
    SELECT
        untrue.*,
        -- Where every one is called untrue the remarks contradict the answer, and the answer stands.
        CASE
            WHEN is_called_untrue
                AND NOT min(is_called_untrue) OVER (PARTITION BY untrue.answered_under, untrue.delivery_id, untrue.source_line)
                THEN 'refuted'
            ELSE untrue.result
        END AS found,
        before.suggested_fen,
        untrue.verified_on < before.arose_on AND untrue.result <> 'confirmed_needs_relief' AS is_outdated,
        row_number() OVER (
            PARTITION BY untrue.warning_id
            ORDER BY untrue.verified_on DESC, untrue.known_from DESC, untrue.answered_under DESC
        ) AS place_in_line
    FROM untrue
    JOIN ledger_before before
        ON before.warning_id = untrue.warning_id AND before.opened_on <= untrue.verified_on
    LEFT JOIN (
        SELECT DISTINCT warning_id, answer_delivery_id, answer_line
        FROM warning_event
        JOIN published_run ON published_run.run_id = warning_event.run_id
        CROSS JOIN night
        WHERE warning_event.event_on < night.as_of
    ) done
        ON done.warning_id = untrue.warning_id
        AND done.answer_delivery_id = untrue.delivery_id
        AND done.answer_line = untrue.source_line
    WHERE done.warning_id IS NULL
        AND (
            before.verified_on IS NULL
            OR untrue.verified_on >= before.verified_on
            OR untrue.answered_under = before.answered_under
        )
)

SELECT
    warning_id,
    found AS result,
    CASE WHEN is_in_need AND place_in_sum = 1 THEN relief_amount_fen END AS decided_fen,
    is_in_need AND coalesce(relief_amount_fen > 0, FALSE) AS is_helped,
    is_outdated,
    verified_on,
    answered_under,
    delivery_id AS answer_delivery_id,
    source_line AS answer_line
FROM (
    SELECT
        *,
        found IN ('confirmed_needs_relief', 'confirmed_already_helped') AS is_in_need,
        row_number() OVER (
            PARTITION BY answered_under, delivery_id, source_line,
                found IN ('confirmed_needs_relief', 'confirmed_already_helped')
            ORDER BY suggested_fen DESC NULLS LAST, place NULLS LAST, warning_id
        ) AS place_in_sum
    FROM taken
    WHERE place_in_line = 1
) counted
