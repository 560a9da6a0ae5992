"""What a returned row answers, and why some are refused: the rows of one day's set, held against the ledger.

What is not answered yet is no fault and no fact. What completes an earlier answer is taken; what contradicts one is
taken only when the household was asked again since, or when a person says that it supersedes.
"""

from collections.abc import Sequence
from datetime import date

import duckdb

from flows.ingest.staged import Staged
from schemas import checks, masks
from schemas.office import NOT_YET_VERIFIED
from schemas.warehouse import FOREVER

_NOTHING = """result IS NULL AND note IS NULL AND relief_amount_fen IS NULL AND verified_by IS NULL
    AND verified_on IS NULL"""
_CONTENT = "result, note, relief_amount_fen, verified_by, verified_on"
_NOT_YET = checks.text(NOT_YET_VERIFIED)


def _asked_again(now: str) -> str:
    """Whether a row answers a later list than the one that `before` answered: another visit, with its own findings."""
    return f"coalesce({now}.listed_on >= before.known_from AND {now}.verified_on > before.verified_on, FALSE)"


def remember(con: duckdb.DuckDBPyConnection, in_force: str = f"known_to = DATE '{FOREVER}'") -> None:
    """Leave `answered_before`: the answers already known, one per warning."""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE answered_before AS SELECT * EXCLUDE (delivery_no, source_line, known_to) "
        f"FROM answer WHERE {in_force}"
    )


def check(con: duckdb.DuckDBPyConnection, files: Sequence[Staged], *, day: date, supersedes: bool) -> None:
    """Take rows without an answer out of `staged_rows`, and name what is wrong with the others.

    Reads `returned_row` and `answered_before`. Rows taken out are counted as skipped. Of what an
    officer wrote, a number that may be a person's is covered: whom it is about the warning says.
    """
    con.execute(
        """UPDATE staged_rows SET listed_on = coalesce(staged_rows.listed_on, returned.listed_on) FROM returned_row returned
        WHERE returned.delivery_no = staged_rows.delivery_no AND returned.line = staged_rows.line"""
    )
    con.execute(
        f"""UPDATE staged_rows SET note = {masks.free_text("note")}, verified_by = {masks.free_text("verified_by")}
        WHERE note IS NOT NULL OR verified_by IS NOT NULL"""
    )
    _skip(con, files, f"(faults IS NULL OR faults = 'warning_id:E-MISSING') AND {_NOTHING}")
    _refuse(con, day, supersedes)
    _skip(
        con,
        files,
        f"""faults IS NULL AND result = {_NOT_YET} AND warning_id IN (
            SELECT warning_id FROM staged WHERE faults IS NULL AND result <> {_NOT_YET}
            UNION ALL SELECT warning_id FROM answered_before WHERE result <> {_NOT_YET})""",
    )
    # Two files of one day: the fuller one, else the later visit, speaks for both.
    _skip(
        con,
        files,
        f"""faults IS NULL AND EXISTS (
            SELECT 1 FROM staged fuller
            WHERE fuller.faults IS NULL AND fuller.delivery_no <> staged_rows.delivery_no
                AND fuller.warning_id = staged_rows.warning_id AND fuller.result = staged_rows.result
                AND (staged_rows.relief_amount_fen IS NULL OR staged_rows.relief_amount_fen = fuller.relief_amount_fen)
                AND (fuller.relief_amount_fen IS NOT NULL, fuller.verified_on, fuller.delivery_no)
                    > (staged_rows.relief_amount_fen IS NOT NULL, staged_rows.verified_on, staged_rows.delivery_no)
                AND ({_each("fuller")}) IS DISTINCT FROM ({_each("staged_rows")}))""",
    )


def _each(table: str) -> str:
    return ", ".join(f"{table}.{name.strip()}" for name in _CONTENT.split(","))


def _skip(con: duckdb.DuckDBPyConnection, files: Sequence[Staged], condition: str) -> None:
    taken_out = con.execute(f"DELETE FROM staged_rows WHERE {condition} RETURNING delivery_no").fetchall()
    for file in files:
        found = sum(1 for (number,) in taken_out if number == file.delivery_no)
        file.skipped += found
        file.unanswered += found


def _refuse(con: duckdb.DuckDBPyConnection, day: date, supersedes: bool) -> None:
    """Which row it is can be judged of every row; what it answers only where its cells can be read."""
    contradicts = f"""before.result <> {_NOT_YET} AND staged.result <> {_NOT_YET}
        AND NOT {_asked_again("staged")}
        AND {"FALSE" if supersedes else "TRUE"}"""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE answer_fault AS
        SELECT staged.delivery_no, staged.line, CASE
            WHEN staged.warning_id IS NULL THEN NULL
            WHEN episode.warning_id IS NULL AND staged.warning_id IN (SELECT warning_id FROM urgent_listed)
                THEN 'warning_id:E-ANSWER-URGENT'
            WHEN episode.warning_id IS NULL THEN 'warning_id:E-ANSWER-UNKNOWN'
            WHEN NOT list_contains(place.townships, returned.township_code) THEN 'warning_id:E-ANSWER-TOWNSHIP'
            WHEN returned.is_changed THEN ':E-ANSWER-CHANGED'
            WHEN staged.faults IS NOT NULL THEN NULL
            ELSE concat_ws(' ',
                CASE WHEN staged.result IS NULL THEN 'result:E-ANSWER-EMPTY' END,
                CASE WHEN staged.result <> {_NOT_YET} AND staged.verified_on IS NULL
                    THEN 'verified_on:E-ANSWER-NO-DATE' END,
                CASE WHEN staged.verified_on < episode.opened_on THEN 'verified_on:E-ANSWER-EARLY' END,
                CASE WHEN staged.relief_amount_fen > 0 AND NOT starts_with(staged.result, 'confirmed')
                    THEN 'relief_amount:E-ANSWER-AMOUNT' END,
                CASE WHEN {contradicts} AND staged.result <> before.result THEN 'result:E-ANSWER-BEFORE'
                    WHEN {contradicts} AND staged.relief_amount_fen <> before.relief_amount_fen
                    THEN 'relief_amount:E-ANSWER-BEFORE' END)
            END AS found
        FROM staged
        LEFT JOIN returned_row returned ON returned.delivery_no = staged.delivery_no AND returned.line = staged.line
        LEFT JOIN (
            SELECT warning_id, min(opened_on) AS opened_on FROM episode
            WHERE opened_on <= DATE '{day}' AND warning_id IN (
                SELECT warning_id FROM warning_event JOIN published_run USING (run_id))
            GROUP BY warning_id
        ) episode ON episode.warning_id = staged.warning_id
        LEFT JOIN (
            SELECT warning_id, list(DISTINCT township_code) AS townships
            FROM (SELECT warning_id, township_code FROM listed_row
                UNION ALL SELECT warning_id, township_code FROM warning_event WHERE township_code IS NOT NULL)
            GROUP BY warning_id
        ) place ON place.warning_id = staged.warning_id
        LEFT JOIN answered_before before ON before.warning_id = staged.warning_id"""
    )
    con.execute(
        """UPDATE staged_rows SET faults = concat_ws(' ', staged_rows.faults, answer_fault.found) FROM answer_fault
        WHERE answer_fault.found <> '' AND answer_fault.delivery_no = staged_rows.delivery_no
            AND answer_fault.line = staged_rows.line"""
    )


def complete(con: duckdb.DuckDBPyConnection) -> None:
    """Let `accepted` keep what an earlier answer of the same visit said where the new row leaves a cell empty. Of the
    file itself nothing changes: its lines and amounts are counted as they came."""
    con.execute("CREATE OR REPLACE TEMP TABLE answered_now AS SELECT * FROM accepted")
    others = ("note", "relief_amount_fen", "verified_by", "verified_on", "listed_on")
    kept = ", ".join(f"coalesce(now.{name}, before.{name}) AS {name}" for name in others)
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW accepted AS
        SELECT now.* REPLACE ({kept}) FROM answered_now now
        LEFT JOIN answered_before before
            ON before.warning_id = now.warning_id AND before.result = now.result AND NOT {_asked_again("now")}"""
    )


def mark_answered(con: duckdb.DuckDBPyConnection, *, first: int, known_on: date) -> None:
    """Rows that were refused earlier need no correction once their warning has been answered well."""
    con.execute(
        f"""UPDATE quarantine SET answered_on = ?, answered_by_no = good.delivery_no
        FROM (SELECT warning_id, max(delivery_no) AS delivery_no FROM accepted WHERE result <> {_NOT_YET} GROUP BY 1) good
        WHERE quarantine.answered_on IS NULL AND quarantine.delivery_no < ?
            AND quarantine.delivery_no IN (SELECT delivery_no FROM delivery WHERE extract = 'answer')
            AND trim(json_extract_string(quarantine.original, '$.warning_id')) = good.warning_id""",
        [known_on, first],
    )
