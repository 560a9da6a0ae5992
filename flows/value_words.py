"""A dated value as people read it: operator, number and unit, in both languages."""

from schemas.parameter_words import CHOICE, OPERATOR, UNIT
from schemas.parameters import PARAMETERS
from schemas.standard import FOREVER, Standard


def in_words(row: Standard) -> str:
    """`低于 below 1.5 倍`; a choice with its meaning; a flag as yes or no."""
    parameter = PARAMETERS[row.key]
    if parameter.unit == "choice":
        return f"{row.value} {CHOICE[row.value]}"
    if parameter.unit == "flag":
        return "1 是 yes" if row.value_e6 else "0 否 no"
    compared = f"{' '.join(OPERATOR[row.operator])} " if row.operator else ""
    unit = UNIT[parameter.unit][0]
    return f"{compared}{row.value}{'' if unit == '%' else ' '}{unit}"


def interval(row: Standard) -> str:
    """From when, and until the day before what."""
    until = "" if row.valid_to == FOREVER else f"，至 until {row.valid_to} 前"
    return f"{row.valid_from} 起{until}"
