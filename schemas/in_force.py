"""Which value of every parameter holds somewhere on a day: the ladder of `monitors/alike_value.sql`, for one place.

The monitor answers for every village of a night at once; this answers a person who asks about one area, before any
night has run. A test holds the two to the same answers.
"""

from collections.abc import Iterable
from datetime import date

from schemas.parameters import PARAMETERS
from schemas.standard import Standard

Held = dict[tuple[str, str], Standard]
"""By key and population."""


def in_force(standards: Iterable[Standard], area: str, as_of: date, known_at: date | None = None) -> Held:
    """The nearest authority with a value in force wins, then the narrower population, then the latest start."""
    held: Held = {}
    seen = [
        row
        for row in standards
        if (row.area_code == "00" or area.startswith(row.area_code))
        and row.valid_from <= as_of < row.valid_to
        and row.known_from <= (known_at or as_of)
    ]
    for key, parameter in PARAMETERS.items():
        for population in parameter.populations:
            steps = ("all", population.partition(".")[0], population)
            rows = [row for row in seen if row.key == key and row.population in steps]
            if rows:
                held[key, population] = max(rows, key=lambda row: _rank(row, population))
    return held


def _rank(row: Standard, population: str) -> tuple[int, int, date, date]:
    nearness = 0 if row.area_code == "00" else len(row.area_code)
    narrowness = 2 if row.population == population else 0 if row.population == "all" else 1
    return nearness, narrowness, row.valid_from, row.known_from
