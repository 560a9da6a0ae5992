"""Whether the newest file of every department would still be understood by today's contracts: after an upgrade, before the
night finds out."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from flows.doctor.finding import Finding
from flows.home import Home
from flows.ingest.header import read_header
from flows.ingest.landing import Arrival, scan
from flows.ingest.limits import Refused
from flows.ingest.sheet import open_sheet
from flows.ingest.text import headings_of
from schemas.extracts import EXTRACTS


def look(home: Home) -> Iterator[Finding]:
    newest: dict[str, Arrival] = {}
    for arrival in sorted(scan(home.landing).arrivals, key=lambda each: (each.delivered_on, each.path.name)):
        if arrival.is_plain_file and arrival.is_plainly_named:
            newest[arrival.extract] = arrival
    unfit = [found for arrival in newest.values() if (found := _unfit(arrival, home.scratch))]
    if newest and not unfit:
        yield Finding(
            "ok",
            "数据合同 contracts",
            f"{len(newest)} 种数据最近的文件都读得懂 the newest file of each is understood",
        )
    yield from unfit


def _unfit(arrival: Arrival, scratch: Path) -> Finding | None:
    extract = EXTRACTS[arrival.extract]
    what = f"数据合同 contract {extract.zh}"
    where = f"landing/{arrival.extract}/{arrival.delivered_on}/{arrival.name}"
    fix = f"请部门按模板重送 / ask for it again: doudi template {extract.zh}"
    try:
        header = read_header(extract, _headings(arrival, scratch))
    except Refused as refused:
        return Finding("warn", what, f"{where}: {refused.code}", fix)
    except OSError as error:
        return Finding("warn", what, f"{where}: {type(error).__name__}", "检查权限 check its rights")
    if header.missing or header.doubled:
        return Finding("warn", what, f"{where}: {'、'.join(header.missing + header.doubled)}", fix)
    return None


def _headings(arrival: Arrival, scratch: Path) -> list[str]:
    extract = EXTRACTS[arrival.extract]
    with arrival.path.open("rb") as file:
        is_workbook = file.read(4) == b"PK\x03\x04"
    if is_workbook:
        with open_sheet(arrival.path, extract) as sheet:
            return list(sheet.headings)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        return headings_of(extract, arrival.path, Path(folder))
