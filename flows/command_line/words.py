"""What may stand behind an option, and how a command is added."""

import argparse
from datetime import date
from typing import Protocol


class Add(Protocol):
    """Adds a command that knows `--home`, and `--json` where it is said."""

    def __call__(self, name: str, text: str, *, json: bool = False) -> argparse.ArgumentParser: ...


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("YYYY-MM-DD") from None


def month(text: str) -> str:
    try:
        return f"{date.fromisoformat(f'{text}-01'):%Y-%m}"
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: YYYY-MM") from None


def share(text: str) -> float:
    given = float(text)
    if not 0 <= given <= 1:
        raise argparse.ArgumentTypeError("0..1")
    return given


def count(text: str) -> int:
    given = int(text)
    if given < 1:
        raise argparse.ArgumentTypeError("≥ 1")
    return given
