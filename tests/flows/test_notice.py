"""What the operator is told without asking: once a night, in counts, to wherever the bureau says; it never fails a night."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import duckdb
import pytest

from flows import notice
from flows.cli import main
from schemas.faults import DoudiError
from tests.bureau import Bureau
from tests.flows.test_scheduled import CANARIES, NIGHT, fill

pytestmark = pytest.mark.slow


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    return fill(tmp_path / "home")


@contextmanager
def door(answer: int = 200) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A web address of the bureau's own, and what was said to it."""
    heard: list[dict[str, str]] = []

    class Hear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answer)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"json://someone:pass-phrase@127.0.0.1:{server.server_address[1]}/night", heard
    finally:
        server.shutdown()


def tell_to(bureau: Bureau, *addresses: str, mode: int = 0o600) -> None:
    path = notice.secret(bureau.home)
    path.write_text("# 值班员 / on duty\n" + "\n".join(addresses) + "\n")
    path.chmod(mode)


def kept(bureau: Bureau) -> list[str]:
    return sorted(path.name for path in (bureau.home.path / "notices").iterdir())


def test_a_night_is_told_once_and_in_counts(bureau: Bureau) -> None:
    with door() as (address, heard):
        tell_to(bureau, address)
        bureau.night(NIGHT)
        bureau.night(NIGHT)
        bureau.night("2022-05-17")  # a replay is nobody's news
        bureau.night("2022-05-19")
    assert kept(bureau) == ["2022-05-18-R20220518-01.txt", "2022-05-19-R20220519-01.txt"]
    assert len(heard) == 2
    said = heard[0]["title"] + heard[0]["message"]
    assert "370902" in said and "2022-05-18" in said and "在办预警 open 1，今晚新增 new 1" in said
    assert "未判断的规则" in said
    assert not [canary for canary in CANARIES if canary in said]


def test_a_night_that_cannot_be_counted_is_published_and_told_all_the_same(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> str:
        raise duckdb.IOException(" ".join(CANARIES))

    monkeypatch.setattr(notice, "_published", unreadable)
    assert bureau.night(NIGHT).exit_code == 3
    (told,) = (bureau.home.path / "notices").iterdir()
    *_, counted, sealed = told.read_text().splitlines()
    assert counted.endswith("its counts cannot be read: IOException") and sealed.startswith("审计 audit: ")


def test_a_failure_is_told_by_its_code_and_quotes_nothing(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.night(NIGHT)

    def burst(*_: object) -> None:
        raise ValueError(" ".join(CANARIES))

    monkeypatch.setattr("flows.nightly.judge", burst)
    with door() as (address, heard):
        tell_to(bureau, address)
        for _ in range(2):
            with pytest.raises(ValueError):
                bureau.night("2022-05-19")
    assert len(heard) == 1
    said = heard[0]["title"] + heard[0]["message"]
    assert "✘ 未成功 failed  2022-05-19" in said and "E-UNEXPECTED" in said
    assert not [canary for canary in CANARIES if canary in said]


@pytest.mark.parametrize("address", ["json://127.0.0.1:9/nobody", "nonsense", "mailto://someone:pass-phrase"])
def test_a_notice_that_cannot_be_sent_is_said_and_fails_no_night(
    bureau: Bureau, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_to(bureau, address)
    assert bureau.night(NIGHT).exit_code == 3
    said = capsys.readouterr()
    assert "第 1 个地址" in said.err and "pass-phrase" not in said.err + said.out


def test_an_address_that_others_may_read_is_not_used(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    with door() as (address, heard):
        tell_to(bureau, address, mode=0o644)
        assert bureau.night(NIGHT).exit_code == 3
        with pytest.raises(DoudiError, match="E-SETTINGS"):
            notice.addresses(bureau.home)
    assert heard == [] and "通知未送出" in capsys.readouterr().err


def test_whoever_looks_at_eight_is_told_that_no_night_has_finished(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    bureau.night(NIGHT)
    with door() as (address, heard):
        tell_to(bureau, address)
        for _ in range(2):
            assert main(["doctor", "--notify", "--home", str(bureau.home.path)]) == 1
        assert main(["doctor", "--try-notice", "--home", str(bureau.home.path)]) == 0
    assert "✘ 最近一晚 last night: 2022-05-18 以后没有完成的一晚" in capsys.readouterr().out
    assert len(heard) == 2  # one of the day and one to try
    assert "catch-up" in heard[0]["message"] and "收到就说明能用" in heard[-1]["message"]
