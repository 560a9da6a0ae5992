"""The gate of a delivery as a whole: Great Expectations over one small table of figures.

Rows are judged in SQL; what a row cannot show (a register cut in half, columns swapped, yuan sent as fen)
shows in figures about the file. Figures that history does not support yet are null, and null passes: a
small or new county is never a fault.
"""

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb

from flows.ingest.keep import month_and_kind
from schemas.extract import Extract, Limit

if TYPE_CHECKING:
    import pandas as pd

HISTORY = 3
"""Loaded deliveries before a delivery is compared with what is usual."""
ENOUGH_ROWS = 100
"""Rates of fewer rows mean nothing."""


def figures(con: duckdb.DuckDBPyConnection, extract: Extract) -> "pd.DataFrame":
    """One row per file of the set: what the gate looks at. Reads `staged`, `tally` and the load ledger."""
    return con.execute(
        f"""WITH past AS (
            SELECT rows_in, amount_median_fen FROM delivery
            WHERE extract = ? AND state = 'loaded' ORDER BY delivered_on DESC, delivery_no DESC LIMIT 7),
        usual AS (SELECT median(amount_median_fen) AS usual_median, count(amount_median_fen) AS known FROM past),
        size AS ({_register_size() if extract.mode == "full" and not extract.replaced else _kind_size(extract)})
        SELECT delivery_no,
            CAST(size.rows_to_usual AS DOUBLE) AS rows_to_usual,
            CAST(CASE WHEN rows_in >= {ENOUGH_ROWS} THEN rows_quarantined / rows_in END AS DOUBLE)
                AS quarantined_share,
            CAST(CASE WHEN rows_in >= {ENOUGH_ROWS} THEN empty_required / rows_in END AS DOUBLE)
                AS empty_required_share,
            CAST(CASE WHEN known >= {HISTORY} AND usual_median > 0 AND rows_in >= {ENOUGH_ROWS}
                THEN amount_median_fen / usual_median END AS DOUBLE) AS median_to_usual
        FROM tally CROSS JOIN usual LEFT JOIN size USING (delivery_no) ORDER BY delivery_no""",
        [extract.name],
    ).df()


def _register_size() -> str:
    """A register's rows beside the middle of its last deliveries."""
    return f"""SELECT delivery_no, rows_in / usual_rows AS rows_to_usual
        FROM tally, (SELECT median(rows_in) AS usual_rows, count(*) AS known FROM past)
        WHERE known >= {HISTORY} AND usual_rows >= {ENOUGH_ROWS}"""


def _kind_size(extract: Extract) -> str:
    """Rows of each kind (and month) beside what is usual for the kind: the furthest off speaks for the file.
    Events have no size that is usual."""
    if not extract.replaced:
        return "SELECT CAST(NULL AS INTEGER) AS delivery_no, NULL AS rows_to_usual WHERE FALSE"
    month, kind = month_and_kind(extract)
    return f"""SELECT delivery_no, arg_max(row_count / usual_rows, abs(ln(row_count / usual_rows))) AS rows_to_usual
        FROM (SELECT delivery_no, {month} AS month, {kind} AS kind, count(*) AS row_count
            FROM staged WHERE faults IS NULL GROUP BY ALL) now
        JOIN (SELECT kind, median(row_count) AS usual_rows FROM (
                SELECT * FROM coverage WHERE extract = '{extract.name}'
                QUALIFY row_number() OVER (PARTITION BY kind ORDER BY delivered_on DESC, month DESC) <= 7)
            GROUP BY kind HAVING count(DISTINCT delivery_no) >= {HISTORY} AND median(row_count) >= {ENOUGH_ROWS}
        ) usual_kind ON usual_kind.kind IS NOT DISTINCT FROM now.kind
        GROUP BY delivery_no"""


def refused(con: duckdb.DuckDBPyConnection, extract: Extract) -> dict[int, list[str]]:
    """The files of the set that the gate holds, each with its codes."""
    frame = figures(con, extract)
    if frame[[limit.figure for limit in extract.gate]].isna().all(axis=None):
        return {}
    return judge(extract, frame)


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
