"""Lists handed out: a night's files copied, as they were made, to where an office can fetch them.

The files of the home stay as they are. What is copied is held against the manifest on the way, so that nothing leaves
that the night did not write.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.asked import asked
from flows.database_file import Key
from flows.exports.manifest import MANIFEST
from flows.exports.private_file import private_file, private_folder
from flows.exports.sealed_file import content_of, is_there
from schemas.faults import DoudiError


@dataclass(frozen=True)
class HandedOut:
    """One file as it left. `is_new` unless the same file lay there already."""

    file_name: str
    township_code: str
    rows: int
    sha256: str
    is_new: bool


def hand_out(
    exports: Path, to: Path, township_code: str | None, *, key: Key | None = None
) -> list[HandedOut]:
    """Copy every file of the night in `exports`, the manifest last, or those of one township. Sealed ones leave opened.

    Raises: DoudiError E-KEY where the key to sealed lists is missing or another, E-NOT-FOUND for a night or a township without lists, E-EXPORT-CHANGED for a file that is not
    the one the night wrote, E-EXPORT-IN-PLACE where another file has its place. Nothing is copied then.
    """
    manifest = exports / MANIFEST
    if not manifest.is_file():
        raise DoudiError("E-NOT-FOUND", str(exports))
    listed = manifest.read_bytes()
    said = json.loads(listed)
    wanted = [
        (file["file_name"], file["township_code"], int(file["rows"]), file["sha256"])
        for file in said["files"]
        if township_code in (None, file["township_code"])
    ]
    # The bureau's own files stand under its area code: they are no township's.
    if not wanted or township_code == said["area"]["code"]:
        raise DoudiError("E-NOT-FOUND", f"{exports}: {asked(township_code or '')}")
    if township_code is None:
        wanted.append(
            (MANIFEST, said["area"]["code"], said["totals"]["rows"], hashlib.sha256(listed).hexdigest())
        )
    try:
        _check(exports, to, [(name, sha256) for name, _, _, sha256 in wanted], key)
        private_folder(to)
        return [
            HandedOut(name, code, rows, sha256, _copy(content_of(exports / name, key), to / name))
            for name, code, rows, sha256 in wanted
        ]
    except OSError as error:
        raise DoudiError("E-DISK", str(to), exit_code=75) from error


def _check(exports: Path, to: Path, wanted: Sequence[tuple[str, str]], key: Key | None) -> None:
    for name, sha256 in wanted:
        there = is_there(exports / name) and hashlib.sha256(content_of(exports / name, key)).hexdigest()
        if there != sha256:
            raise DoudiError("E-EXPORT-CHANGED", str(exports / name))
        place = to / name
        if place.is_symlink() or (place.exists() and _digest(place) != sha256):
            raise DoudiError("E-EXPORT-IN-PLACE", str(place), exit_code=2)


def _copy(content: bytes, place: Path) -> bool:
    if place.exists():
        return False
    with private_file(place) as out:
        out.write(content)
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
