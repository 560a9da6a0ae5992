"""What the operator is told without asking: a text in the home, and a mail or a message to wherever the bureau says.

One notice for a night that is published, one for a night that is held, one for a failure that wants a person. It holds
counts and codes, never what a file says. A notice that cannot be sent is told on screen and never fails a night.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import duckdb

from flows import held_summary
from flows.audit.head import read_head
from flows.audit.seal import TOLD
from flows.breaker import HELD
from flows.home import Home
from flows.talk import say
from flows.tonight import Outcome
from schemas.connection import connect
from schemas.faults import FAULTS, DoudiError
from schemas.warning import LISTED

NOT_WORTH_A_NOTICE = ("E-USAGE", "E-LOCK")
"""Whoever mistyped a command has read it, and whoever is at work will have a notice of their own."""

VERDICT = {0: "✔ 已发布 published", 3: "▲ 已发布，有提示 published with a remark", HELD: "■ 暂停 held"}


@contextmanager
def noticed(home: Home, as_of: date) -> Iterator[None]:
    """Tell of the failure of whatever is done in it."""
    try:
        yield
    except Exception as error:
        of_failure(home, as_of, error)
        raise


def of_night(home: Home, outcome: Outcome) -> None:
    """Once for a night as it is published or held: the same night again has no news, and a replay is nobody's."""
    if outcome.is_replay or outcome.is_rebuilt:
        return
    title = f"{VERDICT[outcome.exit_code]}  {outcome.as_of}"
    try:
        body = _held(home, outcome) if outcome.exit_code == HELD else _published(outcome)
    except duckdb.Error as error:
        # The night is out already; what counts it for a notice must not fail it.
        body = f"数字读不出来 / its counts cannot be read: {type(error).__name__}"
    head = read_head(home)
    sealed = f"\n{TOLD}{head}" if head else ""
    give(home, f"{outcome.as_of}-{outcome.run_id}", title, f"{outcome.run_id}\n{body}{sealed}")


def of_failure(home: Home, as_of: date, error: Exception) -> None:
    code = error.fault.code if isinstance(error, DoudiError) else "E-UNEXPECTED"
    if code in NOT_WORTH_A_NOTICE:
        return
    fault = FAULTS[code]
    give(
        home,
        f"{as_of}-{code}",
        f"✘ 未成功 failed  {as_of}",
        f"{code}  {fault.zh}。{fault.next_zh}。 / {fault.en}: {fault.next_en}.\n"
        f"昨天公布的结果原样保留 / what was published before stands: docs/manual.md#{code.lower()}",
    )


def give(home: Home, name: str, title: str, body: str) -> None:
    """Write a notice into the home and send it; one of that name is given once."""
    path = home.path / "notices" / f"{name}.txt"
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(f"{title}\n{body}\n")
    except FileExistsError:
        return
    except OSError:
        # On a full disk whoever is far away must be told all the same.
        with suppress(OSError):
            path.unlink(missing_ok=True)
    send(home, title, body)


def addresses(home: Home) -> list[str]:
    """Where notices go, one address a line as apprise writes them; they hold passwords, so they lie among the secrets.

    Raises: DoudiError E-SETTINGS when others may read them.
    """
    path = secret(home)
    if not path.is_file():
        return []
    if path.stat().st_mode & 0o077:
        raise DoudiError("E-SETTINGS", f"chmod go-rwx {path}", exit_code=2)
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def secret(home: Home) -> Path:
    return home.path / "secrets" / "notices"


def send(home: Home, title: str, body: str) -> bool:
    """Whether every address took it; which one did not is told by its kind and line, never by the address."""
    try:
        given = addresses(home)
    except (DoudiError, OSError, UnicodeDecodeError):
        say(
            f"▲ 通知未送出：{secret(home)} 读不出来或别人能读 / no notice was sent: that file cannot or must not be read"
        )
        return False
    if not given:
        return True
    import logging

    from apprise import Apprise, AppriseAsset, PersistentStoreMode

    # It quotes addresses, and those hold passwords.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    asset = AppriseAsset(
        app_id="Doudi", app_desc="兜底 Doudi", app_url="", storage_mode=PersistentStoreMode.MEMORY
    )
    sent = True
    for line, address in enumerate(given, start=1):
        one = Apprise(asset=asset)
        if not (one.add(address) and one.notify(title=f"兜底 {_who(home)} {title}", body=body)):
            sent = False
            say(
                f"▲ 通知未能送出：第 {line} 个地址 / a notice could not be sent: address {line} ({address.partition(':')[0]})"
            )
    return sent


def _who(home: Home) -> str:
    return home.name or home.area


def _published(outcome: Outcome) -> str:
    with connect(outcome.published, read_only=True) as con:
        counted = con.execute(
            """SELECT
                (SELECT count(*) FROM warning WHERE list_contains($open, state)),
                (SELECT count(DISTINCT warning_id) FROM warning_event WHERE run_id = $run_id AND change = 'new'),
                (SELECT count(*) FROM delivery WHERE state = 'held'),
                (SELECT count(*) FROM judgement WHERE run_id = $run_id AND NOT is_judged)""",
            {"open": list(LISTED), "run_id": outcome.run_id},
        ).fetchall()[0]
    open_count, new, held, not_judged = counted
    return (
        f"在办预警 open {open_count:,}，今晚新增 new {new:,}\n"
        f"扣留的文件 files held {held:,}，未判断的规则 rules not judged {not_judged:,}\n"
        f"报告 report: {outcome.report}"
    )


def _held(home: Home, outcome: Outcome) -> str:
    return "\n".join(
        (
            *(f"{storm.zh} / {storm.en}" for storm in outcome.storms),
            "昨天公布的结果原样保留；先问送数据的部门，属实的放行 / what was published before stands; ask the department, and if it is true:",
            held_summary.let_out(home, outcome),
            f"报告 report: {outcome.report}",
        )
    )
