"""What is proposed: values and rules to try, held to the same form as those in force."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path

from flows.asked import asked
from flows.value_words import in_words
from monitors.watch import Night
from rules import legal_basis
from rules.legal_basis import Laws
from rules.load import Rule, parse
from schemas.faults import DoudiError
from schemas.in_force import in_force
from schemas.parameter_words import population as in_chinese
from schemas.parameters import PARAMETERS
from schemas.standard import Standard, entered

_WRITTEN = re.compile(
    r"(?P<key>[^.=\s]+)(?:\.(?P<population>[a-z_.]+))?\s*=\s*"
    r"(?:(?P<operator>below|not_above|above|at_least):)?(?P<value>[^\s]+)(?:\s+(?P<unit>[a-z_]+))?"
)
_RANGE = re.compile(r"(?P<first>\d+(?:\.\d+)?)\.\.(?P<last>\d+(?:\.\d+)?)(?:/(?P<step>\d+(?:\.\d+)?))?")
POINTS = 40
"""Every point of a curve is a night judged."""


@dataclass(frozen=True)
class Terms:
    """What a night is judged by."""

    rules: list[Rule]
    laws: Laws
    values: list[Standard]


@dataclass(frozen=True)
class Change:
    """One thing that is proposed; `name` as it was written, `was` and `becomes` in words, a line for each value."""

    name: str
    zh: str
    en: str
    was: tuple[str, ...]
    becomes: tuple[str, ...]
    values: tuple[Standard, ...] = ()
    rules: tuple[Rule, ...] = ()
    laws: Laws | None = None

    @property
    def keys(self) -> set[tuple[str, ...]]:
        """What it decides: no two changes may decide the same."""
        return {(row.key, row.population) for row in self.values} | {(rule.code,) for rule in self.rules}


def applied(terms: Terms, changes: Iterable[Change]) -> Terms:
    """The terms with every change made: a value in the place of those that begin on its day or after, a rule in the
    place of all texts of its code."""
    rules, laws, values = terms.rules, terms.laws, terms.values
    for change in changes:
        for new in change.values:
            values = [row for row in values if not _replaces(new, row)] + [new]
        codes = {rule.code for rule in change.rules}
        rules = sorted(
            [*(rule for rule in rules if rule.code not in codes), *change.rules],
            key=lambda rule: (rule.code, rule.header.valid_from),
        )
        laws = change.laws or laws
    return Terms(rules, laws, values)


def _replaces(new: Standard, row: Standard) -> bool:
    same = (new.area_code, new.key, new.population) == (row.area_code, row.key, row.population)
    return same and row.valid_from >= new.valid_from


def value_change(terms: Terms, written: str, *, area: str, night: Night, valid_from: date | None) -> Change:
    """`relief_multiple.illness=8`, `near_dibao_ratio=not_above:1.5`, or with its unit behind. Without a population every
    population that has a value gets the new one; without an operator each keeps its own; by default from the first
    of the night's month, on which lines are drawn.

    Raises: DoudiError E-USAGE for what is not known, E-STANDARD-* for what no standards file may hold either.
    """
    found = _WRITTEN.fullmatch(written.strip())
    if not found:
        raise _unknown(f"--set {written}", "PARAMETER[.POPULATION]=[OPERATOR:]VALUE [UNIT]")
    parameter = PARAMETERS[_key(found["key"])]
    begins = valid_from or night.month_start
    held = in_force(terms.values, area, max(begins, night.as_of), max(night.known_at, night.as_of))
    rows = [row for (key, _), row in held.items() if key == parameter.key]
    populations = (
        [found["population"]] if found["population"] else list(dict.fromkeys(row.population for row in rows))
    )
    was, becomes, values = [], [], []
    for population in populations or ["all"]:
        if population not in (*parameter.populations, "all"):
            raise _unknown(
                f"{parameter.key}.{population}", _near(population, [*parameter.populations, "all"])
            )
        row = next((each for each in rows if each.population == population), None) or next(iter(rows), None)
        new = entered(
            area,
            parameter,
            {
                "population": population,
                "value": found["value"] if parameter.choices else _number(found["value"], written),
                "unit": found["unit"] or parameter.unit,
                "valid_from": begins,
                "published_on": night.known_at if begins > night.known_at else None,
                "source": "doudi plan",
                "confidence": "assumed",
                "checked": None,
            }
            | ({"operator": operator} if (operator := found["operator"] or (row and row.operator)) else {}),
            "--set",
            1,
        )
        values.append(new)
        whom = "" if population == "all" else f"（{in_chinese(population)} {population}）"
        present = held.get((parameter.key, population), row)
        was.append(f"{in_words(present)}{whom}" if present else "— 没有 none")
        becomes.append(in_words(new))
    return Change(written, parameter.zh, parameter.en, tuple(was), tuple(becomes), values=tuple(values))


def rule_change(terms: Terms, path: Path, *, folders: Sequence[Path], night: Night) -> Change:
    """A rule file, or a folder of them laid out as `rules/` is, with the documents they cite.

    Raises: DoudiError E-USAGE where there is none or it is not in force on the night, E-RULE-FORM naming the file.
    """
    laws = terms.laws
    if path.is_dir():
        laws = legal_basis.read((*folders, path))
        files = sorted(path.glob("*/*.sql"))
    else:
        files = [path] if path.is_file() else []
    if not files:
        raise _unknown(f"--rule {path}", "<programme>/<name>.sql")
    rules = tuple(
        parse(file.read_text(encoding="utf-8"), f"{file.resolve().parent.name}/{file.stem}", laws)
        for file in files
    )
    for rule in rules:
        if not rule.in_force(night.as_of):
            raise _unknown(f"--rule {rule.id}", f"valid_from = {rule.header.valid_from} > {night.as_of}")
    before = {rule.code: rule for rule in terms.rules if rule.in_force(night.as_of)}
    return Change(
        f"--rule {path.name}",
        "、".join(f"{rule.code} {rule.header.title_zh}" for rule in rules),
        ", ".join(f"{rule.code} {rule.header.title}" for rule in rules),
        tuple(_text_of(before.get(rule.code)) for rule in rules),
        tuple(_text_of(rule) for rule in rules),
        rules=rules,
        laws=laws,
    )


def _text_of(rule: Rule | None) -> str:
    return f"{rule.code} {rule.id}@{rule.version}" if rule else "— 没有 none"


def refuse_overlap(changes: Sequence[Change]) -> None:
    """Raises: DoudiError E-USAGE where two changes decide the same thing."""
    for place, change in enumerate(changes):
        for earlier in changes[:place]:
            if shared := change.keys & earlier.keys:
                raise _unknown(f"{earlier.name}, {change.name}", " ".join(min(shared)))


@dataclass(frozen=True)
class Range:
    """`relief_multiple=3..12`, `subsistence_ratio=1.0..1.5/0.05`: by default in steps of the ends' last decimal."""

    written: str
    key: str
    population: str | None
    values: tuple[Decimal, ...]

    def settings(self) -> Iterator[tuple[Decimal, str]]:
        whom = f".{self.population}" if self.population else ""
        for value in self.values:
            yield value, f"{self.key}{whom}={value}"

    def with_values(self, present: Iterable[Decimal]) -> "Range":
        """With what holds today among the points, where it lies between the ends."""
        within = {value for value in present if self.values[0] < value < self.values[-1]}
        return replace(self, values=tuple(sorted({*self.values, *within})))


def curve_range(written: str) -> Range:
    """Raises: DoudiError E-USAGE."""
    left, _, right = written.partition("=")
    found = _RANGE.fullmatch(right.strip())
    name, _, population = left.strip().partition(".")
    key = _key(name)
    if not found or PARAMETERS[key].choices:
        raise _unknown(f"--curve {written}", "PARAMETER[.POPULATION]=FIRST..LAST[/STEP]")
    first, last = Decimal(found["first"]), Decimal(found["last"])
    finest = min(_exponent(found["first"]), _exponent(found["last"]))
    step = Decimal(found["step"]) if found["step"] else Decimal(1).scaleb(finest)
    if last <= first or not step or (last - first) / step > POINTS:
        raise _unknown(f"--curve {written}", f"FIRST < LAST, ≤ {POINTS} 点 points")
    count = int((last - first) / step)
    points = [first + step * place for place in range(count + 1)]
    return Range(written, key, population or None, tuple(dict.fromkeys([*points, last])))


def _exponent(number: str) -> int:
    return -len(number.partition(".")[2])


def _key(written: str) -> str:
    """A parameter by its key or its Chinese name."""
    named = {parameter.zh: key for key, parameter in PARAMETERS.items()}
    key = named.get(written, written)
    if key not in PARAMETERS:
        raise _unknown(written, _near(written, [*PARAMETERS, *named]))
    return key


def _number(written: str, where: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation:
        raise _unknown(f"--set {where}", "VALUE") from None


def _near(written: str, known: Sequence[str]) -> str:
    near = get_close_matches(written, known, n=3, cutoff=0.5)
    return f"是不是 did you mean {', '.join(near)}?" if near else "doudi standards template"


def _unknown(where: str, hint: str) -> DoudiError:
    return DoudiError("E-USAGE", f"{asked(where)}: {hint}", exit_code=2)
