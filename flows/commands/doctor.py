"""`doudi doctor`: the state of everything a night needs; each line says what, why and how to mend it."""

import json
import os
import shutil
import stat
import sys
from argparse import Namespace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from flows import home
from flows.clock import now
from flows.nightly import read_policy
from flows.talk import answer
from monitors import working_days
from schemas.faults import DoudiError
from schemas.warehouse import VERSION

SEEN_TO_WORK = {
    "duckdb": ((1, 5, 5), (1, 5, 6)),
    "prefect": ((3, 8, 8), (3, 10)),
    "fastapi": ((0, 139), (0, 151)),
    "sqlalchemy": ((2, 0, 40), (2, 1)),
}
"""From, and below (docs/decisions/0003)."""
ENOUGH_BYTES = 2 << 30

Finding = tuple[str, str, str, str]
"""(state, what, why, fix); the state is ok, warn or bad."""


def run(options: Namespace) -> int:
    path = home.resolve(options.home)
    findings = [*_versions(), *_home(path)]
    worst = (
        "bad"
        if any(f[0] == "bad" for f in findings)
        else "warn"
        if any(f[0] == "warn" for f in findings)
        else "ok"
    )
    if options.json:
        names = ("state", "what", "why", "fix")
        print(json.dumps([dict(zip(names, f, strict=True)) for f in findings], ensure_ascii=False, indent=2))  # noqa: T201
    else:
        for state, what, why, fix in findings:
            answer(
                f"{ {'ok': '✔', 'warn': '▲', 'bad': '✘'}[state] } {what}: {why}"
                + (f"  → {fix}" if fix else "")
            )
    return {"ok": 0, "warn": 3, "bad": 1}[worst]


def _versions() -> list[Finding]:
    findings: list[Finding] = []
    for name, (lowest, beyond) in SEEN_TO_WORK.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = ""
        number = tuple(int(part) for part in found.split(".") if part.isdigit())
        good = lowest <= number < beyond
        findings.append(
            (
                "ok" if good else "bad",
                name,
                found or "未安装 not installed",
                "" if good else "按 requirements.lock 安装 / install from requirements.lock",
            )
        )
    findings.append(("ok", "python", sys.version.split()[0], ""))
    return findings


def _home(path: Path) -> list[Finding]:
    try:
        bureau = home.find(path)
    except DoudiError as error:
        return [("bad", "工作目录 home", f"{error.fault.zh}: {error.where}", error.fault.next_zh)]
    findings: list[Finding] = [("ok", "工作目录 home", f"{path}（{bureau.area}）", "")]
    free = shutil.disk_usage(path).free
    findings.append(
        (
            "ok" if free > ENOUGH_BYTES else "warn",
            "磁盘 disk",
            f"{free >> 30} GiB 可用 free",
            "" if free > ENOUGH_BYTES else "清理空间 make room",
        )
    )
    for place in (path, path / "secrets", path / "secrets" / "person.key"):
        mode = stat.S_IMODE(place.stat().st_mode)
        private = not mode & 0o077
        findings.append(
            (
                "ok" if private else "bad",
                f"权限 rights {place.name}",
                oct(mode),
                "" if private else f"chmod go-rwx {place}",
            )
        )
    if not os.access(path, os.W_OK):
        findings.append(("bad", "可写 writable", str(path), "检查账户和权限 check the account"))
    known = working_days.is_known(now().date())
    findings.append(
        (
            "ok" if known else "warn",
            "节假日 holidays",
            f"{now().year}",
            "" if known else "升级 chinesecalendar；目前按周一至周五计 / weekdays stand in",
        )
    )
    try:
        rules, _, values = read_policy(bureau)
        findings.append(("ok", "规则与标准 rules and standards", f"{len(rules)} / {len(values)}", ""))
    except DoudiError as error:
        findings.append(
            ("bad", "规则与标准 rules and standards", f"{error.fault.zh}: {error.where}", error.fault.next_zh)
        )
    findings.append(_warehouse(bureau))
    for stray in sorted(bureau.published.glob("*.wal")):
        findings.append(("bad", "发布目录 published", stray.name, "移走该文件 / move this file away"))
    return findings


def _warehouse(bureau: home.Home) -> Finding:
    if not bureau.warehouse.exists():
        return ("ok", "数据仓库 warehouse", "首晚运行时建立 / made by the first night", "")
    try:
        with home.warehouse(bureau, read_only=True) as con:
            last = con.execute("SELECT max(as_of) FROM published_run").fetchall()[0][0]
    except DoudiError as error:
        return ("bad", "数据仓库 warehouse", error.where, error.fault.next_zh)
    return ("ok", "数据仓库 warehouse", f"version {VERSION}, 最近一晚 last night: {last}", "")
