"""The amount of a suggested temporary assistance in words: one place for every rule that suggests one.

Works on the rows of `relief`, with `is_small_fast` beside them, which `written` puts into words and figures once; the
sentences then only choose among these. Every figure that a sentence speaks of goes into the evidence; whoever redoes
the steps by hand comes to the same amount.
"""

import re
from dataclasses import dataclass

from rules.written import exact_money, money, number
from schemas.money import yuan

IS_SMALL_FAST = "coalesce(relief.is_small_fast, FALSE)"
AMOUNT = "CASE WHEN relief.is_small_fast THEN relief.small_fast_fen ELSE relief.amount_fen END"
LEVEL = "CASE WHEN relief.is_small_fast THEN 'small_fast' ELSE relief.approval_level END"
MULTIPLE = (
    "CASE WHEN relief.basis IN ('per_household', 'per_person') "
    "THEN CAST(relief.multiple_e6 * CAST(0.000001 AS DECIMAL(7, 6)) AS DECIMAL(8, 2)) END"
)


@dataclass(frozen=True)
class _Figure:
    shown: str
    exact: str


def _fen(column: str) -> _Figure:
    return _Figure(money(column), f"CAST({yuan(column)} AS VARCHAR)")


def _fen_e6(column: str) -> _Figure:
    return _Figure(exact_money(column), exact_money(column, thousands=False))


def _e6(column: str) -> _Figure:
    return _Figure(number(column), number(column))


_FIGURES = {
    "suggested_cny": _fen(f"({AMOUNT})"),
    "standard_cny_per_month": _fen("relief.standard_fen"),
    "standard_valid_from": _Figure(
        "CAST(relief.standard_from AS VARCHAR)", "'\"' || CAST(relief.standard_from AS VARCHAR) || '\"'"
    ),
    "relief_multiple": _e6("relief.multiple_e6"),
    "relief_member_count": _Figure(
        "CAST(relief.people_count AS VARCHAR)", "CAST(relief.people_count AS VARCHAR)"
    ),
    "relief_self_paid_cny": _fen("relief.self_paid_fen"),
    "relief_deductible_cny": _fen("relief.deductible_fen"),
    "relief_share": _e6("relief.share_e6"),
    "relief_base_cny": _fen_e6("relief.base_e6"),
    "relief_floor_multiple": _e6("relief.floor_multiple_e6"),
    "relief_floor_cny": _fen_e6("relief.floor_e6"),
    "relief_cap_multiple": _e6("relief.cap_multiple_e6"),
    "relief_cap_cny": _fen_e6("relief.cap_e6"),
    "relief_paid_cny": _fen("relief.paid_cause_fen"),
    "relief_rounded_cny": _fen("relief.rounded_fen"),
    "relief_paid_year_cny": _fen("relief.paid_year_fen"),
    "relief_annual_cap_cny": _fen("relief.annual_cap_fen"),
    "relief_rest_cny": _fen("relief.most_fen"),
    "small_fast_multiple": _e6("relief.small_fast_multiple_e6"),
    "small_fast_most_cny": _fen("relief.small_fast_most_fen"),
}

_MARKS = {
    "is_rounded": "relief.rounded_fen * 1000000 <> relief.due_e6",
    "is_held_small": f"{IS_SMALL_FAST} AND relief.small_fast_fen < relief.amount_fen",
}

_IS_KNOWN = f"({AMOUNT}) IS NOT NULL"
_IS_ROUNDED = "relief.is_rounded"
_IS_HELD_SMALL = "relief.is_held_small"
_FOR_ALL = "relief.basis = 'per_person' AND relief.person_no IS NULL"
_FOR_ONE = "relief.basis = 'per_person' AND relief.person_no IS NOT NULL"
_CAP_FOR_EACH = "relief.cap_basis = 'per_person' AND relief.person_no IS NULL"
_IS_PLAIN = f"""relief.basis IN ('per_household', 'per_person') AND relief.paid_cause_fen = 0
    AND NOT (relief.is_under_floor OR relief.is_over_cap OR {_IS_ROUNDED} OR relief.is_over_rest OR {_IS_HELD_SMALL})"""


@dataclass(frozen=True)
class _Piece:
    """Said where the condition holds."""

    when: str
    zh: str
    en: str


_STANDARD = _Piece(
    "relief.standard_fen IS NOT NULL",
    "当地低保标准每人每月 {standard_cny_per_month} 元（{standard_valid_from} 起执行）。",
    "The local standard is {standard_cny_per_month} yuan per person and month (from {standard_valid_from}). ",
)
_PLAIN = (
    _Piece(
        f"{_IS_PLAIN} AND relief.basis = 'per_household'",
        "建议按 {relief_multiple} 倍（按户）给予临时救助：{standard_cny_per_month} × {relief_multiple} = {suggested_cny} 元。",
        "Suggested: temporary assistance of {relief_multiple} times the standard for the household: "
        "{standard_cny_per_month} x {relief_multiple} = {suggested_cny} yuan.",
    ),
    _Piece(
        f"{_IS_PLAIN} AND {_FOR_ALL}",
        "建议按 {relief_multiple} 倍（按人）给予临时救助：{standard_cny_per_month} × {relief_multiple} × "
        "{relief_member_count} 人 = {suggested_cny} 元。",
        "Suggested: temporary assistance of {relief_multiple} times the standard for each person: "
        "{standard_cny_per_month} x {relief_multiple} x {relief_member_count} person(s) = {suggested_cny} yuan.",
    ),
    _Piece(
        f"{_IS_PLAIN} AND {_FOR_ONE}",
        "建议按 {relief_multiple} 倍给予该成员临时救助：{standard_cny_per_month} × {relief_multiple} = {suggested_cny} 元。",
        "Suggested: temporary assistance of {relief_multiple} times the standard for this member: "
        "{standard_cny_per_month} x {relief_multiple} = {suggested_cny} yuan.",
    ),
)
_STEPS = (
    _Piece(
        "relief.basis = 'per_household'",
        "{standard_cny_per_month} × {relief_multiple}（倍，按户）= {relief_base_cny}",
        "{standard_cny_per_month} x {relief_multiple} (times, for the household) = {relief_base_cny}",
    ),
    _Piece(
        _FOR_ALL,
        "{standard_cny_per_month} × {relief_multiple}（个月）× {relief_member_count}（人）= {relief_base_cny}",
        "{standard_cny_per_month} x {relief_multiple} (months) x {relief_member_count} person(s) = {relief_base_cny}",
    ),
    _Piece(
        _FOR_ONE,
        "{standard_cny_per_month} × {relief_multiple}（个月，按本人）= {relief_base_cny}",
        "{standard_cny_per_month} x {relief_multiple} (months, for this person) = {relief_base_cny}",
    ),
    _Piece("relief.basis = 'flat'", "定额 {relief_base_cny}", "fixed amount {relief_base_cny}"),
    _Piece(
        "relief.basis = 'self_paid_share' AND relief.self_paid_fen >= relief.deductible_fen",
        "（自付 {relief_self_paid_cny} − 起付线 {relief_deductible_cny}）× {relief_share} = {relief_base_cny}",
        "(self-paid {relief_self_paid_cny} - deductible {relief_deductible_cny}) x {relief_share} = {relief_base_cny}",
    ),
    _Piece(
        "relief.basis = 'self_paid_share' AND relief.self_paid_fen < relief.deductible_fen",
        "自付 {relief_self_paid_cny} 未超过起付线 {relief_deductible_cny}",
        "self-paid {relief_self_paid_cny} is within the deductible {relief_deductible_cny}",
    ),
    _Piece(
        f"relief.is_under_floor AND NOT ({_CAP_FOR_EACH})",
        "；不足下限 {relief_floor_cny}（标准的 {relief_floor_multiple} 倍），按下限",
        "; below the floor of {relief_floor_cny} ({relief_floor_multiple} times the standard), raised to it",
    ),
    _Piece(
        f"relief.is_under_floor AND {_CAP_FOR_EACH}",
        "；不足下限 {relief_floor_cny}（标准的 {relief_floor_multiple} 倍 × {relief_member_count} 人），按下限",
        "; below the floor of {relief_floor_cny} ({relief_floor_multiple} times the standard x {relief_member_count} "
        "person(s)), raised to it",
    ),
    _Piece(
        f"relief.is_over_cap AND NOT ({_CAP_FOR_EACH})",
        "；超过上限 {relief_cap_cny}（标准的 {relief_cap_multiple} 倍），按上限，确需超出的一事一议",
        "; above the cap of {relief_cap_cny} ({relief_cap_multiple} times the standard), held to it; more only case by case",
    ),
    _Piece(
        f"relief.is_over_cap AND {_CAP_FOR_EACH}",
        "；超过上限 {relief_cap_cny}（标准的 {relief_cap_multiple} 倍 × {relief_member_count} 人），按上限，确需超出的一事一议",
        "; above the cap of {relief_cap_cny} ({relief_cap_multiple} times the standard x {relief_member_count} person(s)), "
        "held to it; more only case by case",
    ),
    _Piece(
        "relief.is_paid_known",
        "；扣除本年同一事由已发 {relief_paid_cny}",
        "; less {relief_paid_cny} paid for the same cause this year",
    ),
    _Piece(
        "NOT relief.is_paid_known",
        "；本年已发情况未送达，未作扣除",
        "; what was paid this year has not been delivered, nothing is taken off",
    ),
    _Piece(
        f"{_IS_ROUNDED} AND relief.rounding = 'ceil_yuan'",
        "；进到元 {relief_rounded_cny}",
        "; rounded up to the yuan: {relief_rounded_cny}",
    ),
    _Piece(
        f"{_IS_ROUNDED} AND relief.rounding = 'half_up_yuan'",
        "；四舍五入到元 {relief_rounded_cny}",
        "; rounded to the yuan: {relief_rounded_cny}",
    ),
    _Piece(
        f"{_IS_ROUNDED} AND relief.rounding = 'cent'",
        "；四舍五入到分 {relief_rounded_cny}",
        "; rounded to the fen: {relief_rounded_cny}",
    ),
    _Piece(
        "relief.is_over_rest",
        "；本年已发 {relief_paid_year_cny}，年度封顶 {relief_annual_cap_cny}，至多再发 {relief_rest_cny}",
        "; {relief_paid_year_cny} paid this year of at most {relief_annual_cap_cny}, leaving {relief_rest_cny}",
    ),
    _Piece(
        _IS_HELD_SMALL,
        "；小额快救以标准的 {small_fast_multiple} 倍为限，至多 {small_fast_most_cny}",
        "; small and fast: at most {small_fast_multiple} times the standard, {small_fast_most_cny}",
    ),
    _Piece("TRUE", "；建议 {suggested_cny}", "; suggested {suggested_cny}"),
)
_LEVEL_ZH = f"""CASE {LEVEL} WHEN 'small_fast' THEN '小额快救（乡镇（街道）先行发放）' WHEN 'township' THEN '乡镇（街道）'
    WHEN 'county' THEN '县级民政部门' WHEN 'case_by_case' THEN '县级民政部门，一事一议' END"""

_LEVEL_EN = f"""CASE {LEVEL} WHEN 'small_fast' THEN 'small and fast, the township first'
    WHEN 'township' THEN 'the township' WHEN 'county' THEN 'the county' WHEN 'case_by_case' THEN 'the county, case by case' END"""


def written() -> str:
    """The figures as text, under the names by which the sentences call them: a SELECT list over `relief`."""
    texts = (
        column
        for name, figure in _FIGURES.items()
        for column in (f"{figure.shown} AS {name}_shown", f"{figure.exact} AS {name}_exact")
    )
    return ", ".join((*texts, *(f"{mark} AS {name}" for name, mark in _MARKS.items())))


def steps() -> str:
    """The arithmetic that a clerk can redo, and who approves."""
    return f"CASE WHEN {_IS_KNOWN} THEN {_said('zh', _STEPS)} || coalesce('；审批：' || {_LEVEL_ZH}, '') END"


def sentence(language: str) -> str:
    """What is added to a warning's reason; nothing where no amount is known."""
    wholly = {"zh": ("建议给予临时救助：", "。"), "en": ("Suggested: temporary assistance: ", ".")}[language]
    approved = {"zh": f"'审批：' || {_LEVEL_ZH} || '。'", "en": f"' Approval: ' || {_LEVEL_EN} || '.'"}[
        language
    ]
    return f"""CASE WHEN {_IS_KNOWN} THEN {_said(language, (_STANDARD,))} || CASE WHEN {_IS_PLAIN}
        THEN {_said(language, _PLAIN)} ELSE '{wholly[0]}' || {_said(language, _STEPS)} || '{wholly[1]}' END
        || coalesce({approved}, '') ELSE '' END"""


def evidence() -> str:
    """The figures of the sentence, to be put into the evidence behind those of the rule."""
    spoken: dict[str, list[str]] = {name: [] for name in _FIGURES}
    for piece in (_STANDARD, *_PLAIN, *_STEPS):
        when = piece.when if piece not in _STEPS else f"NOT ({_IS_PLAIN}) AND {piece.when}"
        for name in _names(piece.zh):
            spoken[name].append(f"({when})")
    pairs = [
        f"CASE WHEN {' OR '.join(whens)} THEN coalesce(',\"{name}\":' || relief.{name}_exact, '') ELSE '' END"
        for name, whens in spoken.items()
    ]
    basis = "',\"relief_basis\":\"' || relief.basis || '\"'"
    return f"CASE WHEN {_IS_KNOWN} THEN {basis} || {' || '.join(pairs)} ELSE '' END"


def _said(language: str, pieces: tuple[_Piece, ...]) -> str:
    return " || ".join(
        f"CASE WHEN {piece.when} THEN coalesce({_filled(getattr(piece, language))}, '') ELSE '' END"
        for piece in pieces
    )


def _filled(text: str) -> str:
    return " || ".join(
        f"relief.{part}_shown" if place % 2 else f"'{part}'"
        for place, part in enumerate(re.split(r"\{(\w+)\}", text))
        if part
    )


def _names(text: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", text)


SPOKEN = frozenset({*_FIGURES, "relief_basis"})
"""Names under which the evidence holds what is said here."""
