"""The files that start nights: they say the hour that the program counts by, and systemd and Prefect can read them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from flows.cli import parser
from flows.clock import NIGHT_CRON

ROOT = Path(__file__).parent.parent.parent
SERVICE = ROOT / "docs" / "service"


def test_prefects_file_says_the_nights_hour() -> None:
    (night,) = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    assert night["schedules"] == [{"cron": NIGHT_CRON, "timezone": "Asia/Shanghai", "active": True}]
    assert night["concurrency_limit"] == 1
    file, _, flow = night["entrypoint"].partition(":")
    assert f"def {flow}(" in (ROOT / file).read_text()


def test_the_timer_says_the_nights_hour() -> None:
    minute, hour = NIGHT_CRON.split()[:2]
    timer = (SERVICE / "doudi-night.timer").read_text()
    assert f"OnCalendar=*-*-* {hour}:{minute}:00 Asia/Shanghai" in timer and "Persistent=true" in timer


@pytest.mark.parametrize("unit", sorted(SERVICE.glob("*.service")), ids=lambda path: path.stem)
def test_every_unit_calls_a_command_that_is_there(unit: Path) -> None:
    called = re.findall(r"^ExecStart=\S+/doudi (.+)$", unit.read_text(), re.M)
    assert len(called) == 1
    assert parser().parse_args(called[0].split()).home == "/srv/doudi"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_reads_the_units(tmp_path: Path) -> None:
    for path in SERVICE.iterdir():
        text = path.read_text().replace("/opt/doudi/.venv/bin/doudi", "/bin/true").replace("User=doudi\n", "")
        (tmp_path / path.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True
    )
    assert str(tmp_path) not in done.stderr and done.returncode == 0, done.stderr
