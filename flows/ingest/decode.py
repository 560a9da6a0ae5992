"""From bytes to UTF-8 text, strictly: a byte that does not decode is never replaced.

The order is BOM, strict UTF-8, strict GB18030 (which holds GBK and GB2312). No statistical detector: they
take short Chinese names for Thai. A file with a broken line keeps its encoding and loses only that line.
"""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 22
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Bytes:
    """What one pass over a file's bytes shows. `lines` counts physical lines, the header included."""

    sha256: str
    size: int
    lines: int
    has_nul: bool
    is_utf8: bool
    head: bytes


def survey(path: Path) -> Bytes:
    """Hash, count and try strict UTF-8 in one pass; memory stays flat."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    size, newlines, last, has_nul, is_utf8, head = 0, 0, b"", False, True, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            head = head or chunk[:65536]
            digest.update(chunk)
            size += len(chunk)
            newlines += chunk.count(b"\n")
            has_nul = has_nul or b"\0" in chunk
            last = chunk[-1:]
            if is_utf8:
                is_utf8 = _decodes(decoder, chunk)
    is_utf8 = is_utf8 and _decodes(decoder, b"", final=True)
    return Bytes(digest.hexdigest(), size, newlines + (last not in (b"", b"\n")), has_nul, is_utf8, head)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def encoding_of(path: Path, found: Bytes) -> str | None:
    """The encoding to read with, or None when even the header fits none."""
    for mark, name in BOMS:
        if found.head.startswith(mark):
            return name
    if found.is_utf8:
        return "utf-8"
    header = found.head.split(b"\n", 1)[0]
    if not header.isascii() and _fits(header, "utf-8"):
        return "utf-8"
    if _whole_file_fits(path, "gb18030") or _fits(header, "gb18030"):
        return "gb18030"
    return None


def _fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _whole_file_fits(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if not _decodes(decoder, chunk):
                return False
    return _decodes(decoder, b"", final=True)


def transcode(path: Path, encoding: str, into: Path) -> bool:
    """Write the file as UTF-8; False when a byte did not decode and the lines must be sieved."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as source, into.open("wb") as target:
            while chunk := source.read(CHUNK):
                target.write(decoder.decode(chunk).encode())
            target.write(decoder.decode(b"", final=True).encode())
    except UnicodeDecodeError:
        return False
    return True
