"""The amount of temporary assistance for whomever tonight's rules found in need of it."""

import duckdb

from rules import relief_words


def suggest_amounts(con: duckdb.DuckDBPyConnection) -> None:
    """Write into `found`, wherever a rule named a cause: the amount, its steps, who approves, and its sentence.

    Tells `relief_case` for whom amounts are wanted, and reads them off `relief`. Where the locality's scheme gives no
    amount the row stays as it was: nothing is guessed.
    """
    if not con.execute("SELECT count(*) FROM found WHERE relief_cause IS NOT NULL").fetchall()[0][0]:
        return
    # A payment is for whom the confirmed need was: one person, or the whole household.
    if con.execute("SELECT count(*) FROM found WHERE gives = 'payment'").fetchall()[0][0]:
        con.execute(
            """UPDATE found SET person_no = confirmed_need.person_no FROM confirmed_need
            WHERE gives = 'payment' AND found.household_id = confirmed_need.household_id
                AND found.relief_cause = confirmed_need.confirmed_cause"""
        )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE relief_case AS
        SELECT DISTINCT household_id, person_no, relief_cause AS cause FROM found WHERE relief_cause IS NOT NULL"""
    )
    # Each step in a table of its own: a planner that sees the arithmetic and its words as one expression multiplies them out.
    con.execute(
        """CREATE OR REPLACE TEMP TABLE relief_made AS
        SELECT relief.*, asked.wants_small_fast,
            coalesce(asked.wants_small_fast AND relief.small_fast_fen IS NOT NULL, FALSE) AS is_small_fast
        FROM relief
        JOIN (
            SELECT DISTINCT household_id, person_no, relief_cause, is_small_fast AS wants_small_fast
            FROM found WHERE relief_cause IS NOT NULL
        ) asked
            ON asked.household_id = relief.household_id
            AND asked.person_no IS NOT DISTINCT FROM relief.person_no
            AND asked.relief_cause = relief.cause"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE relief_written AS
        SELECT relief.*, {relief_words.written()} FROM relief_made relief WHERE relief.amount_fen IS NOT NULL"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE found AS
        SELECT found.* REPLACE (
            CASE WHEN relief_cause IS NULL THEN suggested_fen ELSE {relief_words.AMOUNT} END AS suggested_fen,
            CASE WHEN relief_cause IS NULL THEN relief_multiple ELSE {relief_words.MULTIPLE} END AS relief_multiple,
            coalesce(relief.basis, relief_basis) AS relief_basis,
            coalesce(relief.standard_fen, standard_fen_per_month) AS standard_fen_per_month,
            coalesce(relief.standard_from, standard_valid_from) AS standard_valid_from,
            {relief_words.IS_SMALL_FAST} AS is_small_fast,
            {relief_words.LEVEL} AS approval_level,
            {relief_words.steps()} AS amount_steps,
            left(evidence, length(evidence) - 1) || {relief_words.evidence()} || '}}' AS evidence,
            reason_zh || {relief_words.sentence("zh")} AS reason_zh,
            concat_ws(' ', trim(reason_en), nullif({relief_words.sentence("en")}, '')) AS reason_en
        )
        FROM found
        LEFT JOIN relief_written relief
            ON relief.household_id = found.household_id
            AND relief.person_no IS NOT DISTINCT FROM found.person_no
            AND relief.cause = found.relief_cause
            AND relief.wants_small_fast IS NOT DISTINCT FROM found.is_small_fast"""
    )
