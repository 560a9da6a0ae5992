"""From bytes to UTF-8 text, strictly: a byte that does not decode is never replaced.

The order is BOM, strict UTF-8, strict GB18030 (which holds GBK and GB2312). No statistical detector: they
take short Chinese names for Thai. A file with a broken line keeps its encoding and loses only that line.
"""

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from flows.ingest.limits import LONGEST_LINE

CHUNK = 1 << 22
_CHINESE = re.compile("[\u3400-\u9fff]")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Bytes:
    """What one pass over a file's bytes shows. `lines` counts physical lines, titles and header included.

    `end` is what ends a line: a file without one line feed has its lines ended by carriage returns alone.
    """

    sha256: str
    lines: int
    end: bytes
    longest_line: int
    is_utf8: bool
    head: bytes


UNREAD = Bytes("", 0, b"\n", 0, False, b"")


class _Lines:
    """Counts the lines that one mark ends, and the longest of them, chunk by chunk."""

    def __init__(self, end: bytes) -> None:
        self.end = end
        self.ended = self.open = self.longest = 0

    def see(self, chunk: bytes) -> None:
        found = chunk.count(self.end)
        self.ended += found
        if not found:
            self.open += len(chunk)
            self.longest = max(self.longest, self.open)
            return
        # A line within one chunk is shorter than the limit only if the chunk is; so look closer where it is not.
        self.longest = max(self.longest, self.open + chunk.find(self.end))
        self.open = len(chunk) - chunk.rfind(self.end) - 1
        if len(chunk) > LONGEST_LINE:
            self.longest = max(self.longest, self.open, _longest_within(chunk, self.end))

    @property
    def count(self) -> int:
        return self.ended + (self.open > 0)


def _longest_within(chunk: bytes, end: bytes) -> int:
    """The longest line, or any length below the limit: a longer one leaves a block of half of it without an end."""
    step = LONGEST_LINE // 2
    if all(chunk.find(end, start, start + step) >= 0 for start in range(0, len(chunk) - step, step)):
        return 0
    return max(len(line) for line in chunk.split(end))


def survey(path: Path) -> Bytes:
    """Hash, count and try strict UTF-8 in one pass; memory stays flat."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    feeds, returns = _Lines(b"\n"), _Lines(b"\r")
    is_utf8, head = True, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            head = head or chunk[:65536]
            digest.update(chunk)
            feeds.see(chunk)
            if not feeds.ended:
                returns.see(chunk)
            if is_utf8:
                is_utf8 = decodes(decoder, chunk)
    is_utf8 = is_utf8 and decodes(decoder, b"", final=True)
    lines = returns if not feeds.ended and returns.ended else feeds
    return Bytes(
        digest.hexdigest(),
        lines.count,
        lines.end,
        max(lines.longest, lines.open),
        is_utf8,
        head,
    )


def decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def encoding_of(path: Path, found: Bytes) -> str | None:
    """The encoding to read with, or None when even the first line fits none."""
    for mark, name in BOMS:
        if found.head.startswith(mark):
            return name
    if found.is_utf8 and (
        found.head.isascii() or _is_mostly_utf8(found) or not _whole_file_fits(path, "gb18030")
    ):
        return "utf-8"
    first = found.head.split(found.end, 1)[0]
    if not first.isascii() and fits(first, "utf-8"):
        return "utf-8"
    if first.isascii() and _is_mostly_utf8(found):
        return "utf-8"
    if _whole_file_fits(path, "gb18030") or fits(first, "gb18030"):
        return "gb18030"
    return None


def _is_mostly_utf8(found: Bytes) -> bool:
    """Under an English header only the rows can tell: UTF-8 names are GB18030 too, as other, wrong characters, and
    a few GB18030 words (住院) are UTF-8, as letters that are no Chinese."""
    lines = [line for line in found.head.split(found.end) if not line.isascii()]
    return bool(lines) and sum(_is_chinese(line) for line in lines) * 2 >= len(lines)


def _is_chinese(line: bytes) -> bool:
    return fits(line, "utf-8") and _CHINESE.search(line.decode()) is not None


def fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _whole_file_fits(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if not decodes(decoder, chunk):
                return False
    return decodes(decoder, b"", final=True)


def transcode(path: Path, encoding: str, end: bytes, into: Path) -> bool:
    """Write the file as UTF-8 with line feeds; False when a byte did not decode."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as source, into.open("wb") as target:
        while True:
            chunk = source.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                return False
            target.write((text.replace("\r", "\n") if end == b"\r" else text).encode())
            if not chunk:
                return True
