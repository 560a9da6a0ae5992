"""Households that somebody still has to visit, counted by township, by main reason and by severity.

Every household counts once, by its gravest warning (of equally grave ones the first rule), so that the three tables add up
to the same. Which rows a table has depends on the area and the rules alone: a row that appeared with its first household
would tell of it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.home import Home
from flows.publish.night_file import night_file
from rules.load import SHIPPED, load_rules
from schemas.connection import connect
from schemas.office import SEVERITY_ZH
from schemas.rule import SEVERITIES
from schemas.silent_sample import CODE as SILENT_SAMPLE

_FOREMOST = f"""
SELECT township_code, rule_code, severity FROM warning WHERE is_listed AND rule_code <> '{SILENT_SAMPLE}'
QUALIFY row_number() OVER (
    PARTITION BY coalesce(household_key, person_key, warning_id)
    ORDER BY list_position({list(SEVERITIES)}, severity), rule_code, warning_id
) = 1"""


@dataclass(frozen=True)
class Row:
    """One cell: its code, what it is called, how many households."""

    code: str
    zh: str
    en: str
    count: int


@dataclass(frozen=True)
class Counted:
    """The tables of a night. Exact: for the bureau's own eyes."""

    as_of: date
    area_name: str
    by_township: tuple[Row, ...]
    by_rule: tuple[Row, ...]
    by_severity: tuple[Row, ...]

    @property
    def tables(self) -> tuple[tuple[Row, ...], ...]:
        return self.by_township, self.by_rule, self.by_severity

    @property
    def total(self) -> int:
        return sum(row.count for row in self.by_township)


TABLES = (("乡镇（街道）", "township"), ("主要原因", "main reason"), ("级别", "severity"))
"""What each of `Counted.tables` goes by."""


def households(home: Home, month: str | None = None) -> Counted:
    """Of the last published night, or of the last of a month (`2022-06`). Raises: DoudiError E-NO-NIGHT, E-NOT-FOUND."""
    with connect(night_file(home, month), read_only=True) as con:
        as_of = con.execute("SELECT max(as_of) FROM run WHERE state LIKE 'published%'").fetchall()[0][0]
        names = dict(con.execute("SELECT area_code, name FROM area").fetchall())
        townships = con.execute(
            """SELECT DISTINCT township_code FROM household_month WHERE township_code IS NOT NULL
            UNION SELECT area_code FROM area WHERE length(area_code) = 9 ORDER BY 1"""
        ).fetchall()
        found = con.execute(_FOREMOST).fetchall()
    warning_rules = {
        rule.code: (rule.header.title_zh, rule.header.title)
        for rule in sorted(load_rules((SHIPPED, home.rules)), key=lambda rule: rule.code)
        if rule.header.gives == "warning"
    }
    by_township, by_rule, by_severity = (
        (Counter(column) for column in zip(*found, strict=True)) if found else (Counter(),) * 3
    )
    return Counted(
        as_of=as_of,
        area_name=home.name or names.get(home.area, home.area),
        by_township=_rows(by_township, {code: (names.get(code, code), code) for (code,) in townships}),
        by_rule=_rows(by_rule, warning_rules),
        by_severity=tuple(Row(code, zh, code, by_severity[code]) for code, zh in SEVERITY_ZH.items()),
    )


def _rows(counts: Counter[str], listed: Mapping[str, tuple[str, str]]) -> tuple[Row, ...]:
    known = tuple(Row(code, zh, en, counts[code]) for code, (zh, en) in listed.items())
    # Always there: of a place or a rule that is no longer listed.
    return (*known, Row("", "其他", "other", counts.total() - sum(row.count for row in known)))
