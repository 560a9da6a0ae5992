"""What a night leaves in the audit log: that it began and how it ended, and the standards and rules that it found changed.

Its last line is sealed in the warehouse and told in the night's notice.
"""

import hashlib
from contextlib import suppress

from flows.audit import note
from flows.audit.head import read_head
from flows.tonight import Tonight
from schemas.faults import DoudiError


def began(tonight: Tonight) -> None:
    night, outcome = tonight.night, tonight.outcome
    note(tonight.home, "run", f"{outcome.run_id} as_of={night.as_of} known_at={night.known_at}")
    before = tonight.con.execute(
        """SELECT rules_digest, standards_digest FROM run
        WHERE run_no < (SELECT max(run_no) FROM run) AND standards_digest IS NOT NULL ORDER BY run_no DESC LIMIT 1"""
    ).fetchall()
    if not before:
        return
    now = tonight.con.execute(
        "SELECT rules_digest, standards_digest FROM run WHERE run_id = ?", [outcome.run_id]
    ).fetchall()
    for folder, old, new in zip(("rules", "standards"), before[0], now[0], strict=True):
        if old != new:
            note(
                tonight.home,
                f"{folder} changed",
                " ".join((f"{old[:16]} → {new[:16]}", *_own(tonight, folder))),
                is_by_person=False,
            )


def _own(tonight: Tonight, folder: str) -> list[str]:
    """The bureau's own files of a kind as they are now, each with its digest."""
    return [
        f"{path.relative_to(tonight.home.path / folder)}={hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"
        for path in sorted((tonight.home.path / folder).rglob("*"))
        if path.is_file()
    ]


def ended(tonight: Tonight) -> None:
    """The last line of the night, and its seal. A rebuilt night is another home's, and leaves none."""
    outcome = tonight.outcome
    said = outcome.state or "listed"
    if outcome.is_repeated:
        said += " again"
    note(tonight.home, "run ended", f"{outcome.run_id} {said} content={outcome.content_digest[:16]}".rstrip())
    head = read_head(tonight.home)
    if head and not outcome.is_rebuilt:
        tonight.con.execute("INSERT INTO audit_seal VALUES (?, ?, ?)", [outcome.run_id, head.no, head.digest])


def gave_up(tonight: Tonight, error: BaseException) -> None:
    """A night that failed says so where it can: what broke it off may break the log off as well."""
    code = error.fault.code if isinstance(error, DoudiError) else type(error).__name__
    with suppress(DoudiError, OSError):
        note(tonight.home, "run ended", f"{tonight.outcome.run_id} failed {code}")
