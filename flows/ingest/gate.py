"""The gate of a delivery as a whole: Great Expectations over one small table of figures.

Rows are judged in SQL; what a row cannot show (a register cut in half, columns swapped, yuan sent as fen)
shows in figures about the file. Figures that history does not support yet are null, and null passes: a
small or new county is never a fault. Where every figure of a set lies within its limits there is nothing to
hold, and nobody waits for Great Expectations, whose import takes longer than a small county's night.
"""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb

from flows.ingest.keep import month_and_kind
from flows.ingest.staged import Staged
from flows.quiet import without_spark
from schemas.extract import Extract, Limit
from schemas.warehouse import FOREVER, fact_columns

if TYPE_CHECKING:
    import pandas as pd

HISTORY = 3
"""Loaded deliveries before a delivery is compared with what is usual."""
SEEN = {
    "rows_to_usual": "行数是平常的 {0:.2f} 倍 / rows: {0:.2f} times the usual",
    "quarantined_share": "不可信的行占 {0:.0%} / not believed: {0:.0%} of the rows",
    "empty_required_share": "必填项为空的行占 {0:.0%} / rows with an empty required cell: {0:.0%}",
    "identity_000_share": "以 000 结尾的号码占 {0:.1%} / numbers ending in 000: {0:.1%}",
    "mean_to_usual": "平均金额是平常的 {0:.2f} 倍 / mean amount: {0:.2f} times the usual",
    "median_to_usual": "中位金额是平常的 {0:.2f} 倍 / median amount: {0:.2f} times the usual",
    "stale_days": "最近的内容在送达前 {0:.0f} 天 / newest content: {0:.0f} days before the delivery",
}
"""How a figure is said to the operator."""
SPAN = 7
"""Deliveries that make up what is usual."""
ENOUGH_ROWS = 100
"""Rates of fewer rows mean nothing."""
ENOUGH_ROUNDED = 3
"""Genuine numbers end in 000 too: one in a thousand."""


def figures(
    con: duckdb.DuckDBPyConnection, extract: Extract, files: Sequence[Staged]
) -> list[dict[str, float | None]]:
    """One row per file of the set: what the gate looks at. Reads `staged`, `tally` and the load ledger."""
    numbers = ", ".join(
        f"({file.delivery_no}, {file.identity_count}, {file.identity_000_count}, {_stale_days(con, extract, file)})"
        for file in files
    )
    found = con.execute(
        f"""WITH usual AS ({_usual(extract)}),
        now AS ({_now(extract)}),
        beside AS (
            SELECT now.delivery_no,
                {_furthest("now.row_count / usual.row_count")} AS rows_to_usual,
                {_furthest("now.mean_fen / usual.mean_fen")} AS mean_to_usual,
                {_furthest("now.median_fen / usual.median_fen")} AS median_to_usual
            FROM now JOIN usual ON usual.kind IS NOT DISTINCT FROM now.kind GROUP BY now.delivery_no)
        SELECT tally.delivery_no,
            CAST(beside.rows_to_usual AS DOUBLE) AS rows_to_usual,
            CAST(CASE WHEN rows_in >= {ENOUGH_ROWS} THEN rows_quarantined / rows_in END AS DOUBLE)
                AS quarantined_share,
            CAST(CASE WHEN rows_in >= {ENOUGH_ROWS} THEN empty_required / rows_in END AS DOUBLE)
                AS empty_required_share,
            CAST(CASE WHEN identity_count >= {ENOUGH_ROWS} AND rounded_count >= {ENOUGH_ROUNDED}
                THEN rounded_count / identity_count END AS DOUBLE) AS identity_000_share,
            CAST(CASE WHEN rows_in >= {ENOUGH_ROWS} THEN beside.mean_to_usual END AS DOUBLE) AS mean_to_usual,
            CAST(CASE WHEN rows_in >= {ENOUGH_ROWS} THEN beside.median_to_usual END AS DOUBLE) AS median_to_usual,
            CAST(number.stale_days AS DOUBLE) AS stale_days
        FROM tally JOIN (VALUES {numbers}) number(delivery_no, identity_count, rounded_count, stale_days)
            ON number.delivery_no = tally.delivery_no
        LEFT JOIN beside ON beside.delivery_no = tally.delivery_no ORDER BY tally.delivery_no"""
    )
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _furthest(ratio: str) -> str:
    """Of a file's months and kinds, the one furthest from what is usual speaks for the file."""
    return f"arg_max({ratio}, abs(ln(greatest({ratio}, 1e-9))))"


def _usual(extract: Extract) -> str:
    """What is usual, from the last seven deliveries: of a register or of events as a whole; per kind where
    kinds are replaced one by one."""
    if extract.replaced:
        return f"""SELECT kind, median(row_count) AS row_count,
                nullif(median(amount_fen / row_count), 0) AS mean_fen, nullif(median(median_fen), 0) AS median_fen
            FROM (SELECT * FROM coverage WHERE extract = '{extract.name}'
                QUALIFY dense_rank() OVER (PARTITION BY kind ORDER BY known_on DESC, delivery_no DESC) <= {SPAN})
            GROUP BY kind
            HAVING count(DISTINCT delivery_no) >= {HISTORY} AND median(row_count) >= {ENOUGH_ROWS}"""
    return f"""SELECT CAST(NULL AS VARCHAR) AS kind, median(rows_in) AS row_count,
            nullif(median(amount_loaded_fen / nullif(rows_loaded, 0)), 0) AS mean_fen,
            nullif(median(amount_median_fen), 0) AS median_fen
        FROM (SELECT * FROM delivery WHERE extract = '{extract.name}' AND state = 'loaded'
            ORDER BY known_on DESC, delivery_no DESC LIMIT {SPAN})
        HAVING count(*) >= {HISTORY} AND median(rows_in) >= {ENOUGH_ROWS}"""


def _now(extract: Extract) -> str:
    if not extract.replaced:
        return """SELECT delivery_no, CAST(NULL AS VARCHAR) AS kind, rows_in AS row_count,
            amount_loaded_fen / nullif(rows_loaded, 0) AS mean_fen, amount_median_fen AS median_fen FROM tally"""
    month, kind = month_and_kind(extract)
    amount = extract.column(extract.amount).stored if extract.amount else "CAST(NULL AS BIGINT)"
    return f"""SELECT delivery_no, {month} AS month, {kind} AS kind, count(*) AS row_count,
            sum({amount}) / count(*) AS mean_fen, median({amount}) AS median_fen
        FROM staged WHERE faults IS NULL GROUP BY delivery_no, {month}, {kind}"""


def _stale_days(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged) -> str:
    """How old the newest content is, if it is older than the feed may be and says nothing that was not known: then
    the department's export is stuck, and the file would only make old data look fresh."""
    if extract.happened_on is None or file.rows_in < ENOUGH_ROWS:
        return "NULL"
    column = extract.column(extract.happened_on)
    newest = f"max({column.stored})"
    if column.kind == "month":
        newest = f"last_day({newest})"
    days = con.execute(
        f"SELECT DATE '{file.arrival.delivered_on}' - CAST({newest} AS DATE) FROM staged WHERE faults IS NULL AND delivery_no = ?",
        [file.delivery_no],
    ).fetchall()[0][0]
    if days is None or days <= extract.max_age_days:
        return "NULL"
    same = " AND ".join(f"fact.{name} IS NOT DISTINCT FROM staged.{name}" for name in fact_columns(extract))
    news = con.execute(
        f"""SELECT count(*) FROM staged WHERE faults IS NULL AND delivery_no = ?
        AND NOT EXISTS (SELECT 1 FROM {extract.name} fact WHERE fact.known_to = DATE '{FOREVER}' AND {same})""",
        [file.delivery_no],
    ).fetchall()[0][0]
    return "NULL" if news else str(days)


def refused(
    con: duckdb.DuckDBPyConnection, extract: Extract, files: Sequence[Staged]
) -> dict[int, list[tuple[str, str]]]:
    """The files of the set that the gate holds, each with its codes and what was seen."""
    if not extract.gate:
        return {}
    found = figures(con, extract, files)
    if all(within(extract, of_file) for of_file in found):
        return {}
    import pandas as pd

    frame = pd.DataFrame(found).astype(float)
    seen = frame.set_index("delivery_no")
    figure_of = {limit.code: limit.figure for limit in extract.gate}
    return {
        number: [
            (
                code,
                SEEN[figure_of[code]].format(seen.at[number, figure_of[code]]) if code in figure_of else "",
            )
            for code in codes
        ]
        for number, codes in judge(extract, frame).items()
    }


def within(extract: Extract, of_file: Mapping[str, float | None]) -> bool:
    """Whether each of a file's figures is unknown or lies within its limits, which are within."""
    for limit in extract.gate:
        figure = of_file[limit.figure]
        if figure is None:
            continue
        # Asked so that what is no number lies within nothing.
        if limit.lowest is not None and not figure >= limit.lowest:
            return False
        if limit.highest is not None and not figure <= limit.highest:
            return False
    return True


def judge(extract: Extract, frame: "pd.DataFrame") -> dict[int, list[str]]:
    """Validate the figures. A check that could not run is our own fault and holds the file too."""
    codes = {limit.figure: limit.code for limit in extract.gate}
    outcome = (
        _frames()
        .get_batch(batch_parameters={"dataframe": frame})
        .validate(
            _suite(extract.gate),
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": ["delivery_no"],
                "include_unexpected_rows": False,
            },
        )
    )
    held: dict[int, list[str]] = {}
    for result in outcome.results:
        found = (result.result or {}).get("unexpected_index_list")
        code = codes[result.expectation_config.kwargs["column"]]
        if found is None and not result.success:
            found, code = [{"delivery_no": number} for number in frame["delivery_no"]], "E-GATE-BROKEN"
        for entry in found or ():
            held.setdefault(int(entry["delivery_no"]), []).append(code)
    return held


@cache
def _frames() -> Any:
    """Where the frames of figures come from; Great Expectations is imported when first needed."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with without_spark():
        import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("figures").add_dataframe_asset("delivery")
    return asset.add_batch_definition_whole_dataframe("set")


@cache
def _suite(gate: tuple[Limit, ...]) -> Any:
    """The expectations of a contract's gate."""
    import great_expectations as gx

    return gx.ExpectationSuite(
        name="delivery",
        expectations=[
            gx.expectations.ExpectColumnValuesToBeBetween(
                column=limit.figure, min_value=limit.lowest, max_value=limit.highest
            )
            for limit in gate
        ],
    )
