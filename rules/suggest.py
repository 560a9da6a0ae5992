"""The amount of temporary assistance for whomever tonight's rules found in need of it."""

from rules import relief_words
from schemas.engine import Engine


def suggest_amounts(con: Engine) -> None:
    """Write into `found`, wherever a rule named a cause: the amount, its steps, who approves, and its sentence.

    Tells `relief_case` for whom amounts are wanted, and reads them off `relief`. Where the locality's scheme gives no
    amount the row stays as it was: nothing is guessed.
    """
    if not con.execute("SELECT count(*) FROM found WHERE relief_cause IS NOT NULL").fetchall()[0][0]:
        return
    # A payment is for whom the confirmed need was: one person, or the whole household.
    if con.execute("SELECT count(*) FROM found WHERE gives = 'payment'").fetchall()[0][0]:
        whose = """CASE WHEN confirmed_need.household_id IS NULL THEN found.person_no ELSE confirmed_need.person_no END"""
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE found AS
            SELECT {_replacing(con, person_no=whose)}
            FROM found
            LEFT JOIN confirmed_need
                ON found.gives = 'payment'
                AND confirmed_need.household_id = found.household_id
                AND confirmed_need.confirmed_cause = found.relief_cause"""
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
    replaced = _replacing(
        con,
        suggested_fen=f"CASE WHEN relief_cause IS NULL THEN suggested_fen ELSE {relief_words.AMOUNT} END",
        relief_multiple=f"CASE WHEN relief_cause IS NULL THEN relief_multiple ELSE {relief_words.MULTIPLE} END",
        relief_basis="coalesce(relief.basis, relief_basis)",
        standard_fen_per_month="coalesce(relief.standard_fen, standard_fen_per_month)",
        standard_valid_from="coalesce(relief.standard_from, standard_valid_from)",
        is_small_fast=relief_words.IS_SMALL_FAST,
        approval_level=relief_words.LEVEL,
        amount_steps=relief_words.steps(),
        evidence=f"left(evidence, length(evidence) - 1) || {relief_words.evidence()} || '}}'",
        reason_zh=f"reason_zh || {relief_words.sentence('zh')}",
        reason_en=f"concat_ws(' ', trim(reason_en), nullif({relief_words.sentence('en')}, ''))",
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE found AS
        SELECT {replaced}
        FROM found
        LEFT JOIN relief_written relief
            ON relief.household_id = found.household_id
            AND relief.person_no IS NOT DISTINCT FROM found.person_no
            AND relief.cause = found.relief_cause
            AND relief.wants_small_fast IS NOT DISTINCT FROM found.is_small_fast"""
    )


def _replacing(con: Engine, **replaced: str) -> str:
    """The columns of `found`, some of them made anew."""
    names = [row[0] for row in con.execute("DESCRIBE found").fetchall()]
    return ", ".join(f"{replaced[name]} AS {name}" if name in replaced else f"found.{name}" for name in names)
