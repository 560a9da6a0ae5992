"""Rule files into rules, each held to the form that lets an analyst read it and any engine run it.

A rule is one flat SELECT over one wide table, in the portable subset: comparison, `+ - *`, AND, OR, NOT,
IN, IS NULL, COALESCE, CASE. What needs a join is a missing signal and belongs in `monitors/`.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
from pydantic import ValidationError

from rules import legal_basis
from rules.legal_basis import Laws
from schemas.checks import text as literal
from schemas.connection import connect
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.parameters import PARAMETERS
from schemas.person_month import PERSON_MONTH
from schemas.rule import RuleHeader
from schemas.standard import FOREVER
from schemas.table import Table

READABLE: dict[str, Table] = {table.name: table for table in (HOUSEHOLD_MONTH, PERSON_MONTH)}
SHIPPED = Path(__file__).parent

_OPERATORS = {
    "COMPARE_LESSTHAN",
    "COMPARE_GREATERTHANOREQUALTO",
    "COMPARE_EQUAL",
    "COMPARE_NOTEQUAL",
    "COMPARE_IN",
    "COMPARE_NOT_IN",
    "CONJUNCTION_AND",
    "CONJUNCTION_OR",
    "OPERATOR_NOT",
    "OPERATOR_IS_NULL",
    "OPERATOR_IS_NOT_NULL",
    "OPERATOR_COALESCE",
    "CASE_EXPR",
    "COLUMN_REF",
    "VALUE_CONSTANT",
}
_FUNCTIONS = {"+", "-", "*"}


@dataclass(frozen=True)
class Rule:
    """One rule in one version. `id` is its file's path below the rules folder, its name for ever."""

    id: str
    header: RuleHeader
    prose: str
    select: str
    table: str
    columns: tuple[str, ...]
    condition: str
    version: str

    @property
    def code(self) -> str:
        return self.header.code

    @property
    def suggests_relief(self) -> bool:
        """Whether the locality's scheme for a cause says how much is suggested."""
        return self.header.relief is not None or "relief_cause" in self.columns

    def in_force(self, as_of: date) -> bool:
        return self.header.valid_from <= as_of < self.header.valid_to


def load_rules(folders: Sequence[Path] = (SHIPPED,)) -> list[Rule]:
    """Every rule of every version, by code, and the documents it cites; those on trial stand apart.

    Raises: DoudiError E-RULE-FORM naming the file.
    """
    return [rule for rule in _every_file(folders) if not rule.header.shadow]


def load_shadows(folders: Sequence[Path] = (SHIPPED,)) -> list[Rule]:
    """The rules on trial, by code. One may bear the code of a live rule, whose new text it tries. Raises: as `load_rules`."""
    return [rule for rule in _every_file(folders) if rule.header.shadow]


def _every_file(folders: Sequence[Path]) -> list[Rule]:
    laws = legal_basis.read(folders)
    # One that nobody reads would be taken for a rule in force.
    for stray in (path for folder in folders for path in sorted(folder.glob("*.sql"))):
        raise DoudiError("E-RULE-FORM", f"{stray.name}: rules/<项目 programme>/{stray.name}")
    rules = [
        parse(path.read_text(encoding="utf-8"), path.relative_to(folder).with_suffix("").as_posix(), laws)
        for folder in folders
        for path in sorted(folder.glob("*/*.sql"))
    ]
    rules.sort(key=lambda rule: (rule.header.shadow, rule.code, rule.header.valid_from))
    for earlier, later in pairwise(rules):
        is_same = (earlier.header.shadow, earlier.code) == (later.header.shadow, later.code)
        if is_same and later.header.valid_from < earlier.header.valid_to:
            raise DoudiError("E-RULE-FORM", f"{later.id}: {earlier.id}")
    return rules


def digest(rules: Sequence[Rule]) -> str:
    """Changes with a rule's text, and with the days on which it may cite what it rests on."""
    said = []
    for rule in rules:
        days = (f"{first}/{end}" for basis in rule.header.basis for first, end in basis.spans)
        said.append(" ".join((rule.id, rule.version, *days)))
    return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()


def parse(text: str, rule_id: str, laws: Laws | None = None) -> Rule:
    """One rule file, citing the documents in `laws`, by default the shipped. Raises: DoudiError E-RULE-FORM."""
    return _parse(text, rule_id, laws or legal_basis.read())


@cache
def _parse(text: str, rule_id: str, laws: Laws) -> Rule:
    """Reading a file is asked for again and again in one process, and says the same every time."""
    found = re.fullmatch(r"/\*\n(?P<comment>.*?)\*/\n(?P<select>SELECT\b.*)", text.strip() + "\n", re.DOTALL)
    if not found:
        raise _bad(rule_id, "/* header */ SELECT ...")
    head, _, prose = found["comment"].partition("\n\n")
    try:
        header = RuleHeader.model_validate(tomllib.loads(head, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise _bad(rule_id, str(error)) from None
    except ValidationError as error:
        raise _bad(
            rule_id, "、".join(".".join(map(str, e["loc"])) for e in error.errors(include_input=False))
        ) from None
    for name in header.reads:
        if name not in EXTRACTS:
            raise _bad(rule_id, f"needs: {name}")
    for name in header.parameters:
        if name not in PARAMETERS:
            raise _bad(rule_id, f"parameters: {name}")
    for basis in header.basis:
        if not laws.has(basis.id):
            raise _bad(rule_id, f"basis: {basis.id}")
    header = header.model_copy(update={"basis": tuple(laws.dated(basis) for basis in header.basis)})
    select = found["select"].strip()
    table, columns, condition = _shape(select, rule_id)
    rule = Rule(
        id=rule_id,
        header=header,
        prose=" ".join(prose.split()),
        select=select,
        table=table,
        columns=columns,
        condition=condition,
        version=hashlib.sha256(text.encode()).hexdigest()[:12],
    )
    _check_reasons(rule)
    _check_relief(rule)
    _check_questions(rule)
    _check_occurrence(rule)
    _check_trial(rule)
    return rule


@cache
def reader() -> duckdb.DuckDBPyConnection:
    """Opening one takes longer than reading thirty rules."""
    return connect()


def _shape(select: str, rule_id: str) -> tuple[str, tuple[str, ...], str]:
    """The table it reads, the columns it gives, its condition; refused when it leaves the portable subset."""
    tree = json.loads(reader().execute(f"SELECT json_serialize_sql({literal(select)})").fetchall()[0][0])
    if tree.get("error") or len(tree["statements"]) != 1:
        raise _bad(rule_id, str(tree.get("error_message", "one SELECT")))
    node = tree["statements"][0]["node"]
    source = node.get("from_table", {})
    flat = (
        node.get("type") == "SELECT_NODE"
        and source.get("type") == "BASE_TABLE"
        and source.get("table_name") in READABLE
        and node.get("where_clause")
        and not any(
            node.get(part) for part in ("group_expressions", "having", "qualify", "modifiers", "sample")
        )
        and not node.get("cte_map", {}).get("map")
    )
    if not flat:
        raise _bad(rule_id, "SELECT ... FROM household_month | person_month WHERE ...")
    table = READABLE[source["table_name"]]
    for expression in _expressions([*node["select_list"], node["where_clause"]]):
        kind = expression["type"]
        if kind == "FUNCTION" and expression.get("function_name") in _FUNCTIONS:
            continue
        if kind not in _OPERATORS:
            raise _bad(rule_id, f"{kind} {expression.get('function_name', '')}".strip())
        if kind == "COLUMN_REF" and expression["column_names"][-1] not in table.names:
            raise _bad(rule_id, expression["column_names"][-1])
    columns = tuple(item["alias"] or item.get("column_names", ["?"])[-1] for item in node["select_list"])
    key = ("person_no", "household_id") if table is PERSON_MONTH else ("household_id",)
    if columns[: len(key)] != key:
        raise _bad(rule_id, f"SELECT {', '.join(key)}, ...")
    return table.name, columns, re.split(r"\bWHERE\b", select, maxsplit=1)[1].strip().rstrip(";")


def _expressions(tree: Any) -> Iterator[dict[str, Any]]:
    """Every expression of a serialised statement."""
    if isinstance(tree, list):
        for item in tree:
            yield from _expressions(item)
    elif isinstance(tree, dict):
        if "class" in tree and "type" in tree:
            yield tree
        for name, item in tree.items():
            if name != "value":
                yield from _expressions(item)


def _check_reasons(rule: Rule) -> None:
    """A sentence may speak only of what the SELECT gives as evidence."""
    known = {outward(column) for column in rule.columns}
    for segment in (*rule.header.reason_zh, *rule.header.reason):
        for name in placeholders(segment):
            if name not in known:
                raise _bad(rule.id, f"reason: {{{name}}}")


def _check_relief(rule: Rule) -> None:
    """The cause of relief is named once, by the header or row by row; what is paid first needs a cause."""
    is_named_by_row = "relief_cause" in rule.columns
    if rule.header.relief and is_named_by_row:
        raise _bad(rule.id, "relief, relief_cause")
    if rule.header.small_fast and not (rule.header.relief or is_named_by_row):
        raise _bad(rule.id, "small_fast")


def _check_questions(rule: Rule) -> None:
    """Every question stands in both languages."""
    if len(rule.header.ask_zh) != len(rule.header.ask):
        raise _bad(rule.id, "ask_zh, ask")


def _check_occurrence(rule: Rule) -> None:
    """What tells occurrences apart and what grows are columns of the SELECT, and no amount is a cause."""
    for column in (*rule.header.cause, *filter(None, [rule.header.grows])):
        if column not in rule.columns:
            raise _bad(rule.id, column)
    for column in rule.header.cause:
        if "_fen" in column:
            raise _bad(rule.id, f"cause: {column}")


def _check_trial(rule: Rule) -> None:
    """A trial has an end: what nobody ends is no trial."""
    if rule.header.shadow and rule.header.valid_to == FOREVER:
        raise _bad(rule.id, "shadow: valid_to")


def outward(column: str) -> str:
    """The name of an inner column in evidence and published tables: yuan instead of fen."""
    return column.replace("_fen", "_cny")


def placeholders(segment: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", segment)


def _bad(rule_id: str, what: str) -> DoudiError:
    return DoudiError("E-RULE-FORM", f"rules/{rule_id}.sql: {what}")
