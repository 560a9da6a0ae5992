"""Every statement that the signals and rules make is one that Spark speaks as well.

Read here without Spark; `make spark` executes them all. A word that is not in this list is refused: show by `make spark`
that both engines mean the same by it, then add it.
"""

from datetime import date
from typing import Any

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from flows import standards
from flows.engines.spark_sql import speak
from monitors.watch import Night, watch
from rules.evaluate import evaluate
from schemas.warehouse import create_all
from tests.rules.judging import RULES, all_cases, lay_out
from tests.rules.one_scheme import one_scheme

AS_OF = date(2022, 6, 22)
WORDS = """
    Abs Add Alias And Boolean CTE Case Cast Coalesce Column ColumnDef ConcatWs Count Create DPipe DataType DataTypeParam
    Describe Distinct EQ Exists Explode Extract Format From GT GTE Greatest Group Having Identifier If In Insert IntDiv
    Interval Is JSONKeyValue JSONObject Join LT LTE Least Left Length Literal LogicalOr Max Min Mod Mul NEQ Not Null
    NullSafeEQ Nullif Or Order Ordered Pad Paren Placeholder Properties RegexpExtract Right RowNumber Schema Select Star
    Sub Subquery Substring Sum Table TableAlias TemporaryProperty Trim Tuple Union Upper Values Var Where Window
    WindowSpec With
    """
"""Kinds of sqlglot's syntax tree that were seen to come to the same on both engines."""


class Listening:
    """DuckDB, and whatever is said to it."""

    def __init__(self) -> None:
        self.con = duckdb.connect()
        self.heard: list[tuple[str, object]] = []

    def execute(self, query: str, parameters: object = None) -> Any:
        self.heard.append((query, parameters))
        return self.con.execute(query, parameters)


def heard_of_signals() -> Listening:
    listening = Listening()
    for statement in create_all():
        listening.con.execute(statement)
    standards.load(listening.con, standards.read([standards.SHIPPED]))
    watch(listening, Night(AS_OF, AS_OF))
    return listening


def heard_of_rules() -> Listening:
    listening = Listening()
    lay_out(listening.con, all_cases())
    one_scheme(listening.con)
    evaluate(listening, list(RULES.values()), as_of=date(2026, 6, 1), blind={})
    return listening


@pytest.mark.parametrize("listen", [heard_of_signals, heard_of_rules], ids=["signals", "rules"])
def test_every_word_is_one_that_both_engines_mean_alike(listen: Any) -> None:
    for query, parameters in listen().heard:
        spoken = speak(query, parameters)
        unknown = {type(node).__name__ for node in sqlglot.parse_one(query, read="duckdb").walk()} - {
            *WORDS.split()
        }
        assert not unknown, f"{query[:80]}: {', '.join(sorted(unknown))}"
        if spoken.select:
            assert isinstance(sqlglot.parse_one(spoken.select, read="spark"), exp.Query)


@pytest.mark.parametrize(
    ("duckdbs", "spark"),
    [
        ("SELECT a // 100 FROM t", "SELECT a DIV 100 FROM t"),
        ("SELECT a // b FROM t", "SELECT a DIV NULLIF(b, 0) FROM t"),
        (
            "SELECT CAST(a AS VARCHAR) FROM t ORDER BY a",
            "SELECT CAST(a AS STRING) FROM t ORDER BY a NULLS LAST",
        ),
        ("SELECT format('{:,}', a) FROM t", "SELECT FORMAT_NUMBER(a, 0) FROM t"),
        (
            "SELECT json_object('a', b) FROM t",
            "SELECT TO_JSON(STRUCT(b AS a), MAP('ignoreNullFields', 'false')) FROM t",
        ),
    ],
)
def test_what_is_spelt_otherwise(duckdbs: str, spark: str) -> None:
    assert speak(duckdbs).select == spark


@pytest.mark.parametrize(
    "statement",
    ["UPDATE t SET a = 1", "DELETE FROM t", "DROP TABLE t", "INSERT INTO t (a) SELECT 1", "SELECT ? FROM t"],
)
def test_a_form_that_is_not_known_is_refused(statement: str) -> None:
    with pytest.raises(ValueError):
        speak(statement)


def test_rows_of_ours_are_read_as_rows() -> None:
    spoken = speak("INSERT INTO t SELECT unnest(?), unnest(?)", [["a", "b"], [1, None]])
    assert (spoken.deed, spoken.name, spoken.rows) == ("rows", "t", (("a", 1), ("b", None)))
