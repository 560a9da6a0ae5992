"""The clock at work: a server on this machine, the nightly schedule by `doudi serve` and by `prefect.yaml` with a worker, and
a run that dies without a word."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from flows.clock import NIGHT_CRON
from flows.lock import only_one
from flows.serve import SILENT_RUN_SECONDS
from tests.bureau import Bureau
from tests.flows.test_scheduled import ROOT, betrayed, called, fill, memory, watched

pytestmark = pytest.mark.slow

NIGHTLY = (NIGHT_CRON, "Asia/Shanghai")
OFTEN = [{"active": True, "schedule": {"interval": 5}}]
"""The night's own hour is seen in the schedule; one more, added at the door, need not be waited for."""
SOON = 10
"""Seconds of silence after which the test's run counts as dead: the least that Prefect takes."""


@dataclass(frozen=True)
class Window:
    """A server with its schedule, as a bureau runs it."""

    port: int
    bureau: Bureau
    surroundings: dict[str, str]
    output: Path

    def ask(self, path: str, body: Any = None, method: str = "POST") -> Any:
        request = Request(
            f"http://127.0.0.1:{self.port}/api/{path}",
            json.dumps(body or {}).encode(),
            {"Content-Type": "application/json"},
            method=method,
        )
        until = time.monotonic() + 60
        while True:
            try:
                with urlopen(request, timeout=120) as response:
                    return json.loads(response.read() or b"null")
            except HTTPError as error:
                # Its database is busy with another of its own services: nothing was done, ask again.
                if error.code != 503 or time.monotonic() > until:
                    raise
            time.sleep(0.5)

    def runs_of(self, deployment: dict[str, Any], *states: str) -> list[dict[str, Any]]:
        return list(
            self.ask(
                "flow_runs/filter",
                {
                    "deployments": {"id": {"any_": [deployment["id"]]}},
                    "flow_runs": {"state": {"type": {"any_": list(states)}}},
                    "sort": "EXPECTED_START_TIME_ASC",
                    "limit": 3,
                },
            )
        )

    def signs_of_life(self, run: dict[str, Any]) -> list[dict[str, Any]]:
        of_run = {"id": [f"prefect.flow-run.{run['id']}"]}
        asked = {"event": {"name": ["prefect.flow-run.heartbeat"]}, "any_resource": of_run}
        return list(self.ask("events/filter", {"filter": asked})["events"])

    @contextmanager
    def often(self, deployment: dict[str, Any]) -> Iterator[None]:
        """Start this one's night every few seconds."""
        path = f"deployments/{deployment['id']}/schedules"
        (added,) = self.ask(path, OFTEN)
        try:
            yield
        finally:
            self.ask(f"{path}/{added['id']}", method="DELETE")

    @property
    def betrayed(self) -> list[str]:
        return betrayed(memory(self.bureau) + self.output.read_bytes())


def wait_for(done: Callable[[], Any], seconds: int = 120) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError):
            if found := done():
                return found
        time.sleep(0.5)
    raise TimeoutError


@contextmanager
def at_work(
    command: list[str], surroundings: dict[str, str], output: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process and whatever it starts, asked to stop at the end."""
    with output.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            stdout=out,
            stderr=out,
            cwd=ROOT,
            env=surroundings,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    place = tmp_path_factory.mktemp("window")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Window(port, fill(place / "home"), watched(place), place / "output")
    command = ["flows.cli", "serve", "--home", str(found.bureau.home.path), "--port", str(port)]
    with at_work(command, found.surroundings, found.output):
        wait_for(lambda: found.ask("deployments/filter"))
        yield found


@pytest.fixture(scope="module")
def served(window: Window) -> dict[str, Any]:
    (found,) = window.ask("deployments/filter", {"deployments": {"name": {"any_": ["night-370902"]}}})
    return dict(found)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    return fill(tmp_path_factory.mktemp("deployed") / "home")


@pytest.fixture(scope="module")
def hands(window: Window, elsewhere: Bureau) -> dict[str, str]:
    """The surroundings in which a bureau calls `prefect`: as the head of prefect.yaml says."""
    return window.surroundings | {
        "DOUDI_HOME": str(elsewhere.home.path),
        "DO_NOT_TRACK": "1",
        "PREFECT_HOME": str(elsewhere.home.path / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{window.port}/api",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PWD": str(ROOT),
    }


@pytest.fixture(scope="module")
def worker(window: Window, hands: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    words = ["prefect", "worker", "start", "--pool", "bureau", "--type", "process"]
    with at_work(words, hands, window.output) as process:
        wait_for(lambda: window.ask("work_pools/filter"))
        yield process


@pytest.fixture(scope="module")
def deployed(window: Window, worker: subprocess.Popen[bytes], hands: dict[str, str]) -> dict[str, Any]:
    words = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
    done = subprocess.run(words, cwd=ROOT, env=hands, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    (found,) = window.ask("deployments/filter", {"deployments": {"name": {"any_": ["night"]}}})
    return dict(found)


def is_nightly(window: Window, deployment: dict[str, Any]) -> bool:
    """The versions we pin do schedule (others are known not to)."""
    (schedule,) = deployment["schedules"]
    hours = wait_for(lambda: window.runs_of(deployment, "SCHEDULED"))
    return (
        (schedule["schedule"]["cron"], schedule["schedule"]["timezone"]) == NIGHTLY
        and schedule["active"]
        and not deployment["paused"]
        and {each["expected_start_time"][11:16] for each in hours} == {"15:30"}
    )


def fires_and_finishes(window: Window, deployment: dict[str, Any], bureau: Bureau) -> None:
    with window.often(deployment):
        wait_for((bureau.home.published / "latest.duckdb").exists)
    wait_for(lambda: window.runs_of(deployment, "COMPLETED"))


def test_serve_schedules_every_night_and_one_fires_and_finishes(
    window: Window, served: dict[str, Any]
) -> None:
    assert is_nightly(window, served)
    fires_and_finishes(window, served, window.bureau)
    assert window.betrayed == [] and called(window.surroundings) == ""


def test_prefects_file_and_a_worker_do_the_same(
    window: Window, deployed: dict[str, Any], elsewhere: Bureau
) -> None:
    assert is_nightly(window, deployed)
    assert deployed["parameters"] == {"home": str(elsewhere.home.path)}
    assert deployed["global_concurrency_limit"]["limit"] == 1
    fires_and_finishes(window, deployed, elsewhere)
    assert window.betrayed == [] and betrayed(memory(elsewhere)) == [] and called(window.surroundings) == ""


def test_a_run_that_dies_without_a_word_is_marked(
    window: Window, worker: subprocess.Popen[bytes], deployed: dict[str, Any], elsewhere: Bureau
) -> None:
    """The worker and the night it started are killed at once, as by a power cut: nobody is left to say so."""
    (automation,) = window.ask("automations/filter")
    assert automation["enabled"] and automation["trigger"]["within"] == SILENT_RUN_SECONDS
    soon = {name: automation[name] for name in ("name", "enabled", "trigger", "actions")}
    soon["trigger"] |= {"within": SOON}
    window.ask(f"automations/{automation['id']}", soon, method="PUT")
    # The night waits for the lock, and is seen to be alive meanwhile.
    with only_one(elsewhere.home.path), window.often(deployed):
        (run, *_) = wait_for(lambda: window.runs_of(deployed, "RUNNING"))
        wait_for(lambda: window.signs_of_life(run))
        worker.kill()
        os.kill(int(run["infrastructure_pid"].rpartition(":")[2]), signal.SIGKILL)
    marked = wait_for(lambda: window.runs_of(deployed, "CRASHED"))
    assert [each["id"] for each in marked] == [run["id"]]
