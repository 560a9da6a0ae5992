"""Whether the audit log is as it was written: every line that was changed, taken out, put in or moved, by its number.

The digests of the lines are a chain. Where it is broken, the pieces that still hold are put in order by what vouches for
them (the head, the nights' seals, the length of the piece), and what is left over or missing is named.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.audit.head import Head
from flows.audit.line import NOTHING, Line, is_older, lines_of, read

Kind = Literal["edited", "removed", "inserted", "moved", "cut", "older", "head"]
"""`cut` is a removed end; `older` a change among the lines from before lines were sealed; `head` a head that is gone."""

ERASED = "retention audit"
"""The command under which lines past their time are taken out, and what it says of them."""
_UP_TO = re.compile(r"1-(\d+) ([0-9a-f]{64})")


class Broken(NamedTuple):
    """`line` is the line of the file as it is now, None of one that is gone; `no` the number it was written under."""

    kind: Kind
    line: int | None
    no: int | None


@dataclass(frozen=True)
class Verdict:
    sealed: int
    older: int
    """Lines from before lines were sealed: nothing can be said of them but that they are as they were when sealing began."""
    erased: int
    """Lines taken out by rule, at the beginning."""
    broken: tuple[Broken, ...]


def verify(data: bytes, head: Head | None, seals: Iterable[Head] = (), *, is_copy: bool = False) -> Verdict:
    """Hold the log against the head and against what was noted of it elsewhere. A copy has no head."""
    raw = lines_of(data)
    older = next((place for place, line in enumerate(raw) if not is_older(line)), len(raw))
    below = raw[older:]
    found = [(place, read(line, place)) for place, line in enumerate(below, start=older + 1)]
    whole = [line for _, line in found if line and line.is_whole]
    anchors = [*seals, *([head] if head else [])]
    broken: list[Broken] = []
    if head is None and below and not is_copy:
        broken.append(Broken("head", None, None))
    kept = _kept(whole, anchors, head)
    erased = _erased(kept)
    spoilt = [place for place, line in found if not (line and line.is_whole)]
    broken += _gaps(kept, spoilt, first=erased or older, last=max((seal.no for seal in anchors), default=0))
    standing = {line.place for line in kept}
    broken += [Broken("inserted", line.place, line.no) for line in whole if line.place not in standing]
    broken += _moved(sorted(kept, key=lambda line: line.place))
    broken += _unvouched(kept, anchors)
    start = hashlib.sha256(b"".join(line + b"\n" for line in raw[:older])).hexdigest() if older else NOTHING
    if older and kept and kept[0].no == older + 1 and kept[0].before != start:
        broken.append(Broken("older", older, None))
    told = {(each.line, each.no if each.line is None else None): each for each in reversed(broken)}
    return Verdict(len(below), older, erased, tuple(sorted(told.values(), key=_in_order)))


def _in_order(broken: Broken) -> tuple[int, int]:
    return broken.line or broken.no or 0, broken.no or 0


def _kept(whole: Sequence[Line], anchors: Sequence[Head], head: Head | None) -> list[Line]:
    """The lines that are believed to have been written, one for each number, in its order."""
    single = _without_copies(whole)
    before = {(line.no, line.digest): line for line in single}
    length: dict[int, int] = {}
    for line in sorted(single, key=lambda line: line.no):
        earlier = before.get((line.no - 1, line.before))
        length[line.place] = 1 + (length.get(earlier.place, 0) if earlier else 0)
    anchored = {(anchor.no, anchor.digest) for anchor in anchors}
    latest = None if head is None else head.no
    if head and head.coming:
        anchored.add((head.no + 1, head.coming))
        latest = head.no + 1
    kept: dict[int, Line] = {}
    for line in sorted(
        single,
        key=lambda line: ((line.no, line.digest) in anchored, length[line.place], line.no),
        reverse=True,
    ):
        at: Line | None = line
        while at and at.no not in kept and (latest is None or at.no <= latest):
            kept[at.no] = at
            at = before.get((at.no - 1, at.before))
    return [kept[no] for no in sorted(kept)]


def _without_copies(whole: Sequence[Line]) -> list[Line]:
    """Of lines that are the same the one that stands where it belongs."""
    neighbours = {line.place: line.no for line in whole}
    found: dict[tuple[int, str], Line] = {}
    for line in whole:
        key = (line.no, line.digest)
        fits = neighbours.get(line.place - 1) == line.no - 1
        if key not in found or (fits and neighbours.get(found[key].place - 1) != line.no - 1):
            found[key] = line
    return list(found.values())


def _erased(kept: Sequence[Line]) -> int:
    """Up to which number lines were taken out by rule, as a later line says and the first that stands agrees to."""
    for line in kept:
        said = _UP_TO.match(str(line.said.get("what"))) if line.said.get("command") == ERASED else None
        if said and kept[0].no == int(said[1]) + 1 and kept[0].before == said[2]:
            return int(said[1])
    return 0


def _gaps(kept: Sequence[Line], spoilt: Sequence[int], *, first: int, last: int) -> list[Broken]:
    """Numbers that are missing: where a spoilt line stands in the gap it was edited, else the line is gone. A spoilt line
    without a gap was put in."""
    broken: list[Broken] = []
    end = max(last, kept[-1].no if kept else 0)
    numbers = {line.no for line in kept}
    missing = [no for no in range(first + 1, end + 1) if no not in numbers]
    rows = sorted(kept, key=lambda line: line.place)
    places = [line.place for line in rows]
    for place in spoilt:
        above = bisect_left(places, place)
        after = rows[above - 1].no if above else first
        until = rows[above].no if above < len(rows) else end + 1
        here = next((no for no in missing if after < no < until), None)
        broken.append(Broken("inserted" if here is None else "edited", place, here))
        if here is not None:
            missing.remove(here)
    beyond = kept[-1].no if kept else 0
    return broken + [Broken("cut" if no > beyond else "removed", None, no) for no in missing]


def _moved(rows: Sequence[Line]) -> list[Broken]:
    """The fewest lines that would have to go back to where they were: all but the longest run that is in order."""
    tails: list[int] = []
    ends: list[int] = []
    earlier: list[int] = []
    for index, line in enumerate(rows):
        at = bisect_left(tails, line.no)
        earlier.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [line.no]
        ends[at : at + 1] = [index]
    stays: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        stays.add(at)
        at = earlier[at]
    return [Broken("moved", line.place, line.no) for index, line in enumerate(rows) if index not in stays]


def _unvouched(kept: Sequence[Line], anchors: Iterable[Head]) -> list[Broken]:
    """Lines written anew with a digest that fits: the line after them, or a seal, still knows the old one."""
    by_no = {line.no: line for line in kept}
    vouched = [(line.no - 1, line.before) for line in kept] + [(seal.no, seal.digest) for seal in anchors]
    return [
        Broken("edited", by_no[no].place, no)
        for no, digest in vouched
        if no in by_no and by_no[no].digest != digest
    ]
