"""Tonight's judgements: each rule runs alone, as it is written, over the wide tables.

A rule whose input is late, held or missing is not judged: it finds nothing and clears nothing. The evidence
and the sentence come from the very row that fired.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules import relief_words
from rules.load import Rule, outward, placeholders
from rules.suggest import suggest_amounts
from rules.written import money
from schemas.engine import Engine
from schemas.money import yuan
from schemas.parameters import PARAMETERS

FINDING_COLUMNS = """
    rule_code VARCHAR,
    rule_id VARCHAR,
    rule_version VARCHAR,
    household_id VARCHAR,
    person_no INTEGER,
    severity VARCHAR,
    suggested_fen BIGINT,
    relief_multiple DECIMAL(8, 2),
    relief_basis VARCHAR,
    standard_fen_per_month BIGINT,
    standard_valid_from DATE,
    relief_cause VARCHAR,
    is_small_fast BOOLEAN,
    approval_level VARCHAR,
    amount_steps VARCHAR,
    cause VARCHAR,
    measure BIGINT,
    evidence VARCHAR,
    reason_zh VARCHAR,
    reason_en VARCHAR"""
PAYMENT_COLUMNS = f"""{FINDING_COLUMNS},
    category VARCHAR,
    month_on DATE"""

_NOT_EVIDENCE = {"household_id", "person_no", "severity", "member_count", "relief_cause", "is_small_fast"}
LABEL = "label_"
"""A column of this name only words a sentence; it is no evidence."""


@dataclass(frozen=True)
class Judgement:
    """What one rule could judge. Counts are households, or people where the rule is about people."""

    rule: Rule
    is_judged: bool
    reason: str
    judged_count: int
    hit_count: int


def evaluate(con: Engine, rules: Sequence[Rule], *, as_of: date, blind: Mapping[str, str]) -> list[Judgement]:
    """Fill the temporary tables `finding` and `payment` with tonight's hits of every rule in force on `as_of`.

    `blind` maps an extract that cannot be relied on tonight to the reason why. Shape of `finding`: one row
    per hit, key (rule_code, household_id, person_no); amounts in fen, the evidence's in yuan. `payment` is the same of
    rules that suggest a payment and warn of nothing, with the `category` and month it is for. `undecided` has
    one row per household or person for whom an input of a judged rule is unknown.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE found (gives VARCHAR, {PAYMENT_COLUMNS})")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE undecided (rule_code VARCHAR, household_id VARCHAR, person_no INTEGER)"
    )
    found_values = {row[0] for row in con.execute("SELECT DISTINCT key FROM alike_value").fetchall()}
    judged: dict[Rule, list[str]] = {}
    for rule in rules:
        if not rule.in_force(as_of):
            continue
        reasons = [blind[extract] for extract in rule.header.needs if extract in blind]
        if rule.header.needs_any and all(extract in blind for extract in rule.header.needs_any):
            told = rule.header.needs
            reasons += [blind[extract] for extract in rule.header.needs_any if extract not in told]
        missing = [key for key in rule.header.parameters if key not in found_values]
        if missing and not reasons:
            named = "、".join(PARAMETERS[key].zh for key in missing)
            reasons = [f"没有执行中的标准：{named} / no value in force: {', '.join(missing)}"]
        judged[rule] = reasons
        if not reasons:
            _judge(con, rule)
    judgements = _counted(con, judged)
    suggest_amounts(con)
    con.execute(f"CREATE OR REPLACE TEMP TABLE finding ({FINDING_COLUMNS})")
    con.execute(
        f"INSERT INTO finding BY NAME SELECT {_names(FINDING_COLUMNS)} FROM found WHERE gives = 'warning'"
    )
    con.execute(f"CREATE OR REPLACE TEMP TABLE payment ({PAYMENT_COLUMNS})")
    con.execute(
        f"INSERT INTO payment BY NAME SELECT {_names(PAYMENT_COLUMNS)} FROM found WHERE gives = 'payment'"
    )
    return judgements


def _names(columns: str) -> str:
    return ", ".join(column.split()[0] for column in columns.strip().split(",\n"))


def _judge(con: Engine, rule: Rule) -> None:
    person = "person_no" if "person_no" in rule.columns else "NULL"
    con.execute(
        f"""INSERT INTO undecided SELECT '{rule.code}', household_id, {person}
        FROM {rule.table} WHERE ({rule.condition}) IS NULL"""
    )
    con.execute(f"INSERT INTO found BY NAME SELECT {_finding(rule)} FROM (\n{rule.select.rstrip(';')}\n) hit")


def _counted(con: Engine, judged: Mapping[Rule, list[str]]) -> list[Judgement]:
    """What became of every rule in force, counted once for all of them. `judged` says why a rule could not be judged."""
    hits, undecided = (
        dict(con.execute(f"SELECT rule_code, count(*) FROM {table} GROUP BY rule_code").fetchall())
        for table in ("found", "undecided")
    )
    everyone = {
        table: con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for table in {rule.table for rule, reasons in judged.items() if not reasons}
    }
    return [
        Judgement(rule, False, "；".join(reasons), 0, 0)
        if reasons
        else Judgement(
            rule, True, "", everyone[rule.table] - undecided.get(rule.code, 0), hits.get(rule.code, 0)
        )
        for rule, reasons in judged.items()
    ]


def _finding(rule: Rule) -> str:
    """The SELECT list that turns a rule's row into a finding."""
    given = set(rule.columns)

    def given_or_null(column: str, kind: str) -> str:
        return f"CAST({column if column in given else 'NULL'} AS {kind}) AS {column}"

    severity = (
        f"coalesce(severity, '{rule.header.severity}')"
        if "severity" in given
        else f"'{rule.header.severity}'"
    )
    header = rule.header
    cause = "relief_cause" if "relief_cause" in given else f"'{header.relief}'" if header.relief else "NULL"
    small_fast = "is_small_fast" if "is_small_fast" in given else str(header.small_fast).upper()
    return f"""
        '{header.gives}' AS gives,
        '{rule.code}' AS rule_code,
        '{rule.id}' AS rule_id,
        '{rule.version}' AS rule_version,
        household_id,
        {given_or_null("person_no", "INTEGER")},
        {severity} AS severity,
        -- The one place where a suggested amount is rounded: to the fen, half up.
        {given_or_null("suggested_fen", "BIGINT")},
        {given_or_null("relief_multiple", "DECIMAL(8, 2)")},
        {given_or_null("relief_basis", "VARCHAR")},
        {given_or_null("standard_fen_per_month", "BIGINT")},
        {given_or_null("standard_valid_from", "DATE")},
        {cause} AS relief_cause,
        {small_fast} AS is_small_fast,
        {given_or_null("category", "VARCHAR")},
        {given_or_null("month_on", "DATE")},
        {_cause(rule)} AS cause,
        CAST({header.grows or "NULL"} AS BIGINT) AS measure,
        {_evidence(rule)} AS evidence,
        {_sentence(rule.header.reason_zh, rule)} AS reason_zh,
        {_sentence(rule.header.reason, rule)} AS reason_en"""


def _cause(rule: Rule) -> str:
    """What tells this occurrence from another: amounts are no part of it, nor is what is not the case."""
    parts = [f"'{column}=' || nullif(CAST({column} AS VARCHAR), 'false')" for column in rule.header.cause]
    return f"nullif(concat_ws(' ', {', '.join(parts)}), '')" if parts else "CAST(NULL AS VARCHAR)"


def _evidence(rule: Rule) -> str:
    said_with_amount = relief_words.SPOKEN if rule.suggests_relief else frozenset()
    pairs = ", ".join(
        f"'{outward(column)}', {_exact(column)}"
        for column in rule.columns
        if column not in _NOT_EVIDENCE
        and not column.startswith(LABEL)
        and outward(column) not in said_with_amount
    )
    return f"CAST(json_object({pairs}) AS VARCHAR)"


def _exact(column: str) -> str:
    """A column as evidence holds it: fen as yuan with two decimals, exactly (a product, never a quotient); a multiple
    without idle zeros."""
    if "_fen" in column:
        return yuan(f"CAST({column} AS BIGINT)")
    if column.endswith("multiple"):
        return f"CAST({column} AS DOUBLE)"
    return column


def _sentence(segments: Sequence[str], rule: Rule) -> str:
    """Segments joined; one whose figures are not all known is null and falls out."""
    inner = {outward(column): column for column in rule.columns}
    parts = []
    for segment in segments:
        pieces = re.split(r"\{(\w+)\}", segment)
        terms = [
            _shown(inner[piece]) if place % 2 else "'" + piece.replace("'", "''") + "'"
            for place, piece in enumerate(pieces)
            if piece
        ]
        parts.append(f"coalesce({' || '.join(terms)}, '')" if placeholders(segment) else terms[0])
    return " || ".join(parts)


def _shown(column: str) -> str:
    """A column as people read it: money with thousands and two decimals, a multiple or a rate without idle zeros."""
    if "_fen" in column:
        return money(f"CAST({column} AS BIGINT)")
    if column.endswith(("multiple", "_yoy")):
        return f"rtrim(rtrim(CAST({column} AS VARCHAR), '0'), '.')"
    return f"CAST({column} AS VARCHAR)"
