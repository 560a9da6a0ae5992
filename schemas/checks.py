"""The SQL that turns a cell's text into a typed value, or says by code why it cannot.

Made from each column's contract. Rows whose every cell is in plain form take a short path; only the others are
cleaned (full-width digits, stray spaces, a spreadsheet's apostrophe), tried again and, if need be, explained.
Nothing is guessed: what fits no accepted form is a fault, and money is never rounded.
"""

from schemas.extract import Column
from schemas.money import yuan

_STRAY = " \t\r'\u3000\u00a0\u200b\ufeff"
_WIDE = "０１２３４５６７８９．－／：，ＸｘＥ＋"
_NARROW = "0123456789.-/:,XxE+"

_BROKEN_CELL = "#(N/A|REF!|VALUE!|DIV/0!|NAME[?]|NUM!|NULL!)"
"""What a spreadsheet shows where a formula failed; it is nobody's name."""

_MANGLED_NUMBER = r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+"
"""How a spreadsheet writes a long number; its last digits are lost."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643-1999, annex A."""


def text(value: str) -> str:
    """A SQL string literal."""
    return "'" + value.replace("'", "''") + "'"


def clean(raw: str) -> str:
    return f"nullif(trim({raw}, {text(_STRAY)}), '')"


def narrow(raw: str) -> str:
    """The cell in half-width characters, without stray marks around it."""
    return f"translate({clean(raw)}, {text(_WIDE)}, {text(_NARROW)})"


def dashed(raw: str) -> str:
    """The same with the marks of a year and a month as dashes. For days only: 月500 is no amount below zero."""
    return f"translate({narrow(raw)}, '年月', '--')"


def check_character(first17: str) -> str:
    """The eighteenth character of an identity number. Source: GB 11643."""
    total = " + ".join(
        f"(ascii(substr({first17}, {place}, 1)) - 48) * {weight}"
        for place, weight in enumerate(_WEIGHTS, start=1)
    )
    return f"substr('10X98765432', ({total}) % 11 + 1, 1)"


def birth_date(id_number: str) -> str:
    return (
        f"TRY_CAST(substr({id_number}, 7, 4) || '-' || substr({id_number}, 11, 2) || '-' "
        f"|| substr({id_number}, 13, 2) AS DATE)"
    )


def canonical_identity(raw: str) -> str:
    """Eighteen characters, upper case; a fifteen-digit number gains its century and check character."""
    bare = f"upper(replace({narrow(raw)}, ' ', ''))"
    first17 = f"(left({bare}, 6) || '19' || right({bare}, 9))"
    return (
        f"CASE WHEN regexp_full_match({bare}, '[0-9]{{17}}[0-9X]') THEN {bare} "
        f"WHEN regexp_full_match({bare}, '[0-9]{{15}}') THEN {first17} || {check_character(first17)} END"
    )


def identity_fault(id_number: str, delivered_on: str) -> str:
    """Why an eighteen-character number cannot be anyone's; null when it can."""
    birth = birth_date(id_number)
    return (
        f"CASE WHEN {birth} IS NULL OR {birth} > {delivered_on} OR {birth} < DATE '1880-01-01' "
        f"THEN 'E-ID-BIRTH' "
        f"WHEN substr({id_number}, 18, 1) <> {check_character(f'left({id_number}, 17)')} THEN 'E-ID-CHECK' END"
    )


def _identity_shape_fault(raw: str) -> str:
    mangled = f"regexp_full_match({narrow(raw)}, {text(_MANGLED_NUMBER)})"
    return f"CASE WHEN {mangled} THEN 'E-ID-NUM' ELSE 'E-ID-SHAPE' END"


def _money(raw: str) -> str:
    bare = narrow(raw)
    grouped = r"'-?([0-9]{1,13}|[0-9]{1,3}(,[0-9]{3}){1,3}|[0-9](,[0-9]{3}){4})(\.[0-9]{1,2})?元?'"
    return (
        f"CASE WHEN regexp_full_match({bare}, {grouped}) "
        f"THEN CAST(CAST(replace(replace({bare}, ',', ''), '元', '') AS DECIMAL(18,2)) * 100 AS BIGINT) END"
    )


def _date(raw: str) -> str:
    bare = f"regexp_replace(replace({dashed(raw)}, '日', ''), '[/.]', '-', 'g')"
    return (
        f"CASE WHEN regexp_full_match({bare}, '[12][0-9]{{3}}-[0-9]{{1,2}}-[0-9]{{1,2}}') "
        f"THEN TRY_CAST({bare} AS DATE) "
        f"WHEN regexp_full_match({bare}, '[12][0-9]{{7}}') THEN TRY_CAST(left({bare}, 4) || '-' "
        f"|| substr({bare}, 5, 2) || '-' || right({bare}, 2) AS DATE) END"
    )


def _date_fault(raw: str) -> str:
    bare = f"regexp_replace(replace({dashed(raw)}, '日', ''), '[/.]', '-', 'g')"
    shaped = "'[12][0-9]{3}-[0-9]{1,2}-[0-9]{1,2}|[12][0-9]{7}'"
    return (
        f"CASE WHEN regexp_full_match({bare}, {shaped}) THEN 'E-DATE-IMPOSSIBLE' "
        f"WHEN regexp_full_match({bare}, '[0-9]{{1,2}}-[0-9]{{1,2}}-[0-9]{{2,4}}') THEN 'E-DATE-AMBIGUOUS' "
        f"ELSE 'E-DATE' END"
    )


def _month(raw: str) -> str:
    bare = f"regexp_replace(trim(regexp_replace({dashed(raw)}, '[/.]', '-', 'g'), '-'), '[^0-9-]', 'x', 'g')"
    return (
        f"CASE WHEN regexp_full_match({bare}, '[12][0-9]{{3}}-[0-9]{{1,2}}') THEN TRY_CAST({bare} || '-1' AS DATE) "
        f"WHEN regexp_full_match({bare}, '[12][0-9]{{5}}') "
        f"THEN TRY_CAST(left({bare}, 4) || '-' || right({bare}, 2) || '-01' AS DATE) END"
    )


def _school_year(raw: str) -> str:
    """The 1 September on which it begins; the two years must follow each other."""
    bare = f"regexp_replace(replace({dashed(raw)}, '学-', ''), '[/~—–至]+', '-')"
    return (
        f"CASE WHEN regexp_full_match({bare}, '[12][0-9]{{3}}-[12][0-9]{{3}}') "
        f"AND CAST(right({bare}, 4) AS INTEGER) = CAST(left({bare}, 4) AS INTEGER) + 1 "
        f"THEN TRY_CAST(left({bare}, 4) || '-09-01' AS DATE) END"
    )


def _without_unit(column: Column, raw: str) -> str:
    bare = narrow(raw)
    return f"regexp_replace({bare}, '({'|'.join(column.suffixes)})$', '')" if column.suffixes else bare


def _count(column: Column, raw: str) -> str:
    bare = _without_unit(column, raw)
    return f"CASE WHEN regexp_full_match({bare}, '[0-9]{{1,6}}') THEN CAST({bare} AS INTEGER) END"


def _decimal(column: Column, raw: str) -> str:
    bare = _without_unit(column, raw)
    plain_number = r"'-?([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})(\.[0-9]{1,4})?'"
    return (
        f"CASE WHEN regexp_full_match({bare}, {plain_number}) "
        f"THEN CAST(replace({bare}, ',', '') AS DECIMAL(18, 4)) END"
    )


def _timestamp(raw: str) -> str:
    """Day and time of day as offices write them; a day alone begins at midnight."""
    days = f"regexp_replace(replace(replace({dashed(raw)}, '日', ' '), 'T', ' '), '[/.]', '-', 'g')"
    bare = f"trim(regexp_replace({days}, ' *[时点分：] *', ':', 'g'), ' :秒')"
    return (
        f"CASE WHEN NOT contains({bare}, ':') THEN CAST({_date(raw)} AS TIMESTAMP) "
        f"WHEN regexp_full_match({bare}, '[12][0-9]{{3}}-[0-9]{{1,2}}-[0-9]{{1,2}} +[0-9]{{1,2}}:[0-9]{{1,2}}(:[0-9]{{1,2}})?') "
        f"THEN TRY_CAST(split_part({bare}, ' ', 1) || ' ' || "
        f"array_to_string([lpad(part, 2, '0') FOR part IN string_split(regexp_extract({bare}, '[0-9:]+$'), ':')], ':') "
        f"|| CASE WHEN regexp_matches({bare}, ':[0-9]+:') THEN '' ELSE ':00' END AS TIMESTAMP) END"
    )


def _choices(column: Column) -> str:
    pairs = dict(column.choices) | {code: code for code in column.choices.values()}
    return " ".join(f"WHEN {text(label)} THEN {text(code)}" for label, code in pairs.items())


def _widths(column: Column) -> str:
    return "|".join(f"[0-9]{{{digits}}}" for digits in column.region_digits)


def _choice(column: Column, raw: str) -> str:
    fallback = {
        "refuse": "NULL",
        "other": f"CASE WHEN {clean(raw)} IS NOT NULL THEN 'other' END",
        # A word of the locality's own; what holds a number is no word but somebody's number in the wrong column.
        "as_written": f"CASE WHEN NOT regexp_matches({clean(raw)}, '[0-9０-９]{{6,}}') THEN {clean(raw)} END",
    }[column.otherwise]
    return f"CASE {clean(raw)} {_choices(column)} ELSE {fallback} END"


def value(column: Column, raw: str) -> str:
    """The typed value of a cell; null when it is empty or cannot be believed."""
    match column.kind:
        case "identity_number":
            return canonical_identity(raw)
        case "money":
            return _money(raw)
        case "date":
            return _date(raw)
        case "month":
            return _month(raw)
        case "year":
            return (
                f"CASE WHEN regexp_full_match({dashed(raw)}, '[12][0-9]{{3}}-?') "
                f"THEN CAST(left({dashed(raw)}, 4) AS INTEGER) END"
            )
        case "choice":
            return _choice(column, raw)
        case "region":
            bare = narrow(raw)
            return f"CASE WHEN regexp_full_match({bare}, '{_widths(column)}') THEN {bare} END"
        case "school_year":
            return _school_year(raw)
        case "decimal":
            return _decimal(column, raw)
        case "count":
            return _count(column, raw)
        case "timestamp":
            return _timestamp(raw)
        case "code":
            return f"CASE WHEN NOT regexp_full_match({clean(raw)}, {text(_MANGLED_NUMBER)}) THEN {clean(raw)} END"
        case "text":
            return clean(raw)


def written(column: Column, typed: str) -> str:
    """A typed value as a file would write it, so that it can be read again."""
    match column.kind:
        case "money":
            return f"CAST({yuan(typed)} AS VARCHAR)"
        case "month":
            return f"strftime({typed}, '%Y-%m')"
        case "school_year":
            return f"strftime({typed}, '%Y') || '-' || CAST(extract(YEAR FROM {typed}) + 1 AS VARCHAR)"
        case _:
            return f"CAST({typed} AS VARCHAR)"


def plain(column: Column, raw: str) -> str:
    """The typed value of a cell in the form that most files use; null for any other form."""
    match column.kind:
        case "identity_number":
            return f"CASE WHEN regexp_full_match({raw}, '[0-9]{{17}}[0-9X]') THEN {raw} END"
        case "money":
            return (
                f"CASE WHEN regexp_full_match({raw}, '-?[0-9]{{1,13}}(\\.[0-9]{{1,2}})?') "
                f"THEN CAST(CAST({raw} AS DECIMAL(18,2)) * 100 AS BIGINT) END"
            )
        case "date":
            return (
                f"CASE WHEN regexp_full_match({raw}, '[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}') "
                f"THEN TRY_CAST({raw} AS DATE) END"
            )
        case "month":
            return (
                f"CASE WHEN regexp_full_match({raw}, '[12][0-9]{{3}}-[0-9]{{2}}') "
                f"THEN TRY_CAST({raw} || '-01' AS DATE) END"
            )
        case "year":
            return f"CASE WHEN regexp_full_match({raw}, '[12][0-9]{{3}}') THEN CAST({raw} AS INTEGER) END"
        case "choice":
            return f"CASE {raw} {_choices(column)} END"
        case "region":
            return f"CASE WHEN regexp_full_match({raw}, '{_widths(column)}') THEN {raw} END"
        case "school_year":
            return (
                f"CASE WHEN regexp_full_match({raw}, '[12][0-9]{{3}}-[12][0-9]{{3}}') "
                f"AND CAST(right({raw}, 4) AS INTEGER) = CAST(left({raw}, 4) AS INTEGER) + 1 "
                f"THEN TRY_CAST(left({raw}, 4) || '-09-01' AS DATE) END"
            )
        case "decimal":
            return (
                f"CASE WHEN regexp_full_match({raw}, '-?[0-9]{{1,12}}(\\.[0-9]{{1,4}})?') "
                f"THEN CAST({raw} AS DECIMAL(18, 4)) END"
            )
        case "count":
            return f"CASE WHEN regexp_full_match({raw}, '[0-9]{{1,6}}') THEN CAST({raw} AS INTEGER) END"
        case "timestamp":
            return (
                f"CASE WHEN regexp_full_match({raw}, '[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}} [0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}') "
                f"THEN TRY_CAST({raw} AS TIMESTAMP) END"
            )
        case "code" | "text":
            # Four times as quick as trimming and comparing; it only has to notice, not to clean.
            stray = _STRAY.replace("'", "''")
            odd = f"^[#{stray}]|[{stray}]$" + (f"|^{_MANGLED_NUMBER}$" if column.kind == "code" else "")
            return f"CASE WHEN {raw} <> '' AND NOT regexp_matches({raw}, '{odd}') THEN {raw} END"


def usual_day(raw: str) -> str:
    """A day in one of the three forms in which whole files come; null for any other. Only the first is plain."""
    return (
        f"CASE {raw}[5] WHEN '-' THEN CASE WHEN regexp_full_match({raw}, '[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}') "
        f"THEN TRY_CAST({raw} AS DATE) END "
        f"WHEN '/' THEN CASE WHEN regexp_full_match({raw}, '[12][0-9]{{3}}/[0-9]{{1,2}}/[0-9]{{1,2}}') "
        f"THEN TRY_CAST(replace({raw}, '/', '-') AS DATE) END "
        f"ELSE CASE WHEN regexp_full_match({raw}, '[12][0-9]{{7}}') THEN TRY_CAST(left({raw}, 4) || '-' "
        f"|| substr({raw}, 5, 2) || '-' || right({raw}, 2) AS DATE) END END"
    )


def limits(
    column: Column, typed: str, *, delivered_on: str, home_area: str, largest: int
) -> list[tuple[str, str]]:
    """What a typed value must not be, each condition with its code."""
    found = []
    if column.kind == "money":
        found.append((f"{typed} > {largest * 100} OR {typed} < {-largest * 100}", "E-MONEY-LARGE"))
        if not column.may_be_negative:
            found.append((f"{typed} < 0", "E-MONEY-NEGATIVE"))
    if column.kind in ("decimal", "count"):
        beyond = [f"{typed} < {column.lowest}"] if column.lowest is not None else []
        beyond += [f"{typed} > {column.highest}"] if column.highest is not None else []
        if beyond:
            found.append((" OR ".join(beyond), "E-NUMBER-RANGE"))
    if column.kind in ("date", "month", "timestamp") and column.not_after_delivery:
        found.append((f"CAST({typed} AS DATE) > {delivered_on}", "E-DATE-FUTURE"))
    if column.kind == "region" and column.within_home_area:
        found.append((f"NOT starts_with({typed}, {text(home_area)})", "E-REGION-OUTSIDE"))
    return found


def fault(column: Column, raw: str, typed: str, *, delivered_on: str, home_area: str, largest: int) -> str:
    """The code of what is wrong with a cell; null when nothing is."""
    beyond = " ".join(
        f"WHEN {condition} THEN '{code}'"
        for condition, code in limits(
            column, typed, delivered_on=delivered_on, home_area=home_area, largest=largest
        )
    )
    missing = f"WHEN {clean(raw)} IS NULL THEN " + ("'E-MISSING'" if column.required else "NULL")
    unbelieved = {
        "identity_number": _identity_shape_fault(raw),
        "money": (
            f"CASE WHEN regexp_full_match({narrow(raw)}, '-?[0-9,]+\\.[0-9]{{3,}}元?') "
            f"THEN 'E-MONEY-DECIMALS' ELSE 'E-MONEY' END"
        ),
        "date": _date_fault(raw),
        "month": "'E-MONTH'",
        "year": "'E-YEAR'",
        "school_year": "'E-SCHOOL-YEAR'",
        "decimal": "'E-NUMBER'",
        "count": "'E-NUMBER'",
        "choice": "'E-CHOICE'",
        "region": "'E-REGION'",
        "timestamp": "'E-TIME'",
        "code": "'E-CODE-NUM'",
    }.get(column.kind, "NULL")
    broken = f"WHEN regexp_full_match({clean(raw)}, {text(_BROKEN_CELL)}) THEN 'E-CELL-ERROR'"
    return f"CASE {broken} {beyond} WHEN {typed} IS NOT NULL THEN NULL {missing} ELSE {unbelieved} END"


def change(column: Column, raw: str) -> str:
    """What was done to an accepted cell before it was believed, as a word; null when it was plain."""
    cases = []
    if column.kind == "identity_number":
        cases += [
            f"WHEN regexp_full_match(replace({narrow(raw)}, ' ', ''), '[0-9]{{15}}') THEN 'id_15'",
            f"WHEN right({narrow(raw)}, 1) = 'x' THEN 'id_x'",
        ]
    if column.kind == "choice" and column.otherwise == "other":
        cases.append(f"WHEN CASE {clean(raw)} {_choices(column)} END IS NULL THEN 'other'")
    if column.kind not in ("text", "code", "choice"):
        cases.append(f"WHEN {clean(raw)} <> {narrow(raw)} THEN 'full_width'")
    cases.append(f"WHEN {raw} <> {clean(raw)} THEN 'stray'")
    if column.kind not in ("text", "code", "choice"):
        cases.append(f"WHEN {plain(column, raw)} IS NULL THEN 'form'")
    return f"CASE WHEN {clean(raw)} IS NULL THEN NULL {' '.join(cases)} END"
