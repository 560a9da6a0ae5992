"""Nothing phones home: neither we, nor what we build on, nor a database that would fetch what it lacks."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows.quiet import SILENT, quiet
from schemas.connection import connect
from tests.network.sitecustomize import is_here

ROOT = Path(__file__).parent.parent


def run(code: str, folder: Path, **surroundings: str) -> tuple[int, str]:
    """Some code in a process of its own, with a list of calls of its own."""
    calls = folder / "calls"
    calls.touch()
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        cwd=ROOT,
        timeout=300,
        env={**os.environ, **surroundings, "DOUDI_TEST_CALLS": str(calls), "PREFECT_HOME": str(folder)},
    )
    return done.returncode, calls.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "reach",
    [
        "socket.create_connection(('192.0.2.1', 80), 1)",
        "socket.getaddrinfo('example.invalid', 443)",
        "socket.gethostbyname('example.invalid')",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "urllib.request.urlopen('http://192.0.2.1/', timeout=1)",
    ],
)
def test_whoever_reaches_out_is_seen_and_refused(reach: str, tmp_path: Path) -> None:
    code, calls = run(f"import socket, urllib.request; {reach}", tmp_path)
    assert code == 1 and calls.startswith("socket.") and calls.count("\n") == 1


def test_a_call_to_this_machine_is_none(tmp_path: Path) -> None:
    code = "import socket; socket.create_server(('127.0.0.1', 0)); socket.getaddrinfo('localhost', 80)"
    assert run(code, tmp_path) == (0, "")
    assert is_here(b"127.0.0.1") and is_here("::1") and is_here("/run/x") and is_here(16) and is_here(None)
    assert not is_here("10.0.0.1") and not is_here(b"example.invalid") and not is_here("fe80::1")


def test_every_database_is_opened_by_one_hand_that_fetches_nothing(tmp_path: Path) -> None:
    for package in ("flows", "monitors", "rules", "schemas"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                opens = isinstance(node, ast.Attribute) and node.attr in ("connect", "sql", "execute")
                if opens and isinstance(node.value, ast.Name) and node.value.id == "duckdb":
                    assert path.name == "connection.py", f"{path}:{node.lineno}"
    asked = "SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%_known_extensions'"
    with connect(tmp_path / "a.duckdb") as con:
        con.execute("CREATE TABLE a AS SELECT 1 AS b")
        assert dict(con.execute(asked).fetchall()) == {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    with connect(tmp_path / "a.duckdb", read_only=True) as con:
        assert {value for _, value in con.execute(asked).fetchall()} == {"false"}
        with pytest.raises(duckdb.Error):
            con.execute("FROM 'http://192.0.2.1/a.parquet'")


def test_what_we_build_on_is_silent_whatever_the_surroundings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loud = {"DO_NOT_TRACK": "0", "PREFECT_SERVER_ANALYTICS_ENABLED": "true", "GX_ANALYTICS_ENABLED": "true"}
    assert loud.keys() == SILENT.keys()
    code = f"""
from pathlib import Path
from flows.quiet import quiet
quiet(Path({str(tmp_path)!r}))
import prefect.settings
assert prefect.settings.get_current_settings().server.analytics_enabled is False
from prefect._internal.analytics.enabled import is_telemetry_enabled
assert not is_telemetry_enabled()
"""
    assert run(code, tmp_path, **loud) == (0, "")
    for name, value in loud.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delitem(sys.modules, "prefect", raising=False)
    monkeypatch.setenv("PREFECT_HOME", "")
    quiet(tmp_path)
    assert {name: os.environ[name] for name in SILENT} == SILENT


def test_great_expectations_is_silent_and_reaches_nobody(tmp_path: Path) -> None:
    code = """
import pandas as pd
from flows.ingest.gate import judge
from schemas.extracts import EXTRACTS
extract = EXTRACTS["area"]
frame = pd.DataFrame([{"delivery_no": 1, **{limit.figure: 1e9 for limit in extract.gate}}])
assert judge(extract, frame)
import os, sys
assert os.environ["GX_ANALYTICS_ENABLED"] == "false" and "posthog" not in sys.modules
"""
    assert run(code, tmp_path, GX_ANALYTICS_ENABLED="true") == (0, "")
