"""A place's landing folder, and the invented people in it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from flows.synth.identity import number_of
from schemas.extracts import EXTRACTS

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜"
GIVEN = "明芳伟娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英玉兰红梅建华"


class Sample:
    def __init__(self, landing: Path) -> None:
        self._landing = landing

    def deliver(self, extract: str, day: date, rows: Sequence[Mapping[str, object]]) -> None:
        """One file with the columns that the rows name, under their Chinese headings, in the contract's order."""
        columns = [column for column in EXTRACTS[extract].columns if column.name in rows[0]]
        folder = self._landing / extract / day.isoformat()
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{EXTRACTS[extract].zh}.csv").open("w", encoding="utf-8", newline="") as out:
            table = csv.writer(out, lineterminator="\n")
            table.writerow(column.zh for column in columns)
            table.writerows([row[column.name] for column in columns] for row in rows)


def people(born_from: date, sequence: int = 1) -> Iterator[tuple[str, str]]:
    """Identity numbers and names, without end and without a double: one person per birth date, then the next
    sequence."""
    names = [surname + given for given, surname in product(GIVEN, SURNAMES)]
    for place in range(10**6):
        born = born_from + timedelta(days=place % 3000)
        yield number_of(born, sequence + place // 3000), names[place % len(names)]


def member(
    household: str,
    person: tuple[str, str],
    village: str,
    *,
    relation: str = "户主",
    residence_class: str = "农村",
) -> dict[str, object]:
    """A row of the register of somebody registered where they live."""
    return {
        "household_id": household,
        "id_number": person[0],
        "name": person[1],
        "relation": relation,
        "residence_class": residence_class,
        "hukou_region": village[:6],
        "residence_region": village,
    }


def months(before: date, count: int) -> list[str]:
    """The full months before the month of a day, oldest first."""
    last = before.year * 12 + before.month - 2
    return [f"{index // 12}-{index % 12 + 1:02d}" for index in range(last - count + 1, last + 1)]


def parts(total: int, count: int) -> list[int]:
    """A sum in so many whole parts that differ a little and add up to it."""
    even, rest = divmod(total, count)
    shares = [even + (place < rest) for place in range(count)]
    for place in range(0, count - 1, 2):
        shift = even // 10 * (place % 5) // 5
        shares[place] += shift
        shares[place + 1] -= shift
    return shares
