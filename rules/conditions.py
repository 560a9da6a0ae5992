"""A rule's condition as a tree, and what each of its parts says of a household: which hold, which fail and by how far.

A rule is one flat condition in a small subset of SQL, so every part can be tried alone. Whole numbers, days and exact
decimals only: a distance is what the figure would have to move, to the fen.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import duckdb

from rules.load import Rule, reader

Kind = Literal["all", "any", "compare", "flag", "known", "one_of", "other"]
Expression = dict[str, Any]

_COMPARED = {
    "COMPARE_LESSTHAN": "<",
    "COMPARE_GREATERTHANOREQUALTO": ">=",
    "COMPARE_EQUAL": "=",
    "COMPARE_NOTEQUAL": "<>",
}
_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "<>", "<>": "="}
_MIRRORED = {"<": ">", ">=": "<=", ">": "<", "<=": ">=", "=": "=", "<>": "<>"}
_BOUND = re.compile(r"limit|_(from|to)_on$")
"""What a figure is held against: a line of the locality, or the edge of a period that is watched."""


@dataclass(frozen=True)
class Condition:
    """One part of a rule's condition. `all` and `any` have `parts`; the others are tried by SQL.

    `compare` holds `sides[0] operator sides[1]`, the figure on the left and the line on the right; `flag` and `known`
    ask whether the only side is true, or not null, and hold where the answer is `wanted`; `one_of` holds where the
    first side is among the rest, or is not.
    """

    kind: Kind
    parts: tuple["Condition", ...] = ()
    operator: str = ""
    wanted: bool = True
    expression: Expression | None = None
    sides: tuple[Expression, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for side in self.sides for name in columns(side)))

    def leaves(self) -> Iterator["Condition"]:
        if self.expression is not None:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True)
class Tried:
    """A condition against one household or person. `holds` is None where an input is unknown; `values` are its sides'."""

    condition: Condition
    holds: bool | None
    values: tuple[Any, ...] = ()
    parts: tuple["Tried", ...] = ()

    def leaves(self) -> Iterator["Tried"]:
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def columns(expression: Expression) -> tuple[str, ...]:
    """The columns an expression reads, each once."""
    found = [] if expression["type"] != "COLUMN_REF" else [expression["column_names"][-1]]
    for name, item in expression.items():
        inner = item if isinstance(item, list) else [item]
        if name != "value":
            found += [
                column
                for each in inner
                if isinstance(each, dict) and "type" in each
                for column in columns(each)
            ]
    return tuple(dict.fromkeys(found))


def condition_of(rule: Rule) -> Condition:
    """The rule's WHERE; always an `all`, of one part at least."""
    tree = json.loads(reader().execute("SELECT json_serialize_sql(?)", [rule.select]).fetchall()[0][0])
    whole = _read(tree["statements"][0]["node"]["where_clause"])
    return whole if whole.kind == "all" else Condition("all", (whole,))


def _read(node: Expression, *, negated: bool = False) -> Condition:
    kind = node["type"]
    if kind == "OPERATOR_NOT":
        return _read(node["children"][0], negated=not negated)
    if kind in ("CONJUNCTION_AND", "CONJUNCTION_OR"):
        # Not (a and b) is not a or not b.
        joined: Kind = "all" if (kind == "CONJUNCTION_AND") != negated else "any"
        return Condition(joined, tuple(_read(child, negated=negated) for child in node["children"]))
    if kind in _COMPARED:
        operator = _OPPOSITE[_COMPARED[kind]] if negated else _COMPARED[kind]
        left, right = node["left"], node["right"]
        if _is_bound(left) and not _is_bound(right):
            left, right, operator = right, left, _MIRRORED[operator]
        return Condition(
            "compare", operator=operator, wanted=not negated, expression=node, sides=(left, right)
        )
    if kind in ("OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL"):
        wanted = (kind == "OPERATOR_IS_NOT_NULL") != negated
        node = {**node, "type": "OPERATOR_IS_NOT_NULL"}
        return Condition("known", wanted=wanted, expression=node, sides=(node["children"][0],))
    if kind in ("COMPARE_IN", "COMPARE_NOT_IN"):
        wanted = (kind == "COMPARE_IN") != negated
        node = {**node, "type": "COMPARE_IN"}
        return Condition("one_of", wanted=wanted, expression=node, sides=tuple(node["children"]))
    if kind == "COLUMN_REF":
        return Condition("flag", wanted=not negated, expression=node, sides=(node,))
    return Condition("other", wanted=not negated, expression=node, sides=(node,))


def _is_bound(side: Expression) -> bool:
    named = columns(side)
    return all(_BOUND.search(name) for name in named)


def tried(
    con: duckdb.DuckDBPyConnection, rules: Sequence[Rule], table: str, key: str
) -> dict[str, dict[Any, Tried]]:
    """Every rule's condition against every row of a table: by the rule's id, then by the row's key."""
    read = {rule.id: condition_of(rule) for rule in rules}
    wanted: list[Expression] = [_column(key)]
    for condition in read.values():
        for leaf in condition.leaves():
            assert leaf.expression is not None
            wanted += [leaf.expression, *leaf.sides]
    found: dict[str, dict[Any, Tried]] = {rule_id: {} for rule_id in read}
    for row in con.execute(f"{_select(wanted)} FROM {table}").fetchall():
        cells = iter(row)
        about = next(cells)
        for rule_id, condition in read.items():
            found[rule_id][about] = _tried(condition, cells)
    return found


def _tried(condition: Condition, cells: Iterator[Any]) -> Tried:
    if condition.expression is not None:
        said = next(cells)
        holds = None if said is None else bool(said) == condition.wanted
        return Tried(condition, holds, tuple(next(cells) for _ in condition.sides))
    parts = tuple(_tried(part, cells) for part in condition.parts)
    said_of = [part.holds for part in parts]
    decisive = condition.kind == "any"
    if decisive in said_of:
        return Tried(condition, decisive, parts=parts)
    return Tried(condition, None if None in said_of else not decisive, parts=parts)


def distance(leaf: Tried) -> int | Decimal | None:
    """How far the figure would have to move for a comparison that fails to hold: fen, days, months, people, points.
    None where nothing is compared by size, or a side is unknown."""
    if leaf.condition.kind != "compare" or leaf.holds is not False:
        return None
    figure, line = leaf.values
    if leaf.condition.operator in ("=", "<>") or isinstance(figure, str | bool):
        return None
    beyond = (figure - line).days if isinstance(figure, date) else figure - line
    step = Decimal(1).scaleb(int(beyond.as_tuple().exponent)) if isinstance(beyond, Decimal) else 1
    return {"<": beyond + step, "<=": beyond, ">": step - beyond, ">=": -beyond}[leaf.condition.operator]


def _column(name: str) -> Expression:
    return {
        "class": "COLUMN_REF",
        "type": "COLUMN_REF",
        "alias": "",
        "query_location": 0,
        "column_names": [name],
    }


def _select(expressions: list[Expression]) -> str:
    """The expressions, from tree back to text."""
    node = json.loads(reader().execute("SELECT json_serialize_sql('SELECT 1')").fetchall()[0][0])
    node["statements"][0]["node"]["select_list"] = expressions
    return str(reader().execute("SELECT json_deserialize_sql(?)", [json.dumps(node)]).fetchall()[0][0])
