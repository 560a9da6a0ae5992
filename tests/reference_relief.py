"""Amounts in plain Python, whole numbers only, read off the policy and not off the SQL."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor


@dataclass
class Scheme:
    """One locality's scheme for one cause. None is not set."""

    basis: str | None = "per_household"
    multiple: Fraction | None = Fraction(6)
    flat: int | None = None
    share: Fraction | None = None
    deductible: int | None = None
    floor: Fraction | None = None
    cap: Fraction | None = None
    cap_basis: str | None = None
    annual_cap: int | None = None
    rounding: str | None = "cent"
    once_a_year: bool | None = None
    small_fast: tuple[str, Fraction] | None = None
    township: tuple[str, Fraction] | None = None


@dataclass
class Case:
    scheme: Scheme
    standard: int
    members: int = 1
    self_paid: int = 0
    paid: list[tuple[bool, int]] = field(default_factory=list)
    """Paid this year: whether for the same cause, and how many fen."""


def rounded(fen: Fraction, mode: str) -> int:
    """To whole fen. Half a yuan, or half a fen, goes up."""
    if mode == "ceil_yuan":
        return ceil(fen / 100) * 100
    if mode == "half_up_yuan":
        return floor(fen / 100 + Fraction(1, 2)) * 100
    return floor(fen + Fraction(1, 2))


def is_within(fen: int, limit: tuple[str, Fraction], standard: int) -> bool:
    operator, multiple = limit
    most = multiple * standard
    return fen <= most if operator in ("not_above", "above") else fen < most


def relief(case: Case) -> tuple[int | None, str | None]:
    """The suggested amount in fen and who approves it."""
    scheme, standard = case.scheme, case.standard
    made = base(case)
    if made is None or scheme.rounding is None:
        return None, None
    people = case.members if scheme.cap_basis == "per_person" else 1
    if scheme.floor is not None or scheme.cap is not None:
        if scheme.cap_basis is None:
            return None, None
        if scheme.floor is not None:
            made = max(made, scheme.floor * standard * people)
        if scheme.cap is not None:
            made = min(made, scheme.cap * standard * people)
    same = sum(fen for is_same, fen in case.paid if is_same)
    amount = rounded(max(Fraction(0), made - same), scheme.rounding)
    if scheme.annual_cap is not None:
        rest = max(0, scheme.annual_cap - sum(fen for _, fen in case.paid))
        unit = 1 if scheme.rounding == "cent" else 100
        amount = min(amount, rest // unit * unit)
    if scheme.once_a_year and same > 0:
        return amount, "case_by_case"
    if amount == 0:
        return amount, None
    if scheme.township and is_within(amount, scheme.township, standard):
        return amount, "township"
    return amount, "county"


def base(case: Case) -> Fraction | None:
    scheme = case.scheme
    if scheme.basis in ("per_household", "per_person"):
        people = case.members if scheme.basis == "per_person" else 1
        return None if scheme.multiple is None else Fraction(case.standard) * scheme.multiple * people
    if scheme.basis == "flat":
        return None if scheme.flat is None else Fraction(scheme.flat)
    if scheme.basis == "self_paid_share" and scheme.share is not None and scheme.deductible is not None:
        return scheme.share * max(0, case.self_paid - scheme.deductible)
    return None


def supplement(
    *,
    standard: int,
    cpi: Fraction,
    food: Fraction,
    low_income: Fraction | None,
    lines: tuple[Fraction, Fraction],
    method: str,
    index_kind: str,
    upper: Fraction,
    rounding: str,
    minimum: int | None,
) -> int | None:
    """The price supplement of one person in fen; None where prices have not risen enough, or the index lacks."""
    triggers = [rate for rate, line in zip((cpi, food), lines, strict=True) if rate >= line]
    if not triggers:
        return None
    if method == "jiangsu_12_8":
        amount = Fraction(standard, 8 if cpi >= upper else 12)
    else:
        rate = max(triggers) if method == "trigger_index" else cpi if index_kind == "cpi" else low_income
        if rate is None:
            return None
        amount = standard * max(Fraction(0), rate) / 100
    return max(rounded(amount, rounding), minimum or 0)
