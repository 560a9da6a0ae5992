"""A night asked for again, when much more is known: byte for byte what it was, but for the number of the run."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.synth import write_extracts
from flows.tonight import Outcome
from schemas.published import TABLES
from tests.bench import next_day
from tests.bureau import Bureau, settlement

pytestmark = pytest.mark.slow

FIRST = date(2022, 6, 22)
RAISED_ON = FIRST + timedelta(days=4)
RAISED = f"""area = "370902"
checked = {RAISED_ON}
[[subsistence_allowance_standard]]
population = "urban"
value = 1300
valid_from = 2022-06-01
published_on = {RAISED_ON}
source = "某区民政局文件"
"""


def said(bureau: Bureau, outcome: Outcome) -> dict[str, object]:
    """All that a night said: every published table but `run` (clocks), and every file for the offices."""
    assert outcome.published is not None and outcome.exports is not None
    tables: dict[str, object] = {
        table.name: repr(bureau.ask(f"FROM {table.name} ORDER BY ALL", outcome.published)).replace(
            outcome.run_id, "R"
        )
        for table in TABLES
        if table.name != "run"
    }
    number = outcome.run_id.encode()
    for path in outcome.exports.iterdir():
        if path.suffix != ".xlsx":
            tables[path.name] = path.read_bytes().replace(number, b"R")
            continue
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
            for member in book.namelist():
                tables[f"{path.name}/{member}"] = book.read(member).replace(number, b"R")
    # Digests of whole files, run number and all.
    del tables["manifest.json"]
    return tables


def test_after_later_nights_late_files_and_a_raised_standard(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path / "home")
    plain = tmp_path / "plain"
    write_extracts(
        bureau.home.landing,
        households=300,
        seed=11,
        as_of=FIRST,
        months=4,
        truth=tmp_path / "truth",
        plain=plain,
    )
    first = bureau.night(FIRST)
    before = said(bureau, first)
    for later in range(1, 4):
        day = FIRST + timedelta(days=later)
        next_day.deliver(plain, bureau.home.landing, day=day, share=0.05)
        bureau.night(day)
    (bureau.home.path / "standards" / "370902.toml").write_text(RAISED, encoding="utf-8")
    bureau.deliver(
        "medical_expense", RAISED_ON, [settlement("S1", "990101198001010011", "2022-06-01", "9.00")]
    )
    raised = bureau.night(RAISED_ON)
    assert bureau.ask("SELECT count(*) FROM warning WHERE rule_code = 'N01'", raised.published) > bureau.ask(
        "SELECT count(*) FROM warning WHERE rule_code = 'N01'", first.published
    )

    bureau.home.exports.joinpath(str(FIRST)).rename(tmp_path / "put away")
    again = bureau.night(FIRST)
    assert again.is_replay and again.run_id != first.run_id
    assert again.content_digest == first.content_digest
    after = said(bureau, again)
    assert after.keys() == before.keys()
    assert [name for name in before if before[name] != after[name]] == []
