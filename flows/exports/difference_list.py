"""The list of what a standard announced late still owes: one line per household and month, masked."""

from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from flows.exports.exported_file import ExportedFile, difference_stem, exported
from flows.exports.safe_csv import SafeCsv
from flows.exports.yuan import yuan

HEADINGS = (
    "序号",
    "乡镇(街道)",
    "村(社区)",
    "家庭编号",
    "户主姓名",
    "家庭人口",
    "月份",
    "公布日期",
    "原标准合计(元)",
    "新标准合计(元)",
    "差额(元)",
)


def difference_list(
    con: DuckDBPyConnection, folder: Path, *, area_code: str, as_of: date
) -> list[ExportedFile]:
    """Written only when something is owed. Shape: `difference_row`, in its order."""
    rows = con.execute("SELECT * FROM difference_row").fetchall()
    if not rows:
        return []
    path = folder / f"{difference_stem(area_code, as_of)}.csv"
    with SafeCsv(path, HEADINGS) as table:
        for number, (*told, before, after, difference) in enumerate(rows, 1):
            table.write(
                (str(number), *(str(cell) for cell in told), yuan(before), yuan(after), yuan(difference))
            )
    return [exported(path, area_code, "csv", len(rows), sum(row[-1] for row in rows))]
