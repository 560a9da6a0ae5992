"""Rows of an office's form that are no data: totals, signatures and notes at the foot, a heading printed again.

They are skipped and counted. A totals row is also a promise: the rows above must add up to it. A row is only
taken for one of these when its contract cannot believe it and it names nobody.
"""

import duckdb

from flows.ingest.header import LIKE_AN_IDENTITY_NUMBER, Header
from flows.ingest.staged import Staged, count
from schemas import checks
from schemas.extract import Extract

GRAND_TOTALS = ("合计", "总计", "总合计", "合计金额")
PART_TOTALS = ("小计", "本页合计", "本页小计", "累计", "本月合计")
FOOTER = (
    "^(制表|填表|填报|审核|复核|审批|负责|单位负责|单位盖章|盖章|经办|联系|打印|导出|备注|附注|注|说明)"
    "[^：:]{0,8}[：:]"
)
MOST_FOOTER_CELLS = 4


def set_aside(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged) -> None:
    """Leave the temporary table `aside` (line, is_grand_total, cells) for the file's rows in `not_believed` and its lines
    in `refused`. Only a totals row with as many cells as the header says which column its amounts belong to."""
    header = _header(file)
    places = header.places
    identity = [
        f"cells[{places[column.name] + 1}]" for column in extract.identity_columns if column.name in places
    ]
    # Where the identity column comes first, the word itself stands in it.
    nobody = (
        " AND ".join(f"coalesce(trim({cell}), '') IN ('', trim(filled[1]))" for cell in identity) or "TRUE"
    )
    again = ", ".join(checks.text(heading) for heading in header.headings)
    totals = ", ".join(checks.text(word) for word in (*GRAND_TOTALS, *PART_TOTALS))
    grand = ", ".join(checks.text(word) for word in GRAND_TOTALS)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE aside AS
        SELECT line, cells, label IN ({grand}) AND len(cells) = {header.width} AS is_grand_total FROM (
            SELECT line, cells, filled,
                regexp_replace(translate(coalesce(filled[1], ''), '　：', ' :'), '[ :]', '', 'g') AS label
            FROM (SELECT line, cells, list_filter(cells, lambda cell: trim(coalesce(cell, ''), ' \t　') <> '') AS filled
                FROM (SELECT line, cells FROM not_believed WHERE delivery_no = {file.delivery_no}
                    UNION ALL SELECT line, string_split(text, {checks.text(file.delimiter)}) FROM refused
                    WHERE delivery_no = {file.delivery_no}))
        )
        WHERE (label IN ({totals}) AND {nobody})
            OR (regexp_matches(trim(translate(filled[1], '　', ' ')), {checks.text(FOOTER)})
                AND len(filled) <= {MOST_FOOTER_CELLS}
                AND NOT regexp_matches(array_to_string(filled, ' '), {checks.text(LIKE_AN_IDENTITY_NUMBER)}))
            OR list_transform(cells, lambda cell: trim(coalesce(cell, ''))) = list_transform([{again}], lambda cell: trim(cell))
            OR len(filled) = 0"""
    )


def contradicted(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged) -> list[str]:
    """The money columns whose total is not the sum of the file's rows in `staged_rows`. A row whose amount cannot be read
    leaves its column open; of several totals rows the last speaks for the file, or all of them together do."""
    header, delivery_no = _header(file), file.delivery_no
    if count(con, f"refused WHERE delivery_no = {delivery_no}"):
        return []
    wrong = []
    for column in extract.columns:
        if column.kind != "money" or column.name not in header.places:
            continue
        said = checks.value(column, f"cells[{header.places[column.name] + 1}]")
        found = con.execute(
            f"""SELECT (SELECT sum({column.stored}) FROM staged_rows WHERE delivery_no = {delivery_no}),
                last({said} ORDER BY line), sum({said}),
                (SELECT count(*) FROM staged_rows JOIN odd_cells USING (delivery_no, line)
                    WHERE delivery_no = {delivery_no} AND staged_rows.{column.stored} IS NULL
                    AND odd_cells.r_{column.name} IS NOT NULL)
            FROM aside WHERE is_grand_total AND {said} IS NOT NULL"""
        ).fetchall()[0]
        total, last, together, unread = found
        if last is not None and not unread and (total or 0) not in (last, together):
            wrong.append(column.zh)
    return wrong


def _header(file: Staged) -> Header:
    assert file.header is not None
    return file.header
