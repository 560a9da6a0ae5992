"""One form for everything that is refused: what it is, where, the likely cause, the next step, where to read on.

Chinese first and English beside it. Of a cell only its shape is shown: letters and digits are covered, marks and
length remain, so that a clerk finds the cell again and nobody learns whose it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas import masks
from schemas.faults import Fault, told

LONGEST_SHOWN = 60
"""Characters of a covered cell; a broken line can be a million long."""


@dataclass(frozen=True)
class Message:
    """One refusal. `masked` is None where no single cell is at fault, and empty where the cell is.

    `where` is a place in our own words, for what has no line and column. `is_returned`: it is about a list of ours
    that came back, and is said to whoever filled it in.
    """

    code: str
    file: str = ""
    line: int | None = None
    column: str = ""
    column_zh: str = ""
    masked: str | None = None
    where: str = ""
    is_returned: bool = False

    @property
    def fault(self) -> Fault:
        return told(self.code, is_returned=self.is_returned)

    @property
    def manual(self) -> str:
        return f"docs/manual.md#{self.code.lower()}"

    def as_object(self) -> dict[str, object]:
        fault = self.fault
        return {
            "code": self.code,
            "file": masks.without_numbers(self.file) or None,
            "line": self.line,
            "column": self.column or None,
            "column_zh": self.column_zh or None,
            "masked": self.masked,
            "where": masks.without_numbers(self.where) or None,
            "what_zh": fault.zh,
            "what_en": fault.en,
            "cause_zh": fault.cause_zh,
            "cause_en": fault.cause_en,
            "next_zh": fault.next_zh,
            "next_en": fault.next_en,
            "manual": self.manual,
        }


def covered(text: str | None) -> str:
    """The shape of a cell and nothing of its content; empty for an empty cell. What a terminal would obey
    instead of showing is covered too."""
    shape = "".join("*" if mark.isalnum() or not mark.isprintable() else mark for mark in text or "")
    return shape if len(shape) <= LONGEST_SHOWN else shape[:LONGEST_SHOWN] + "…"


def blocks(messages: Sequence[Message]) -> Iterator[str]:
    """The lines to show. Several places of one code in one file share its explanation."""
    alike: dict[tuple[str, str], list[Message]] = {}
    for message in messages:
        alike.setdefault((message.file, message.code), []).append(message)
    for group in alike.values():
        yield from _one(group[0]) if len(group) == 1 else _many(group)


def _one(message: Message) -> Iterator[str]:
    yield from _explained(
        message,
        ("位置 where  ", _place(message)),
        ("内容 cell   ", "" if message.masked is None else _cell(message)),
    )


def _many(messages: Sequence[Message]) -> Iterator[str]:
    yield from _explained(messages[0])
    yield f"  位置 where  : {len(messages)} 处 places"
    for message in messages:
        yield "    " + "  ".join(filter(None, (_place(message), _cell(message))))


def _explained(message: Message, *found: tuple[str, str]) -> Iterator[str]:
    fault = message.fault
    yield f"{fault.code}  {fault.zh} / {fault.en}"
    for label, text in (
        ("文件 file   ", message.file),
        *found,
        ("原因 cause  ", f"{fault.cause_zh} / {fault.cause_en}"),
        ("处理 next   ", f"{fault.next_zh} / {fault.next_en}"),
        ("详见 manual ", message.manual),
    ):
        if text:
            yield f"  {label}: {masks.without_numbers(text)}"


def _place(message: Message) -> str:
    if message.line is None:
        return message.where
    if not message.column:
        return f"第 {message.line} 行 / line {message.line}"
    return f"第 {message.line} 行，{message.column_zh}列 / line {message.line}, column {message.column}"


def _cell(message: Message) -> str:
    return "（空 empty）" if message.masked == "" else message.masked or ""
