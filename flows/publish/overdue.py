"""What should have been visited by now: the rows of the bureau's own list of it."""

from datetime import date

import duckdb

from flows.exports.office_row_reader import OPEN
from monitors import working_days
from schemas.fill import fill


def overdue_rows(con: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Leave `overdue_row`, from `office_row`: one row per household whose visit is due before tonight, longest due first
    within its township."""
    con.execute("CREATE OR REPLACE TEMP TABLE due_day (due_on DATE, working_days INTEGER)")
    days = con.execute("SELECT DISTINCT due_on FROM office_row WHERE due_on < ?", [as_of]).fetchall()
    fill(con, "due_day", [(day, working_days.between(day, as_of)) for (day,) in days])
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE overdue_row AS
        SELECT township_name, village_name, warning_id, household_id, head_name_masked, severity, due_on,
            working_days AS working_days_overdue, change_zh
        FROM office_row JOIN due_day USING (due_on)
        WHERE {OPEN}
        ORDER BY township_code, due_on, warning_id"""
    )
