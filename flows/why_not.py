"""Why a household is on no list: every rule of the last night, the condition that failed, by how much, and what would
change it.

What nobody has delivered is said as such: a rule that could not be judged found nothing and cleared nothing, and an
unknown income is no income of zero.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import duckdb

from flows.condition_words import Words, said, unknown_columns
from flows.home import Home, warehouse
from flows.publish.inner_names import as_rules_name_it
from rules import load as rule_files
from rules.conditions import Tried, tried
from rules.load import READABLE, SHIPPED, Rule, load_rules
from schemas.checks import text
from schemas.connection import connect
from schemas.faults import DoudiError
from schemas.masks import key_of

Status = Literal["fires", "does_not_hold", "unknown", "not_judged"]


@dataclass(frozen=True)
class Verdict:
    """What one rule says of one household, or of one of its members."""

    rule_code: str
    rule_id: str
    title_zh: str
    title: str
    gives: str
    status: Status
    about: dict[str, Any] | None
    not_judged_reason: str | None
    failed: tuple[Words, ...]
    unknown: tuple[tuple[str, str, str], ...]
    warnings: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Answer:
    """Every rule about one household on the last published night."""

    household_key: str
    night: dict[str, Any]
    are_rules_the_same: bool
    members: tuple[dict[str, Any], ...]
    verdicts: tuple[Verdict, ...]


def why_not(
    home: Home,
    asked: str,
    *,
    person: str | None = None,
    rule_code: str | None = None,
    is_identity_number: bool = False,
) -> Answer:
    """`asked` is a household's number, its key or a person's key; an identity number only where it is said to be one.

    Raises: DoudiError E-NO-NIGHT, E-NOT-FOUND, E-USAGE.
    """
    latest = home.published / "latest.duckdb"
    if not latest.exists():
        raise DoudiError("E-NO-NIGHT", str(latest))
    if not is_identity_number and re.fullmatch(r"\d{17}[\dXx]|\d{15}", asked):
        raise DoudiError(
            "E-USAGE",
            "身份证号只从标准输入读取 / an identity number is read from standard input only: doudi why-not -",
            exit_code=2,
        )
    with connect() as con:
        con.execute(f"ATTACH {text(str(latest.resolve()))} AS published (READ_ONLY)")
        keys = (
            _numbers(home, asked)
            if is_identity_number
            else [asked, key_of("household", asked, home.person_key())]
        )
        household, found_person = _household(con, keys)
        person = person or found_person
        _narrow(con, household, person)
        texts = load_rules((SHIPPED, home.rules))
        rules = [rule for rule in texts if rule_code in (None, rule.code)]
        if not rules:
            raise DoudiError("E-NOT-FOUND", "--rule")
        night = _rows(
            con,
            "SELECT run_id, as_of, known_at, rules_digest FROM published.run ORDER BY as_of DESC, run_id DESC LIMIT 1",
        )[0]
        digest = rule_files.digest(texts)
        members = _rows(
            con,
            "SELECT person_no AS person_key, age_years, is_counted FROM person_month ORDER BY age_years DESC NULLS LAST, person_no",
        )
        if person is not None and not members:
            raise DoudiError("E-NOT-FOUND", "--person")
        verdicts = _verdicts(con, home, night, rules, household, members)
        return Answer(household, night, night["rules_digest"] == digest, tuple(members), verdicts)


def _numbers(home: Home, number: str) -> list[str]:
    """The keys of everybody that a number and its changes may stand for: a key is made of the first of a chain."""
    with warehouse(home, read_only=True) as con:
        chain = con.execute(
            """WITH RECURSIVE chain AS (
                SELECT person_no FROM person WHERE id_number = ?
                UNION
                SELECT unnest([change.old_person_no, change.new_person_no]) FROM id_change change
                JOIN chain ON chain.person_no IN (change.old_person_no, change.new_person_no))
            SELECT DISTINCT person.id_number FROM chain JOIN person USING (person_no) ORDER BY 1""",
            [number.upper()],
        ).fetchall()
    return [key_of("person", bearer, home.person_key()) for (bearer,) in chain]


def _household(con: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> tuple[str, str | None]:
    """The household's key, and the person's where one was asked for. Raises: DoudiError E-NOT-FOUND."""
    found = con.execute(
        """SELECT household_key, NULL FROM published.household_month WHERE household_key IN (SELECT unnest($keys))
        UNION ALL
        SELECT household_key, person_key FROM published.person_month WHERE person_key IN (SELECT unnest($keys))
        LIMIT 1""",
        {"keys": list(keys)},
    ).fetchall()
    if not found:
        raise DoudiError(
            "E-NOT-FOUND",
            "最近一晚的名册中没有这一户（人）：先核对家庭编号，再看名册是否已送达、该行是否被隔离"
            " / not in the register of the last night: check the number, then whether the register came and the row was"
            " quarantined",
        )
    return found[0]


def _narrow(con: duckdb.DuckDBPyConnection, household: str, person: str | None) -> None:
    """The wide tables of this household alone, under the names rules use."""
    only = f" AND person_key = {text(person)}" if person else ""
    for table in READABLE.values():
        narrowed = only if "person_no" in table.names else ""
        con.execute(
            f"""CREATE TABLE {table.name} AS SELECT {as_rules_name_it(table)} FROM published.{table.name}
            WHERE household_key = {text(household)}{narrowed}"""
        )


def _verdicts(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    night: dict[str, Any],
    rules: Sequence[Rule],
    household: str,
    members: Sequence[dict[str, Any]],
) -> tuple[Verdict, ...]:
    judged = {
        row["rule_id"]: row
        for row in _rows(con, f"SELECT * FROM published.judgement WHERE run_id = {text(night['run_id'])}")
    }
    in_force = [rule for rule in rules if rule.id in judged]
    if not in_force:
        raise DoudiError("E-NOT-FOUND", f"{rules[0].code}: {night['as_of']} 未施行 / not in force")
    told = _warnings(con, home, household)
    by_row = {
        table: tried(con, [rule for rule in in_force if rule.table == table], table, key)
        for table, key in (("household_month", "household_id"), ("person_month", "person_no"))
    }
    ages = {member["person_key"]: member for member in members}
    verdicts = []
    for rule in in_force:
        judgement = judged[rule.id]
        if not judgement["is_judged"]:
            verdicts.append(
                _verdict(rule, "not_judged", None, reason=judgement["not_judged_reason"], told=told)
            )
            continue
        for about, result in by_row[rule.table][rule.id].items():
            status: Status = (
                "fires" if result.holds else "unknown" if result.holds is None else "does_not_hold"
            )
            verdicts.append(_verdict(rule, status, ages.get(about), result=result, told=told))
    return tuple(verdicts)


def _verdict(
    rule: Rule,
    status: Status,
    about: dict[str, Any] | None,
    *,
    told: Sequence[dict[str, Any]],
    result: Tried | None = None,
    reason: str | None = None,
) -> Verdict:
    parts = result.parts if result else ()
    table = READABLE[rule.table]
    person = about["person_key"] if about else None
    mine = tuple(
        each
        for each in told
        if each["rule_code"] == rule.code and (about is None or each["person_key"] in (None, person))
    )
    failed = tuple(said(part, table) for part in parts if part.holds is False)
    # A column that a failed condition names is told there already.
    named = {name for words in failed for name in _named(words)}
    return Verdict(
        rule_code=rule.code,
        rule_id=rule.id,
        title_zh=rule.header.title_zh,
        title=rule.header.title,
        gives=rule.header.gives,
        status=status,
        about=about,
        not_judged_reason=reason,
        failed=failed,
        unknown=tuple(
            each
            for each in unknown_columns([part for part in parts if part.holds is None], table)
            if each[0] not in named
        ),
        warnings=mine,
    )


def _named(words: Words) -> set[str]:
    inner = (*words.alternatives, *words.together)
    return {*words.columns, *(name for each in inner for name in _named(each))}


def _warnings(con: duckdb.DuckDBPyConnection, home: Home, household: str) -> list[dict[str, Any]]:
    """The household's warnings as they stand, and until when a settled one keeps quiet."""
    told = _rows(
        con,
        f"""SELECT warning_id, rule_code, person_key, state, severity, opened_on, closed_on
        FROM published.warning WHERE household_key = {text(household)} ORDER BY warning_id""",
    )
    if told:
        with warehouse(home, read_only=True) as ledger:
            hidden = dict(
                ledger.execute(
                    """SELECT warning_id, arg_max(hidden_until_on, (event_on, coalesce(step, 0)))
                    FROM warning_event JOIN published_run USING (run_id)
                    WHERE warning_id IN (SELECT unnest(?)) AND hidden_until_on IS NOT NULL GROUP BY warning_id""",
                    [[each["warning_id"] for each in told]],
                ).fetchall()
            )
        for each in told:
            is_quiet = each["state"] in ("snoozed", "refuted", "data_error", "acted")
            each["hidden_until_on"] = hidden.get(each["warning_id"]) if is_quiet else None
    return told


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = con.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
