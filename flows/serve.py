"""The clock and the window of a bureau that wants Prefect: its server on this machine only, and the nightly schedule.

Nothing depends on it but the hour: nights keep their own lock and ledger, and a night that was not started is made good
by the next one.
"""

import asyncio
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

from flows.clock import BUREAU_TIME, NIGHT_CRON
from flows.disk import AGAIN
from flows.home import Home
from flows.quiet import quiet
from flows.talk import answer, say
from schemas.faults import DoudiError

PATIENCE_SECONDS = 120
"""A new database takes a quarter of a minute, on a slow disk longer."""
SILENT_RUN_SECONDS = 120
"""A night at work gives a sign of life every 30 seconds."""


def serve(home: Home, port: int) -> int:
    """Start nights until stopped. Returns 0 after a stop; 75 when the server died, so that a supervisor starts both anew."""
    quiet(home.path)
    with _server(port) as (server, address):
        os.environ["PREFECT_API_URL"] = f"{address}/api"
        # Prefect does not await its own stop when a supervisor ends it.
        warnings.filterwarnings("ignore", message="coroutine 'Runner.astop'")
        from prefect.schedules import Cron

        from flows.scheduled import nightly

        asyncio.run(_mark_the_dead())
        answer(
            f"每晚 {NIGHT_CRON.split()[1]}:{NIGHT_CRON.split()[0]}（北京时间）运行 {home.path}，窗口在 {address} ；"
            f"停止按 Ctrl-C / every night, Beijing time; the window is there; stop with Ctrl-C"
        )
        sys.stdout.flush()
        nightly.serve(
            name=f"night-{home.area}",
            schedule=Cron(NIGHT_CRON, timezone=str(BUREAU_TIME)),
            parameters={"home": str(home.path)},
            limit=1,
            # Else a restart would leave the nights unscheduled, and nobody is told.
            pause_on_shutdown=False,
            print_starting_message=False,
        )
        return AGAIN if server.poll() is not None else 0


@contextmanager
def _server(port: int) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    address = f"http://127.0.0.1:{port}"
    if _answers(address):
        raise DoudiError("E-USAGE", f"--port {port}: 已被占用 / in use", exit_code=2)
    server = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        # A key that stops us goes to the whole group; the server leaves after its last client.
        start_new_session=True,
    )
    is_leaving = False

    def end_with_it() -> None:
        server.wait()
        if not is_leaving:
            say("✘ 调度服务意外停止 / the scheduling server stopped by itself")
            os.kill(os.getpid(), signal.SIGTERM)

    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while not _answers(f"{address}/api/health"):
            if server.poll() is not None or time.monotonic() > until:
                raise DoudiError("E-UNEXPECTED", f"prefect server, port {port}", exit_code=AGAIN)
            time.sleep(0.5)
        Thread(target=end_with_it, daemon=True).start()
        yield server, address
    finally:
        is_leaving = True
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


async def _mark_the_dead() -> None:
    """A run whose process died with its machine stays "running" in Prefect's window for ever; our own ledger takes it back
    by itself, the window needs to be told."""
    from datetime import timedelta

    from prefect.automations import Automation, EventTrigger, Posture
    from prefect.client.schemas.objects import StateType
    from prefect.events.actions import ChangeFlowRunState

    name = "没有动静的夜间运行 / nights that give no sign of life"
    try:
        await Automation.aread(name=name)
    except ValueError:
        heartbeat, ended = "prefect.flow-run.heartbeat", ("Completed", "Failed", "Cancelled", "Crashed")
        await Automation(
            name=name,
            trigger=EventTrigger(
                after={heartbeat},
                expect={heartbeat, *(f"prefect.flow-run.{each}" for each in ended)},
                match={"prefect.resource.id": ["prefect.flow-run.*"]},
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=timedelta(seconds=SILENT_RUN_SECONDS),
            ),
            actions=[
                ChangeFlowRunState(
                    name=None, state=StateType.CRASHED, message="没有动静 / no sign of life", force=False
                )
            ],
        ).acreate()
