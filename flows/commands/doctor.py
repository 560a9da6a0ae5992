"""`doudi doctor`: the state of everything a night needs; each line says what, why and how to mend it."""

import json
from argparse import Namespace
from collections.abc import Sequence

from flows import home, notice
from flows.clock import now
from flows.doctor import Finding, examine
from flows.talk import answer

MARK = {"ok": "✔", "warn": "▲", "bad": "✘"}
EXIT = {"ok": 0, "warn": 3, "bad": 1}


def run(options: Namespace) -> int:
    path = home.resolve(options.home)
    if options.try_notice:
        return _try(home.find(path))
    findings = examine(path)
    if options.json:
        print(json.dumps([found._asdict() for found in findings], ensure_ascii=False, indent=2))  # noqa: T201
    else:
        for found in findings:
            answer(_line(found))
    worst = max(findings, key=lambda found: list(EXIT).index(found.state)).state
    if options.notify and worst == "bad":
        _notify(home.find(path), findings)
    return EXIT[worst]


def _line(found: Finding) -> str:
    return f"{MARK[found.state]} {found.what}: {found.why}" + (f"  → {found.fix}" if found.fix else "")


def _notify(bureau: home.Home, findings: Sequence[Finding]) -> None:
    """What is bad, once a day."""
    bad = "\n".join(_line(found) for found in findings if found.state == "bad")
    today = now().date()
    notice.give(bureau, f"{today}-doctor", f"✘ 需要处理 needs you  {today}", bad)


def _try(bureau: home.Home) -> int:
    count = len(notice.addresses(bureau))
    if not count:
        answer(f"还没有地址：写在 {notice.secret(bureau)} / no address yet: write them there")
        return 1
    sent = notice.send(bureau, "试发一条 a try", "收到就说明能用 / if you read this, it works")
    if sent:
        answer(f"已送出 {count} 条 / sent: {count}")
    return 0 if sent else 1
