"""Townships' reserve ledgers: an opening in January, a top-up, and a draw for every payment made from the reserve.

Some do not add up, so that every kind of matter is there to be seen: one township keeps no ledger, one is low, one
overdrawn, one entered another opening than was left, and now and then a draw is missing, doubled, or not its payment.
Nothing here is drawn by chance, and nothing is spoiled.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flows.synth.money import yuan_text

EVERY = 50
"""Among so many payments one is entered wrongly in each way."""
LARGE_FEN = 522_600
"""A payment of six times the urban standard of 2022: more than townships may grant anywhere."""


@dataclass(frozen=True, order=True)
class Paid:
    """A payment made from a reserve."""

    paid_on: date
    payment_no: str
    township: str
    fen: int


@dataclass(frozen=True)
class _Entry:
    entered_on: date
    township: str
    kind: str
    fen: int
    payment_no: str = ""


def paid_from_reserve(relief: Iterable[Sequence[str]]) -> Iterator[Paid]:
    """Of rows of the relief file, those that a township paid from its reserve."""
    for number, _, _, day, _, amount, fund, township in relief:
        if fund == "备用金":
            fen = int(amount.replace(".", ""))
            yield Paid(date(int(day[:4]), int(day[4:6]), int(day[6:])), number, township, fen)


def large_payment(township: str, delivered_on: date) -> tuple[str, ...]:
    """A row of the relief file: a township that gave more on its own than it may, to somebody in no register."""
    day = delivered_on - timedelta(days=1)
    return (
        "LSB1",
        f"求助-LSB{township}",
        "",
        f"{day:%Y%m%d}",
        "突发急难",
        yuan_text(LARGE_FEN),
        "备用金",
        township,
    )


def ledgers(townships: Sequence[str], payments: Iterable[Paid], delivered_on: date) -> list[tuple[str, ...]]:
    """The rows of the file, township by township, as they were entered. Three townships at least."""
    new_year = date(delivered_on.year, 1, 1)
    *keeping, low, without = townships
    overdrawn, carried = keeping[-1], keeping[0]
    ours = sorted(paid for paid in payments if paid.paid_on >= new_year and paid.township != without)
    entries = list(_draws(ours))
    # Spent for nobody: the draw names no payment.
    entries.append(_Entry(new_year, overdrawn, "支出", 80_000))
    spent = Counter[str]()
    for entry in entries:
        spent[entry.township] += entry.fen
    for place, township in enumerate((*keeping, low)):
        opening, top_up = 2_000_000 + place % 5 * 500_000 + spent[township], 1_000_000
        if township == low:
            opening, top_up = 600_000 + spent[township], 0
        elif township == overdrawn:
            opening, top_up = spent[township] - 30_000, 0
        entries.append(_Entry(new_year, township, "期初", opening))
        if township == carried:
            # What the last day of the old year left, of which the new year's opening knows less.
            entries.append(_Entry(new_year - timedelta(days=1), township, "期初", opening + 100_000))
        if top_up:
            half = new_year + (delivered_on - new_year) // 2
            entries.append(_Entry(half, township, "拨入", top_up))
    order = {"期初": 0, "拨入": 1, "支出": 2}
    entries.sort(key=lambda entry: (entry.township, entry.entered_on, order[entry.kind], entry.payment_no))
    return [
        (
            f"BYJ{place:07d}",
            entry.township,
            entry.entered_on.isoformat(),
            entry.kind,
            yuan_text(entry.fen),
            entry.payment_no,
        )
        for place, entry in enumerate(entries, 1)
    ]


def _draws(payments: Iterable[Paid]) -> Iterator[_Entry]:
    for place, paid in enumerate(payments):
        draw = _Entry(paid.paid_on, paid.township, "支出", paid.fen, paid.payment_no)
        match place % EVERY:
            case 0:
                yield _Entry(paid.paid_on, paid.township, "支出", paid.fen + 5_000, paid.payment_no)
            case 1:
                continue
            case 2:
                yield draw
                yield draw
            case _:
                yield draw
