"""The register of who stands on the line: households within so much of it, exact in fen, and who crosses it when a
standard that has been announced begins, and what that costs.

Lines and incomes are the night's own signals, made once as they are and once with the announced values in force already:
the household's income stays, only the line moves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flows.asked import asked
from flows.explain import every
from flows.home import Home
from flows.nightly import read_policy
from flows.plan.plan import Asked, changes_of
from flows.plan.proposal import Change, Terms, applied
from flows.plan.trial import Trial, trial
from flows.publish.key_secret import tell_secret
from flows.value_words import in_words
from monitors.watch import Night
from schemas import masks
from schemas.faults import DoudiError
from schemas.money import yuan
from schemas.parameter_words import population as in_chinese
from schemas.parameters import PARAMETERS
from schemas.standard import Standard

LINES = {"subsistence": "subsistence_limit_12m_fen", "near_dibao": "near_dibao_limit_12m_fen"}
"""Each line, and the smallest income of the twelve months that is not below it."""
_MAY_APPLY = {
    "subsistence": "NOT is_over_subsistence_property",
    "near_dibao": "NOT has_near_dibao AND NOT is_over_near_dibao_property",
}
"""What else must be so, of a household in neither programme with a member registered here, for the line to matter."""
DRAWN_BY = (
    "subsistence_allowance_standard",
    "subsistence_ratio",
    "near_dibao_ratio",
    "mixed_household_method",
)
_ELSEWHERE = "NOT has_subsistence_allowance AND NOT has_extreme_poverty_support AND has_local_member"
_BAND = re.compile(r"(?P<line>[a-z_]+)=(?P<amount>\d+(?:\.\d{1,2})?)(?P<share>%)?")

Row = dict[str, Any]


@dataclass(frozen=True)
class Band:
    """How far from a line: yuan of yearly income, or a share of the line in per cent."""

    line: str
    amount: Decimal
    is_share: bool

    @property
    def holds(self) -> str:
        """SQL: whether `distance_fen` from `limit_fen` is within; whole numbers only."""
        if self.is_share:
            return f"abs(distance_fen)::HUGEINT * 10000 <= limit_fen::HUGEINT * {int(self.amount * 100)}"
        return f"abs(distance_fen) <= {int(self.amount * 100)}"


@dataclass(frozen=True)
class NearLine:
    """`households` are those within the band, and whoever crosses, near or far; `distance_cny` is the income less the
    smallest that is not below the line: below it is negative, exactly on the line nothing. `townships` add up to
    `total`. A household whose income is not wholly known stands nowhere near a line, and is counted apart."""

    night: Night
    bands: tuple[Band, ...]
    changes: tuple[Change, ...]
    households: tuple[Row, ...]
    townships: tuple[Row, ...]
    total: tuple[Row, ...]
    unknown_households: int


def band(written: str) -> Band:
    """`subsistence=500` (yuan a year), `near_dibao=5%`. Raises: DoudiError E-USAGE."""
    found = _BAND.fullmatch(written)
    if not found or found["line"] not in LINES:
        raise DoudiError(
            "E-USAGE", f"--line {asked(written)}: {' | '.join(LINES)}=YUAN | =PERCENT%", exit_code=2
        )
    return Band(found["line"], Decimal(found["amount"]), found["share"] is not None)


def near_line(home: Home, asked: Asked, bands: Sequence[Band]) -> NearLine:
    """Everybody near these lines on the night. What is proposed (`asked.settings`) moves them; where nothing is, what
    has been announced by the night and begins first. Writes nothing that lasts.

    Raises: DoudiError E-NO-NIGHT, E-LOCK, E-USAGE, E-STANDARD-*.
    """
    with trial(home, asked.as_of) as tried:
        terms = Terms(*read_policy(home))
        changes = changes_of(home, asked, terms, tried.night) or announced(terms, home.area, tried.night)
        changes = tuple(_brought_forward(change, tried.night) for change in changes)
        _lines(tried, terms, "line_before")
        _lines(tried, applied(terms, changes), "line_after")
        con = tried.con
        tell_secret(con, home.person_key())
        con.execute(f"CREATE TEMP TABLE near_line AS {' UNION ALL '.join(map(_near, bands))}")
        areas = dict(con.execute("SELECT area_code, name FROM area_known").fetchall())
        return NearLine(
            night=tried.night,
            bands=tuple(bands),
            changes=changes,
            households=tuple(every(con, _HOUSEHOLDS)),
            townships=tuple(
                {"name": areas.get(row["township_code"], row["township_code"])} | row
                for row in every(con, _summed("line, township_code"))
            ),
            total=tuple(every(con, _summed("line"))),
            unknown_households=con.execute(
                "SELECT count(*) FROM line_before WHERE income_12m_fen IS NULL AND is_in_register"
            ).fetchall()[0][0],
        )


def announced(terms: Terms, area: str, night: Night) -> tuple[Change, ...]:
    """What draws the lines and had been announced by the night for a later day: the first such day's values."""
    ahead = [
        row
        for row in terms.values
        if row.key in DRAWN_BY
        and row.valid_from > night.month_start
        and row.known_from <= night.known_at
        and (row.area_code == "00" or row.area_code.startswith(area) or area.startswith(row.area_code))
    ]
    first = min((row.valid_from for row in ahead), default=None)
    return tuple(_change(row) for row in ahead if row.valid_from == first)


def _change(row: Standard) -> Change:
    whom = "" if row.population == "all" else f"（{in_chinese(row.population)} {row.population}）"
    parameter = PARAMETERS[row.key]
    return Change(
        f"{row.key}.{row.population}={row.value}",
        parameter.zh,
        parameter.en,
        (f"{row.valid_from} 起 from{whom}",),
        (in_words(row),),
        values=(row,),
    )


def _brought_forward(change: Change, night: Night) -> Change:
    """As if it held already on the day by which the night's lines are drawn."""
    known = {"published_on": night.known_at if night.month_start > night.known_at else None}
    return Change(
        change.name,
        change.zh,
        change.en,
        change.was,
        change.becomes,
        values=tuple(
            row.model_copy(update={"valid_from": night.month_start} | known)
            if row.valid_from > night.month_start
            else row
            for row in change.values
        ),
    )


def _lines(tried: Trial, terms: Terms, name: str) -> None:
    tried.watch(terms)
    tried.con.execute(
        f"""CREATE TEMP TABLE {name} AS SELECT household_id, township_code, village_code, member_count, is_in_register,
            income_12m_fen, subsistence_line_fen_per_month, expected_allowance_fen_per_month,
            {", ".join(LINES.values())}, has_subsistence_allowance, has_near_dibao,
            {", ".join(f"{_ELSEWHERE} AND {so} AS may_apply_{line}" for line, so in _MAY_APPLY.items())}
        FROM household_month"""
    )


def _near(asked: Band) -> str:
    """Every household with a known income, on one line; `crosses` says which way the change takes it."""
    limit = LINES[asked.line]
    is_subsistence = asked.line == "subsistence"
    return f"""
        SELECT *, {asked.holds} AS is_near FROM (
            SELECT '{asked.line}' AS line, {masks.household_key("before.household_id")} AS household_key,
                before.township_code, before.village_code, before.member_count, before.income_12m_fen,
                before.{limit} AS limit_fen, after.{limit} AS limit_after_fen,
                before.income_12m_fen - before.{limit} AS distance_fen,
                before.income_12m_fen - after.{limit} AS distance_after_fen,
                before.has_subsistence_allowance, before.has_near_dibao, before.may_apply_{asked.line} AS may_apply,
                CASE WHEN before.income_12m_fen >= before.{limit} AND before.income_12m_fen < after.{limit} THEN 'in'
                    WHEN before.income_12m_fen < before.{limit} AND before.income_12m_fen >= after.{limit} THEN 'out'
                    END AS crosses,
                -- What a month costs more: a newcomer's allowance, and what the line of those who receive one rises by.
                CASE WHEN {is_subsistence} AND may_apply AND before.income_12m_fen >= before.{limit}
                        AND before.income_12m_fen < after.{limit} THEN after.expected_allowance_fen_per_month
                    WHEN {is_subsistence} AND before.has_subsistence_allowance
                        THEN after.subsistence_line_fen_per_month - before.subsistence_line_fen_per_month
                    END AS cost_fen_per_month
            FROM line_before before JOIN line_after after USING (household_id)
            WHERE before.income_12m_fen IS NOT NULL OR before.has_subsistence_allowance
        )"""


_HOUSEHOLDS = f"""
    SELECT line, household_key, township_code, village_code, member_count,
        {yuan("income_12m_fen")} AS income_12m_cny, {yuan("limit_fen")} AS limit_12m_cny,
        {yuan("limit_after_fen")} AS limit_after_12m_cny, {yuan("distance_fen")} AS distance_cny,
        {yuan("distance_after_fen")} AS distance_after_cny,
        CASE WHEN distance_fen < 0 THEN 'below' WHEN distance_fen = 0 THEN 'at' ELSE 'above' END AS side,
        crosses, may_apply, has_subsistence_allowance, has_near_dibao,
        CASE WHEN may_apply THEN {yuan("cost_fen_per_month")} END AS allowance_cny_per_month
    FROM near_line WHERE is_near OR crosses IS NOT NULL
    ORDER BY line, township_code, village_code, distance_fen, household_key"""


def _summed(by: str) -> str:
    return f"""
        SELECT {by},
            count(*) FILTER (is_near AND distance_fen < 0) AS below,
            count(*) FILTER (is_near AND distance_fen = 0) AS at,
            count(*) FILTER (is_near AND distance_fen > 0) AS above,
            count(*) FILTER (crosses = 'in') AS crosses_in,
            count(*) FILTER (crosses = 'out') AS crosses_out,
            count(*) FILTER (crosses = 'in' AND may_apply) AS may_apply,
            {_money("may_apply")} AS newcomers_cny_per_month,
            count(*) FILTER (has_subsistence_allowance) AS receiving,
            {_money("has_subsistence_allowance")} AS receiving_cny_per_month,
            {_money("TRUE")} AS cny_per_month,
            {_money("TRUE", 12)} AS cny_per_year
        FROM near_line GROUP BY {by} ORDER BY {by}"""


def _money(where: str, times: int = 1) -> str:
    fen = f"CAST(coalesce(sum(cost_fen_per_month) FILTER ({where}), 0) * {times} AS BIGINT)"
    return yuan(fen)
