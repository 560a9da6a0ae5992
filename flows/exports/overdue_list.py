"""What should have been visited by now: the bureau's own list, masked, a sheet of the total and a file beside it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from flows.exports.exported_file import ExportedFile, exported, overdue_stem
from flows.exports.office_row_reader import text_of
from flows.exports.safe_csv import SafeCsv
from flows.exports.short_list import ShortList

OVERDUE = ShortList(
    "逾期",
    "逾期未办结的家庭，按乡镇列出，逾期最久的在前。“逾期(工作日)”从办理时限的次日算到本清单的日期。",
    {
        "乡镇(街道)": 14,
        "村(社区)": 14,
        "预警编号": 28,
        "家庭编号": 16,
        "户主姓名": 10,
        "预警级别": 9,
        "办理时限": 12,
        "逾期(工作日)": 14,
        "变化": 9,
    },
    counts=("逾期(工作日)",),
)


def overdue_rows(con: DuckDBPyConnection) -> list[tuple[str, ...]]:
    """The rows of `overdue_row` as text, in its order."""
    fields = (
        "township_name",
        "village_name",
        "warning_id",
        "household_id",
        "head_name_masked",
        "severity",
        "due_on",
        "working_days_overdue",
        "change_zh",
    )
    return con.execute(f"SELECT {', '.join(map(text_of, fields))} FROM overdue_row").fetchall()


def overdue_list(
    rows: Sequence[Sequence[str]], folder: Path, *, area_code: str, as_of: date
) -> list[ExportedFile]:
    """Written only when something is overdue."""
    if not rows:
        return []
    path = folder / f"{overdue_stem(area_code, as_of)}.csv"
    with SafeCsv(path, OVERDUE.headings) as table:
        for number, row in enumerate(rows, 1):
            table.write((str(number), *row))
    return [exported(path, area_code, "csv", len(rows), 0)]
