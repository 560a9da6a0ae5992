"""Files as departments leave them: their encodings, their line ends, and now and then a manifest.

A file is opened, appended to and closed again block by block, so that neither memory nor the number of
open files grows with the county. What is random about a file hangs on its name and the seed.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from flows.synth.faults import POSSIBLE, spoil
from flows.synth.headers import AMOUNTS, HEADERS
from flows.synth.money import yuan_text

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")
NEWLINES = ("\n", "\r\n")


@dataclass
class Summary:
    """What was written: files and physical data lines per extract, spoiled lines per fault."""

    households: int
    persons: int = 0
    files: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    spoiled: Counter[str] = field(default_factory=Counter)


@dataclass
class _File:
    """A file under way."""

    path: Path
    extract: str
    delivered_on: date
    encoding: str
    newline: str
    has_manifest: bool
    states_amount: bool
    rows: int = 0
    amount_fen: int = 0
    spoiled: int = 0


class Landing:
    """The landing folder, seen from the departments' side."""

    def __init__(
        self, out: Path, *, seed: int, dirty: float, truth: Path, summary: Summary, plain: Path | None = None
    ) -> None:
        self._out = out
        self._plain = plain
        self._seed = seed
        self._dirty = dirty
        self._summary = summary
        self._files: dict[Path, _File] = {}
        self._plain_files: set[Path] = set()
        truth.mkdir(parents=True, exist_ok=True)
        self._truth = truth / "spoiled.csv"
        self._truth.write_text("extract,delivered_on,file,line,fault,is_harmless\n", encoding="utf-8")

    def deliver(
        self,
        extract: str,
        delivered_on: date,
        name: str,
        columns: Sequence[pa.Array],
        amount_fen: int = 0,
        faults: np.random.Generator | None = None,
    ) -> None:
        """Appends rows to a file; with `faults`, the agreed share of them is spoiled."""
        file = self._open(extract, delivered_on, name)
        if not len(columns[0]):
            return
        lines = believed = pc.binary_join_element_wise(*columns, ",")
        if faults is not None and self._dirty > 0 and not file.states_amount:
            lines, believed = self._spoil(file, lines, faults)
        else:
            file.rows += len(lines)
        self._append(file, lines)
        if self._plain is not None:
            self._append_plain(self._plain / file.path.relative_to(self._out), extract, believed)
        file.amount_fen += amount_fen

    def deliver_workbook(
        self, extract: str, delivered_on: date, name: str, rows: Sequence[Sequence[str]]
    ) -> None:
        """A small table as a workbook of text cells, the same bytes every time."""
        path = self._folder(extract, delivered_on) / name
        path.with_name(f"{name}.manifest.json").unlink(missing_ok=True)
        book = xlsxwriter.Workbook(
            str(path), {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
        )
        book.set_properties({"created": datetime(2022, 1, 1)})  # noqa: DTZ001 (a fixed stamp, not a time)
        sheet = book.add_worksheet("数据")
        for number, row in enumerate((HEADERS[extract], *rows)):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell)
        book.close()
        self._summary.files[extract] += 1
        self._summary.rows[extract] += len(rows)

    def close(self) -> None:
        """Counts what was written and puts the manifests beside their files."""
        for file in self._files.values():
            self._summary.files[file.extract] += 1
            self._summary.rows[file.extract] += file.rows
            if file.has_manifest:
                self._write_manifest(file)

    def _write_manifest(self, file: _File) -> None:
        stated: dict[str, int | str] = {"rows": file.rows}
        if file.extract in AMOUNTS and not file.spoiled:
            stated["amount_total"] = yuan_text(file.amount_fen)
        manifest = file.path.with_name(f"{file.path.name}.manifest.json")
        manifest.write_text(json.dumps(stated) + "\n", encoding="utf-8")

    def _folder(self, extract: str, delivered_on: date) -> Path:
        folder = self._out / extract / delivered_on.isoformat()
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _open(self, extract: str, delivered_on: date, name: str) -> _File:
        path = self._folder(extract, delivered_on) / name
        if path in self._files:
            return self._files[path]
        habit = crc32(f"{self._seed}/{extract}/{name}".encode())
        has_manifest = habit // 64 % 3 == 0
        file = _File(
            path=path,
            extract=extract,
            delivered_on=delivered_on,
            encoding=ENCODINGS[habit % 3],
            newline=NEWLINES[habit // 8 % 2],
            has_manifest=has_manifest,
            # A department that states its total has looked through the file: no spoiled line in it.
            states_amount=has_manifest and extract in ("income", "medical_expense") and habit // 512 % 2 == 0,
        )
        self._files[path] = file
        path.with_name(f"{name}.manifest.json").unlink(missing_ok=True)
        header = ",".join(HEADERS[extract]) + file.newline
        path.write_bytes(header.encode(file.encoding))
        return file

    def _append(self, file: _File, lines: pa.Array) -> None:
        text = _text(lines, file.newline)
        with file.path.open("ab") as opened:
            if file.encoding == "gb18030":
                opened.write(bytes(text).decode("utf-8").encode("gb18030"))
            else:
                opened.write(text)

    def _append_plain(self, path: Path, extract: str, lines: pa.Array) -> None:
        if path not in self._plain_files:
            self._plain_files.add(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(",".join(HEADERS[extract]) + "\n", encoding="utf-8")
        with path.open("ab") as opened:
            opened.write(_text(lines, "\n"))

    def _spoil(self, file: _File, lines: pa.Array, rng: np.random.Generator) -> tuple[pa.Array, pa.Array]:
        """Spoils some lines in place and tells where they now stand in the file. Returns the lines as they are delivered,
        and those that a careful reader believes in the end, as they were."""
        is_chosen = rng.random(len(lines)) < self._dirty
        if file.extract not in POSSIBLE or not is_chosen.any():
            file.rows += len(lines)
            return lines, lines
        is_believed = np.ones(len(lines), bool)
        told, changed, added = [], [], 0
        for index in np.flatnonzero(is_chosen):
            fault, spoiled = spoil(rng, file.extract, file.delivered_on, lines[int(index)].as_py())
            place = file.rows + int(index) + added + 2
            for faulty in spoiled.faulty:
                told.append(
                    f"{file.extract},{file.delivered_on},{file.path.name},{place + faulty},"
                    f"{fault.name},{int(fault.is_harmless)}\n"
                )
            is_believed[index] = fault.is_harmless
            changed.append(file.newline.join(spoiled.lines))
            added += len(spoiled.lines) - 1
            self._summary.spoiled[fault.name] += len(spoiled.faulty)
        with self._truth.open("a", encoding="utf-8") as truth:
            truth.writelines(told)
        file.spoiled += len(changed)
        file.rows += len(lines) + added
        delivered = pc.replace_with_mask(lines, pa.array(is_chosen), pa.array(changed))
        return delivered, lines.filter(pa.array(is_believed))


def _text(lines: pa.Array, newline: str) -> memoryview:
    """The lines, each with its end, as the bytes of a file in UTF-8."""
    ended = pc.binary_join_element_wise(lines, pa.scalar(newline), "")
    first, last = np.frombuffer(ended.buffers()[1], np.int32)[[0, len(ended)]]
    return memoryview(ended.buffers()[2])[first:last]
