"""The statements of the signals and rules, as Spark says them.

They are written in what both engines speak; what is left is spelling, and sqlglot knows it: `//` is DIV, VARCHAR is
STRING, and unknown values come last in any order. What it does not know stands here. Of a form that the signals and
rules have no need of, nothing is guessed: it is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import sqlglot
from sqlglot import exp

Deed = Literal["table", "view", "empty", "append", "rows", "ask", "describe"]


@dataclass(frozen=True)
class Spoken:
    """One statement. `select` is Spark's text of its SELECT, `columns` the declaration of an empty table, `reads` what
    it looks at."""

    deed: Deed
    name: str = ""
    select: str = ""
    reads: frozenset[str] = frozenset()
    columns: str = ""
    by_name: bool = False
    rows: tuple[tuple[object, ...], ...] = field(default=(), compare=False)


def speak(statement: str, parameters: object = None) -> Spoken:
    """Raises: ValueError of a statement that has no form in Spark."""
    try:
        tree = sqlglot.parse_one(statement, read="duckdb")
    except sqlglot.ParseError as error:
        raise ValueError(f"{error.errors[0]['description'] if error.errors else error}") from None
    if isinstance(tree, exp.Describe):
        return Spoken("describe", name=tree.this.name)
    if isinstance(tree, exp.Query):
        return Spoken("ask", "", *_said(tree, parameters))
    if isinstance(tree, exp.Create) and isinstance(tree.this, exp.Schema):
        columns = ", ".join(column.sql("spark") for column in tree.this.expressions)
        return Spoken("empty", name=tree.this.this.name, columns=columns)
    if isinstance(tree, exp.Create) and tree.kind in ("TABLE", "VIEW"):
        deed: Deed = "table" if tree.kind == "TABLE" else "view"
        return Spoken(deed, tree.this.name, *_said(tree.expression, parameters))
    if isinstance(tree, exp.Insert) and not isinstance(tree.this, exp.Schema):
        name = tree.this.name
        if rows := _rows(tree.expression, parameters):
            return Spoken("rows", name, rows=rows)
        is_by_name = bool(tree.args.get("by_name"))
        return Spoken("append", name, *_said(tree.expression, parameters), by_name=is_by_name)
    raise ValueError(f"{tree.key}: {statement[:60]}")


def declared(columns: Sequence[Sequence[str]]) -> str:
    """Spark's declaration of DuckDB's columns, given as (name, type, ...)."""
    return ", ".join(
        f"{name} {exp.DataType.build(kind, dialect='duckdb').sql('spark')}" for name, kind, *_ in columns
    )


def _rows(select: exp.Expr, parameters: object) -> tuple[tuple[object, ...], ...]:
    """The rows of `INSERT ... SELECT unnest(?), unnest(?)` (schemas/fill.py); empty where it is another statement."""
    lists = [item.this for item in select.expressions if isinstance(item, exp.Explode | exp.Unnest)]
    if not lists or len(lists) != len(select.expressions) or not isinstance(parameters, Sequence):
        return ()
    return tuple(zip(*parameters, strict=True))


def _said(select: exp.Expr, parameters: object) -> tuple[str, frozenset[str]]:
    """Spark's text of a SELECT, and the tables it reads."""
    bound = _bind(select, parameters)
    told = bound.transform(_as_spark_says)
    named = {cte.alias for cte in told.find_all(exp.CTE)}
    reads = frozenset(table.name for table in told.find_all(exp.Table)) - named
    text = told.sql("spark", comments=False, unsupported_level=sqlglot.ErrorLevel.RAISE)
    return text, reads


def _bind(select: exp.Expr, parameters: object) -> exp.Expr:
    asked = list(select.find_all(exp.Placeholder, bfs=False))
    if isinstance(parameters, Mapping):
        values = [parameters[str(each.this)] for each in asked]
    else:
        values = list(parameters) if isinstance(parameters, Sequence) else []
    if len(asked) != len(values):
        raise ValueError(f"{len(asked)} ≠ {len(values)} parameters")
    for each, value in zip(asked, values, strict=True):
        each.replace(exp.convert(value))
    return select


def _as_spark_says(node: exp.Expr) -> exp.Expr:
    # By nothing divided is unknown to DuckDB and an error to Spark; a literal divisor is never nothing.
    if isinstance(node, exp.IntDiv) and not isinstance(node.expression, exp.Literal):
        node.set("expression", exp.Nullif(this=node.expression, expression=exp.Literal.number(0)))
    if isinstance(node, exp.JSONObject):
        pairs = ", ".join(
            f"{pair.this.sql('spark')}, {pair.expression.sql('spark')}" for pair in node.expressions
        )
        return sqlglot.parse_one(
            f"to_json(named_struct({pairs}), map('ignoreNullFields', 'false'))", read="spark"
        )
    if isinstance(node, exp.Format) and node.this.name == "{:,}":
        return exp.Anonymous(this="format_number", expressions=[*node.expressions, exp.Literal.number(0)])
    return node
