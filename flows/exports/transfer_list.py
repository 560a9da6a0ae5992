"""Who left a township's lists for another's: so that nobody is looked for in vain, and nobody falls between two offices."""

from itertools import groupby

from duckdb import DuckDBPyConnection

from flows.exports.office_row_reader import text_of
from flows.exports.short_list import ShortList

TRANSFERS = ShortList(
    "转出",
    "以下家庭已转往其他乡镇(街道)，由对方核查，本单位不再入户。",
    {"预警编号": 28, "家庭编号": 18, "户主姓名": 12, "转往": 22, "转出日期": 14, "办理": 14},
)
BY_THE_OTHER_ZH = "由对方核查"


def transfers_of_each(con: DuckDBPyConnection) -> dict[str, list[tuple[str, ...]]]:
    """The rows of `transfer_row` as text, by the township that is left."""
    fields = (
        "township_code",
        "warning_id",
        "household_id",
        "head_name_masked",
        "to_township_name",
        "moved_on",
    )
    rows = con.execute(f"SELECT {', '.join(map(text_of, fields))} FROM transfer_row").fetchall()
    return {
        township_code: [(*row[1:], BY_THE_OTHER_ZH) for row in its_rows]
        for township_code, its_rows in groupby(rows, key=lambda row: row[0])
    }
