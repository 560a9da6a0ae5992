"""What departments delivered: how fresh each extract is, and whether every row and cent is accounted for."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.words import DELIVERY_DAY, DELIVERY_MARK, words_of
from flows.words import Words
from schemas import masks
from schemas.extract import Extract
from schemas.extracts import EXTRACTS

CALENDAR_NIGHTS = 14


class _Reconciled(NamedTuple):
    """The files of one extract on the newest day that brought anything, added up.

    The rows of a held file count as quarantined; `rows_quarantined_held` says how many they are.
    """

    extract: str
    delivered_on: date
    loaded_on: date | None
    files: int
    files_held: int
    rows_in: int
    rows_loaded: int
    rows_collapsed: int
    rows_quarantined: int
    rows_quarantined_held: int
    rows_skipped: int
    files_rows_unequal: int
    amount_in_cny: Decimal | None
    amount_loaded_cny: Decimal | None
    amount_quarantined_cny: Decimal | None
    files_amount_unequal: int


class Standing(NamedTuple):
    """One extract on the night. `figures` is None when it was never delivered; `age` counts days."""

    name: Words
    department: Words
    code: str
    figures: _Reconciled | None
    age: int | None
    max_age_days: int | None

    @property
    def has_amount(self) -> bool:
        contract = EXTRACTS.get(self.code)
        return contract is None or contract.amount is not None

    @property
    def is_late(self) -> bool:
        return self.age is not None and self.max_age_days is not None and self.age > self.max_age_days

    @property
    def is_held(self) -> bool:
        return self.figures is not None and self.figures.files_held > 0

    @property
    def state(self) -> Words:
        """Held and late can both be true; both are then said."""
        if self.figures is None:
            return Words("从未送达", "never delivered")
        said = [Words("有扣留", "held")] if self.is_held else []
        if self.age is None:
            said.append(Words("从未入库", "never loaded"))
        elif self.is_late:
            said.append(Words("逾期", "late"))
        if not said:
            return Words("按时", "in time")
        return Words("，".join(each.zh for each in said), ", ".join(each.en for each in said))


class HeldFile(NamedTuple):
    """A file kept out as a whole that may still be missed. `loaded_since`: a later one was loaded."""

    delivery_id: str
    extract: str
    delivered_on: date
    file_name: str
    rows_in: int
    codes: list[str]
    remark_zh: str
    remark_en: str
    loaded_since: bool


class History(NamedTuple):
    """All files ever known, and how many of them do not add up."""

    files: int
    files_rows_unequal: int
    files_amount_unequal: int


class Difference(NamedTuple):
    """What the files of one extract that came since the night before changed in what was known."""

    extract: str
    known_on: date
    rows_added: int
    rows_changed: int
    rows_gone: int
    rows_same: int
    amount_change_cny: Decimal

    @property
    def name(self) -> Words:
        return extract_name(self.extract)

    @property
    def has_amount(self) -> bool:
        contract = EXTRACTS.get(self.extract)
        return contract is not None and contract.amount is not None


class Square(NamedTuple):
    """One extract in one night."""

    kind: str
    mark: str
    words: Words


class CalendarRow(NamedTuple):
    """The squares of one extract, oldest night first."""

    name: Words
    squares: tuple[Square, ...]


# The rows of a file sent twice are the earlier day's, yet the department has confirmed them: they count as fresh.
NEWEST = """
    SELECT
        extract AS name,
        coalesce(max(delivered_on) FILTER (state <> 'same_again'), max(delivered_on)) AS newest_on,
        max(delivered_on) FILTER (state IN ('loaded', 'same_again')) AS loaded_on
    FROM delivery GROUP BY extract
"""

_UNEQUAL = """
    count(*) FILTER (
        rows_in IS DISTINCT FROM rows_loaded + rows_collapsed + rows_quarantined + rows_skipped
    ) AS files_rows_unequal
"""

_AMOUNT_UNEQUAL = """
    count(*) FILTER (
        coalesce(amount_in_cny, 0) <> coalesce(amount_loaded_cny, 0) + coalesce(amount_quarantined_cny, 0)
    ) AS files_amount_unequal
"""


def standings(con: DuckDBPyConnection, as_of: date) -> list[Standing]:
    """Shape: one row per extract that has a contract or was ever delivered."""
    delivered = {
        found.extract: found
        for found in rows(
            con,
            _Reconciled,
            f"""
            WITH newest AS ({NEWEST})
            SELECT
                extract, delivered_on, any_value(loaded_on), count(*), count(*) FILTER (state = 'held'),
                sum(rows_in), sum(rows_loaded), sum(rows_collapsed), sum(rows_quarantined),
                coalesce(sum(rows_quarantined) FILTER (state = 'held'), 0), sum(rows_skipped),
                {_UNEQUAL},
                sum(amount_in_cny), sum(amount_loaded_cny), sum(amount_quarantined_cny),
                {_AMOUNT_UNEQUAL}
            FROM delivery JOIN newest ON newest.name = extract AND newest.newest_on = delivered_on
            GROUP BY extract, delivered_on
            """,
        )
    }
    codes = [*EXTRACTS, *sorted(set(delivered) - set(EXTRACTS))]
    return [_standing(code, delivered.get(code), as_of) for code in codes]


def _standing(code: str, figures: _Reconciled | None, as_of: date) -> Standing:
    contract: Extract | None = EXTRACTS.get(code)
    loaded_on = figures.loaded_on if figures else None
    return Standing(
        name=extract_name(code),
        department=Words(contract.department_zh, contract.department) if contract else Words("", ""),
        code=code,
        figures=figures,
        age=(as_of - loaded_on).days if loaded_on else None,
        max_age_days=contract.max_age_days if contract else None,
    )


def extract_name(code: str) -> Words:
    """What an extract is called in the bureau; its code where it has no contract."""
    contract = EXTRACTS.get(code)
    return Words(contract.zh if contract else code, code.replace("_", " "))


def history(con: DuckDBPyConnection) -> History:
    return rows(con, History, f"SELECT count(*), {_UNEQUAL}, {_AMOUNT_UNEQUAL} FROM delivery")[0]


def held_files(con: DuckDBPyConnection, as_of: date) -> list[HeldFile]:
    """Held files that still matter, newest first.

    A later whole register makes a held one moot. A later file of events, months or other kinds does not: what the held
    one contained may be missing for good, so it is listed for as long as the extract's data count as fresh.
    """
    found = rows(
        con,
        HeldFile,
        f"""
        WITH loaded AS (
            SELECT extract, max(delivered_on) AS loaded_on
            FROM delivery WHERE state = 'loaded' GROUP BY extract
        )
        SELECT
            delivery_id, extract, delivered_on,
            {masks.free_text("file_name")}, coalesce(rows_in, 0), coalesce(codes, []),
            {masks.free_text("coalesce(remark_zh, '')")},
            {masks.free_text("coalesce(remark_en, '')")},
            coalesce(loaded_on > delivered_on, false)
        FROM delivery LEFT JOIN loaded USING (extract)
        WHERE state = 'held'
        ORDER BY delivered_on DESC, extract, file_name, delivery_id
        """,
    )
    return [file for file in found if _still_missed(file, as_of)]


def _still_missed(file: HeldFile, as_of: date) -> bool:
    contract = EXTRACTS.get(file.extract)
    if not file.loaded_since or contract is None:
        return not file.loaded_since
    return (contract.mode != "full" or bool(contract.replaced)) and (
        as_of - file.delivered_on
    ).days <= contract.max_age_days


def differences(con: DuckDBPyConnection, as_of: date) -> list[Difference]:
    """One row per extract. On a first night, each extract's newest day counts as what came since the night before."""
    return rows(
        con,
        Difference,
        """
        WITH newest AS (SELECT extract, max(known_on) AS newest_on FROM difference GROUP BY extract),
        before AS (SELECT max(as_of) AS as_of FROM run WHERE as_of < $as_of)
        SELECT
            extract, newest_on, sum(rows_added), sum(rows_changed), sum(rows_gone), sum(rows_same),
            sum(amount_change_cny)
        FROM difference JOIN newest USING (extract) CROSS JOIN before
        WHERE known_on > coalesce(before.as_of, newest_on - 1)
        GROUP BY extract, newest_on ORDER BY extract
        """,
        as_of=as_of,
    )


def calendar(
    con: DuckDBPyConnection, standing: Sequence[Standing], as_of: date
) -> tuple[list[date], list[CalendarRow]]:
    """The last nights, and what each extract had brought since the night before; where that is nothing, whether it was
    overdue. What lies in a home before its first night is that night's.

    Several files share a square; the one that needs a person most gives it its mark.
    """
    nights = rows(
        con,
        lambda night: night,
        """SELECT DISTINCT as_of FROM run WHERE as_of <= $as_of ORDER BY as_of DESC LIMIT $nights""",
        as_of=as_of,
        nights=CALENDAR_NIGHTS,
    )[::-1]
    seen = rows(
        con,
        lambda extract, night, kind, loaded_on: ((extract, night), (kind, loaded_on)),
        """
        WITH nights AS (
            SELECT as_of AS night, coalesce(lag(as_of) OVER (ORDER BY as_of), DATE '0001-01-01') AS night_before
            FROM (SELECT DISTINCT as_of FROM run WHERE as_of <= $as_of)
        ),
        extracts AS (SELECT DISTINCT extract FROM delivery)
        SELECT
            extract, night,
            CASE
                WHEN bool_or(state = 'held' AND delivered_on > night_before) THEN 'held'
                WHEN bool_or(state = 'loaded' AND rows_quarantined > 0 AND delivered_on > night_before) THEN 'partial'
                WHEN bool_or(state = 'loaded' AND delivered_on > night_before) THEN 'loaded'
                WHEN bool_or(state = 'superseded' AND delivered_on > night_before) THEN 'superseded'
                WHEN bool_or(delivered_on > night_before) THEN 'same_again'
                ELSE 'none'
            END,
            max(delivered_on) FILTER (state IN ('loaded', 'superseded', 'same_again'))
        FROM extracts CROSS JOIN nights LEFT JOIN delivery USING (extract)
        WHERE delivered_on <= night
        GROUP BY extract, night
        """,
        as_of=as_of,
    )
    found: dict[tuple[str, date], tuple[str, date | None]] = dict(seen)
    return nights, [
        CalendarRow(
            each.name, tuple(_square(_kind(found.get((each.code, night)), each, night)) for night in nights)
        )
        for each in standing
        if each.figures is not None
    ]


def _kind(found: tuple[str, date | None] | None, standing: Standing, night: date) -> str:
    kind, loaded_on = found or ("none", None)
    if kind != "none" or loaded_on is None or standing.max_age_days is None:
        return kind
    return "late" if (night - loaded_on).days > standing.max_age_days else "none"


def _square(kind: str) -> Square:
    return Square(kind, DELIVERY_MARK[kind], words_of(DELIVERY_DAY, kind))
