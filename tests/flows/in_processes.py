"""Nights in processes of their own, which can be killed, race each other, and share nothing but the disk."""

import json
import multiprocessing
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb

from tests.bureau import Bureau, member, number, settlement

YESTERDAY, TONIGHT = date(2022, 5, 18), date(2022, 5, 19)

apart = multiprocessing.get_context("forkserver")
# What a child would else import anew.
apart.set_forkserver_preload(["flows.nightly", "pytest", "tests.bureau", "tests.reading", "tests.workbooks"])


def eve(path: Path) -> Path:
    """A county on the eve: one night published, and tonight's deliveries in."""
    made = Bureau(path)
    made.deliver("household_member", YESTERDAY, [member(f"H{place}", number(place)) for place in range(1, 5)])
    made.deliver("benefit", YESTERDAY, ["H9,,最低生活保障,2020-01-01,,,"])
    made.deliver("medical_expense", YESTERDAY, [settlement("S1", number(1), "2022-05-01", "20500.00")])
    made.deliver("medical_expense", TONIGHT, [settlement("S2", number(2), "2022-05-02", "20600.00")])
    made.night(YESTERDAY)
    return path


def standing(path: Path) -> dict[str, str]:
    """Everything that an office or an operator can see, by digest; but for the page's two remarks on the clock."""
    return {
        str(found.relative_to(path)): sha256(
            re.sub(rb'<(span|p) class="clock">.*', b"", found.read_bytes())
        ).hexdigest()
        for folder in ("exports", "reports")
        for found in sorted((path / folder).rglob("*"))
        if found.is_file() and not any(part.startswith(".") for part in found.relative_to(path).parts)
    }


def is_whole(path: Path) -> bool:
    """What is visible now opens, belongs together and is what its manifest says."""
    with duckdb.connect(str(path / "published" / "latest.duckdb"), read_only=True) as con:
        as_of, run_id = con.execute("SELECT as_of, run_id FROM run ORDER BY as_of DESC LIMIT 1").fetchall()[0]
    folder = path / "exports" / str(as_of)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    good = [
        sha256((folder / listed["file_name"]).read_bytes()).hexdigest() == listed["sha256"]
        for listed in manifest["files"]
    ]
    page = (path / "reports" / f"{as_of}.html").read_text(encoding="utf-8")
    return bool(good) and all(good) and run_id in page and page.rstrip().endswith("</html>")
