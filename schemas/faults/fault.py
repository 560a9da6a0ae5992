"""What every refusal says, in both languages: what it is, its likely cause, and the next step."""

from dataclasses import dataclass

Said = tuple[str, str]
"""The same thing in Chinese and in English."""


# Every command has these at hand before it does anything: no model, whose making takes longer than all of the rest.
@dataclass(frozen=True, slots=True)
class Fault:
    """`zh` and `en` say what is wrong and nothing more; why it is so is a guess, and stands apart as the cause."""

    code: str
    zh: str
    en: str
    cause_zh: str
    cause_en: str
    next_zh: str
    next_en: str


def fault(code: str, *, what: Said, cause: Said, then: Said) -> Fault:
    """One entry of the tables beside this file, each thing in its two languages on one line where it fits."""
    return Fault(
        code=code,
        zh=what[0],
        en=what[1],
        cause_zh=cause[0],
        cause_en=cause[1],
        next_zh=then[0],
        next_en=then[1],
    )
