"""One file handed out: what the manifest says about it, and what it may be called."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

_PART = 1 << 16
"""Bytes: most files are one part, and a buffer for the largest costs more than reading them."""

Kind = Literal["csv", "xlsx", "html", "manifest"]

_TOWNSHIP_CODE = re.compile(r"[0-9]{9}")
_AREA_CODE = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}|[0-9]{9}|[0-9]{12}")
TOWNSHIP_LIST = re.compile(r"预警核查清单_([0-9]{9})_[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How a township's list is named, and still is when a program has put something before or behind it."""


@dataclass(frozen=True)
class ExportedFile:
    """A file as written; `township_code` is the bureau's own area code for the total and the manifest."""

    file_name: str
    township_code: str
    kind: Kind
    rows: int
    suggested_fen: int
    sha256: str


def township_stem(township_code: str, as_of: date) -> str:
    """The name of a township's list without its ending. Names come from codes only, never from data."""
    return f"预警核查清单_{_township(township_code)}_{as_of.isoformat()}"


def slips_stem(township_code: str, as_of: date) -> str:
    """The name of a township's visit slips, without its ending."""
    return f"入户核查单_{_township(township_code)}_{as_of.isoformat()}"


def _township(code: str) -> str:
    if not _TOWNSHIP_CODE.fullmatch(code):
        raise ValueError(
            f"乡镇代码必须是 9 位数字，收到的是 / a township code has nine digits, not: {code[:40]!r}"
        )
    return code


def total_stem(area_code: str, as_of: date) -> str:
    """The name of the bureau's total without its ending."""
    if not _AREA_CODE.fullmatch(area_code):
        raise ValueError(
            f"区划代码必须是 2、4、6、9 或 12 位数字，收到的是 / "
            f"an area code has 2, 4, 6, 9 or 12 digits, not: {area_code[:40]!r}"
        )
    return f"预警核查总表_{area_code}_{as_of.isoformat()}"


def overdue_stem(area_code: str, as_of: date) -> str:
    """The name of the bureau's list of what should have been visited by now, without its ending."""
    return f"逾期清单_{area_code}_{as_of.isoformat()}"


def difference_stem(area_code: str, as_of: date) -> str:
    """The name of the list of what a standard announced late still owes, without its ending."""
    return f"标准补差清单_{area_code}_{as_of.isoformat()}"


def work_stem(township_code: str, as_of: date) -> str:
    """The name of a township's workbook of other work, without its ending."""
    return f"业务清单_{_township(township_code)}_{as_of.isoformat()}"


def work_total_stem(area_code: str, as_of: date) -> str:
    """The name of the bureau's workbook of other work, without its ending."""
    return f"业务总表_{area_code}_{as_of.isoformat()}"


def work_list_stem(sheet: str, area_code: str, as_of: date) -> str:
    """The name of one list of other work as a CSV, without its ending."""
    return f"{sheet}_{area_code}_{as_of.isoformat()}"


def urgent_stem(township_code: str, as_of: date) -> str:
    """The name of a township's list of the day's emergencies, without its ending."""
    return f"急难清单_{_township(township_code)}_{as_of.isoformat()}"


def urgent_total_stem(area_code: str, as_of: date) -> str:
    """The name of the bureau's list of the day's emergencies, without its ending."""
    return f"急难清单_{area_code}_{as_of.isoformat()}"


def exported(path: Path, township_code: str, kind: Kind, rows: int, suggested_fen: int) -> ExportedFile:
    """What was written, with the digest of the bytes that are really on the disk."""
    sha256 = hashlib.sha256()
    with path.open("rb", buffering=0) as written:
        while part := written.read(_PART):
            sha256.update(part)
    return ExportedFile(path.name, township_code, kind, rows, suggested_fen, sha256.hexdigest())
