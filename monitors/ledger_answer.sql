-- The offices' answers that are not in the ledger yet, brought to every warning they are about.
-- One row per warning: the newest answer that reaches it. An answer to a line's number speaks of all warnings that
-- stood on that line of that list, and always of the one whose number it bears. Where the remarks call a line's ② untrue (②不属实), that one is. The sum that was decided is one
-- sum for the household: it stands with the warning for which most was suggested.
SELECT
    warning_id,
    result,
    CASE WHEN result IN ('confirmed_needs_relief', 'confirmed_already_helped') AND place_in_sum = 1
        THEN decided_fen END AS decided_fen,
    coalesce(decided_fen > 0, FALSE) AND result IN ('confirmed_needs_relief', 'confirmed_already_helped') AS is_helped,
    verified_on,
    answered_under,
    answer_delivery_id,
    answer_line
FROM (
    SELECT
        reached.*,
        row_number() OVER (
            PARTITION BY answered_under, result IN ('confirmed_needs_relief', 'confirmed_already_helped')
            ORDER BY suggested_fen DESC NULLS LAST, place, warning_id
        ) AS place_in_sum
    FROM (
        SELECT
            before.warning_id,
            before.suggested_fen,
            listed.place,
            CASE WHEN answer.result IN ('confirmed_needs_relief', 'confirmed_already_helped')
                AND regexp_matches(answer.note, chr(CAST(9311 + listed.place AS INTEGER)) || '[①-⑳、，,和及 ]*条?(均|都)?不属实')
                THEN 'refuted' ELSE answer.result END AS result,
            answer.relief_amount_fen AS decided_fen,
            coalesce(answer.verified_on, answer.known_from) AS verified_on,
            answer.warning_id AS answered_under,
            delivery.delivery_id AS answer_delivery_id,
            answer.source_line AS answer_line,
            row_number() OVER (
                PARTITION BY before.warning_id
                ORDER BY coalesce(answer.verified_on, answer.known_from) DESC, answer.known_from DESC, answer.warning_id DESC
            ) AS place_in_line
        FROM answer_known answer
        JOIN delivery ON delivery.delivery_no = answer.delivery_no
        CROSS JOIN night
        JOIN ledger_before before ON before.opened_on <= coalesce(answer.verified_on, answer.known_from)
        LEFT JOIN ledger_listed listed
            ON listed.warning_id = before.warning_id
            AND listed.listed_on <= coalesce(answer.listed_on, answer.verified_on, answer.known_from)
            AND listed.listed_until_on > coalesce(answer.listed_on, answer.verified_on, answer.known_from)
        WHERE answer.result IS NOT NULL
            AND answer.result <> 'not_yet_verified'
            AND (before.warning_id = answer.warning_id OR listed.visit_warning_id = answer.warning_id)
    ) reached
    WHERE place_in_line = 1
) counted
