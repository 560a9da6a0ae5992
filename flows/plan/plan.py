"""The plan: the last published night with and without what is proposed, township by township."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from flows.explain import every
from flows.home import Home
from flows.nightly import read_policy
from flows.plan.compared import PLANNED, PRESENT, compare, remember
from flows.plan.curve import Curve, drawn
from flows.plan.proposal import (
    Change,
    Terms,
    applied,
    curve_range,
    refuse_overlap,
    rule_change,
    value_change,
)
from flows.plan.trial import Trial, trial
from flows.publish import outward
from flows.tonight import Progress, Tonight
from monitors.watch import Night
from rules.load import SHIPPED, Rule

EXAMPLES = 10

Row = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a person proposes, as written."""

    settings: Sequence[str] = ()
    rules: Sequence[Path] = ()
    curves: Sequence[str] = ()
    area: str | None = None
    valid_from: date | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Plan:
    """`is_as_published`: whether today's rules and values judge the night as it was published; every comparison is with
    that judgement. `townships`, `rules` and `causes` each add up to `total`; a household counts once in its township,
    with the highest amount suggested for it. `visits_per_worker` is unknown where nobody said how many workers there are.
    """

    night: Night
    run_id: str
    is_as_published: bool
    changes: tuple[Change, ...]
    total: Row
    townships: tuple[Row, ...]
    rules: tuple[Row, ...]
    causes: tuple[Row, ...]
    payments: tuple[Row, ...]
    differing: tuple[Row, ...]
    examples: tuple[Row, ...]
    curves: tuple[Curve, ...]

    @property
    def rules_that_differ(self) -> list[Row]:
        return [
            row
            for row in self.rules
            if row["gained"]
            or row["lost"]
            or row["changed"]
            or row["is_judged_before"] != row["is_judged_after"]
        ]


def plan(home: Home, asked: Asked, progress: Progress | None = None) -> Plan:
    """Judge the night as it is, with everything proposed, and with each change alone. Writes nothing that lasts.

    Raises: DoudiError E-NO-NIGHT, E-LOCK, E-USAGE for what is not known, E-STANDARD-*, E-RULE-FORM.
    """
    tell = progress or (lambda *_: None)
    with trial(home, asked.as_of) as tried:
        terms = Terms(*read_policy(home))
        changes = changes_of(home, asked, terms, tried.night)
        planned = applied(terms, changes)
        area = asked.area or home.area
        ranges = [curve_range(written) for written in asked.curves]
        alone = list(changes) if len(changes) > 1 else []
        total = 2 + len(alone)
        with _judged(tried, terms, PRESENT, is_whole=True) as present:
            precision = _precision(tried.con)
            areas = dict(tried.con.execute("SELECT area_code, name FROM outward_area").fetchall())
            is_as_published = outward.digest(tried.con) == tried.content_digest
        judged_before = {each.rule.code: each.is_judged for each in present.outcome.judgements}
        tell("现状 as it is", 1, total)
        with _judged(tried, planned, PLANNED) as after:
            judged_after = {each.rule.code: each.is_judged for each in after.outcome.judgements}
        tell("方案 as planned", 2, total)
        for place, change in enumerate(alone, start=PLANNED + 1):
            with _judged(tried, applied(terms, [change]), place):
                tell(change.name, place + 1, total)
        compare(tried.con, [change.name for change in changes])
        titles = {rule.code: rule for rule in (*terms.rules, *planned.rules)}
        return Plan(
            night=tried.night,
            run_id=tried.run_id,
            is_as_published=is_as_published,
            changes=changes,
            total=_total(tried.con),
            townships=_townships(tried.con, areas, home),
            rules=_rules(tried.con, titles, precision, judged_before, judged_after),
            causes=_causes(tried.con, areas),
            payments=_payments(tried.con),
            differing=tuple(every(tried.con, _DIFFERING)),
            examples=tuple(every(tried.con, _EXAMPLES)),
            curves=tuple(
                drawn(tried, terms, planned, each, area, asked.valid_from, precision, tell) for each in ranges
            ),
        )


@contextmanager
def _judged(tried: Trial, terms: Terms, variant: int, *, is_whole: bool = False) -> Iterator[Tonight]:
    with tried.judged(terms, is_whole=is_whole) as tonight:
        remember(tried.con, variant)
        yield tonight


def changes_of(home: Home, asked: Asked, terms: Terms, night: Night) -> tuple[Change, ...]:
    area = asked.area or home.area
    changes = (
        *(
            value_change(terms, written, area=area, night=night, valid_from=asked.valid_from)
            for written in asked.settings
        ),
        *(rule_change(terms, path, folders=(SHIPPED, home.rules), night=night) for path in asked.rules),
    )
    refuse_overlap(changes)
    return changes


def _precision(con: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    """How often each rule was right so far, by the offices' answers."""
    return {
        row["rule_code"]: row
        for row in every(
            con,
            """SELECT rule_code, confirmed, refuted, precision, precision_low, precision_high FROM outward_answer_count
            WHERE rule_code IS NOT NULL AND township_code IS NULL""",
        )
    }


_COUNTS = """
    count(*) FILTER (kind = 'gained') AS gained, count(*) FILTER (kind = 'lost') AS lost,
    count(*) FILTER (kind = 'changed') AS changed"""


def _by(key: str) -> str:
    """Warnings, households and yuan before and after, one row per value of `key`; of nothing, for all together."""
    of = f"{key} AS of" if key else "'' AS of"
    return f"""SELECT coalesce(w.of, d.of) AS of, warnings_before, warnings_after,
            coalesce(gained, 0) AS gained, coalesce(lost, 0) AS lost, coalesce(changed, 0) AS changed
        FROM (SELECT {of}, count(*) FILTER (variant = {PRESENT}) AS warnings_before,
                count(*) FILTER (variant = {PLANNED}) AS warnings_after
            FROM planned_warning WHERE variant IN ({PRESENT}, {PLANNED}) GROUP BY ALL) w
        FULL JOIN (SELECT {of}, {_COUNTS} FROM planned_difference GROUP BY ALL) d ON d.of = w.of
        ORDER BY 1"""


_HOUSEHOLDS = """
    count(*) FILTER (is_listed_before) AS households_before, count(*) FILTER (is_listed_after) AS households_after,
    coalesce(sum(suggested_cny_before), 0)::DECIMAL(18, 2) AS suggested_cny_before,
    coalesce(sum(suggested_cny_after), 0)::DECIMAL(18, 2) AS suggested_cny_after"""


def _total(con: duckdb.DuckDBPyConnection) -> Row:
    counts = next(iter(every(con, _by(""))), None) or dict.fromkeys(
        ("warnings_before", "warnings_after", "gained", "lost", "changed"), 0
    )
    (households,) = every(con, f"SELECT {_HOUSEHOLDS} FROM planned_household")
    counts.pop("of", None)
    return counts | households


def _townships(con: duckdb.DuckDBPyConnection, areas: dict[str, str], home: Home) -> tuple[Row, ...]:
    warnings = {row.pop("of"): row for row in every(con, _by("township_code"))}
    households = every(
        con, f"SELECT township_code, {_HOUSEHOLDS} FROM planned_household GROUP BY ALL ORDER BY ALL"
    )
    rows = []
    for each in households:
        code = each["township_code"]
        workers = home.workers.get(code)
        visits = {
            f"visits_per_worker_{when}": None
            if workers is None
            else round(Decimal(each[f"households_{when}"]) / workers, 1)
            for when in ("before", "after")
        }
        rows.append({"name": areas.get(code, code), "workers": workers} | each | warnings[code] | visits)
    return tuple(rows)


def _rules(
    con: duckdb.DuckDBPyConnection,
    titles: dict[str, Rule],
    precision: dict[str, Row],
    judged_before: dict[str, bool],
    judged_after: dict[str, bool],
) -> tuple[Row, ...]:
    """Every rule with a warning before or after, or that could be judged only in one of the two."""
    counted = {row.pop("of"): row for row in every(con, _by("rule_code"))}
    nothing = dict.fromkeys(("warnings_before", "warnings_after", "gained", "lost", "changed"), 0)
    unknown = dict.fromkeys(("confirmed", "refuted", "precision", "precision_low", "precision_high"))
    rows = []
    for code, rule in sorted(titles.items()):
        before, after = judged_before.get(code, False), judged_after.get(code, False)
        if code not in counted and before == after:
            continue
        said = {key: value for key, value in precision.get(code, unknown).items() if key != "rule_code"}
        rows.append(
            {"rule_code": code, "title_zh": rule.header.title_zh, "title": rule.header.title}
            | counted.get(code, nothing)
            | said
            | {"is_judged_before": before, "is_judged_after": after}
        )
    return tuple(rows)


def _causes(con: duckdb.DuckDBPyConnection, areas: dict[str, str]) -> tuple[Row, ...]:
    """One row per township and cause; yuan are what the household-highest amounts differ by."""
    rows = every(
        con,
        f"""SELECT coalesce(w.township_code, h.township_code) AS township_code, coalesce(w.cause, h.cause) AS cause,
            coalesce(gained, 0) AS gained, coalesce(lost, 0) AS lost, coalesce(changed, 0) AS changed,
            coalesce(households_more, 0) AS households_more, coalesce(households_fewer, 0) AS households_fewer,
            coalesce(suggested_cny_difference, 0)::DECIMAL(18, 2) AS suggested_cny_difference
        FROM (SELECT township_code, cause, {_COUNTS} FROM planned_difference GROUP BY ALL) w
        FULL JOIN (
            SELECT township_code, cause,
                count(*) FILTER (NOT is_listed_before) AS households_more,
                count(*) FILTER (NOT is_listed_after) AS households_fewer,
                sum(coalesce(suggested_cny_after, 0) - coalesce(suggested_cny_before, 0)) AS suggested_cny_difference
            FROM planned_household WHERE cause IS NOT NULL GROUP BY ALL
        ) h ON h.township_code = w.township_code AND h.cause = w.cause
        ORDER BY 1, 2""",
    )
    return tuple({"name": areas.get(row["township_code"], row["township_code"])} | row for row in rows)


def _payments(con: duckdb.DuckDBPyConnection) -> tuple[Row, ...]:
    return tuple(
        every(
            con,
            f"""SELECT rule_code,
                count(*) FILTER (variant = {PRESENT}) AS payments_before,
                count(*) FILTER (variant = {PLANNED}) AS payments_after,
                coalesce(sum(suggested_cny) FILTER (variant = {PRESENT}), 0)::DECIMAL(18, 2) AS suggested_cny_before,
                coalesce(sum(suggested_cny) FILTER (variant = {PLANNED}), 0)::DECIMAL(18, 2) AS suggested_cny_after
            FROM planned_payment WHERE variant IN ({PRESENT}, {PLANNED}) GROUP BY ALL ORDER BY ALL""",
        )
    )


_DIFFERING = """SELECT kind, rule_code, cause, township_code, household_key, person_key, warning_id,
        severity_before, severity_after, suggested_cny_before, suggested_cny_after
    FROM planned_difference ORDER BY ALL"""

_EXAMPLES = f"""SELECT kind, rule_code, cause, township_code, household_key, warning_id,
        severity_before, severity_after, suggested_cny_before, suggested_cny_after, reason_zh, reason_en
    FROM (
        SELECT *, row_number() OVER (PARTITION BY kind, rule_code ORDER BY md5(household_key), person_key, nth) AS place
        FROM planned_difference
    )
    ORDER BY place, kind, rule_code, md5(household_key)
    LIMIT {EXAMPLES}"""
"""Of every rule and kind one, then a second of each, and so on; nobody chose them."""
