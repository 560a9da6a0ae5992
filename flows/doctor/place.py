"""The home: room, rights, settings, rules and standards, the lock, where notices go."""

import os
import shutil
import stat
from collections.abc import Iterator

from filelock import FileLock, Timeout

from flows.clock import now
from flows.database_file import is_encrypted
from flows.doctor.finding import Finding
from flows.home import Home
from flows.lock import holder
from flows.nightly import read_policy
from flows.notice import addresses
from flows.retention.periods import refuse_short
from schemas.faults import DoudiError
from schemas.standard import Standard

ENOUGH_BYTES = 2 << 30


def look(home: Home) -> Iterator[Finding]:
    yield Finding("ok", "工作目录 home", f"{home.path}（{home.area}）")
    free = shutil.disk_usage(home.path).free
    if free > ENOUGH_BYTES:
        yield Finding("ok", "磁盘 disk", f"{free >> 30} GiB 可用 free")
    else:
        yield Finding("warn", "磁盘 disk", f"{free >> 20} MiB 可用 free", "清理空间 make room")
    for place in (home.path, home.path / "secrets", home.path / "secrets" / "person.key"):
        mode = stat.S_IMODE(place.stat().st_mode)
        if mode & 0o077:
            yield Finding("bad", f"权限 rights {place.name}", oct(mode), f"chmod go-rwx {place}")
        else:
            yield Finding("ok", f"权限 rights {place.name}", oct(mode))
    if not os.access(home.path, os.W_OK):
        yield Finding("bad", "可写 writable", str(home.path), "检查账户和权限 check the account")
    yield _encryption(home)
    yield _lock(home)
    try:
        rules, _, values = read_policy(home)
        yield Finding("ok", "规则与标准 rules and standards", f"{len(rules)} / {len(values)}")
        yield _periods(home, values)
    except DoudiError as error:
        yield Finding(
            "bad", "规则与标准 rules and standards", f"{error.fault.zh}: {error.where}", error.fault.next_zh
        )
    yield _notices(home)


def _encryption(home: Home) -> Finding:
    what = "加密 encryption"
    if home.warehouse.exists() and is_encrypted(home.warehouse) != home.encrypt:
        return Finding("warn", what, "下一晚改 the next night changes it")
    if not home.encrypt:
        return Finding("ok", what, "没有开 off: doudi.toml encrypt")
    plain = [path.name for path in sorted(home.path.glob("warehouse-*.duckdb")) if not is_encrypted(path)]
    if plain:
        return Finding(
            "warn",
            what,
            f"以前的明文仓库还在 kept in the clear: {', '.join(plain)}",
            "确认新的能用后移走或销毁 move it away or destroy it, once the new one is known to work",
        )
    return Finding("ok", what, "数据仓库已加密 the warehouse is encrypted")


def _lock(home: Home) -> Finding:
    what = "运行锁 lock"
    if not os.access(home.path, os.W_OK):
        return Finding("warn", what, "看不了 cannot be tried")
    try:
        with FileLock(home.path / ".lock", timeout=0, mode=0o600):
            return Finding("ok", what, "没有人在运行 free")
    except Timeout:
        return Finding("ok", what, f"正在运行 at work: {holder(home.path)}")


def _periods(home: Home, values: list[Standard]) -> Finding:
    what = "保存期限 retention"
    try:
        refuse_short(home, values, now().date())
    except DoudiError as error:
        return Finding("bad", what, error.where, error.fault.next_zh)
    said = f"{home.keep_data_months} 个月 months, {home.keep_results_days} / {home.keep_audit_days} 天 days"
    return Finding("ok", what, said)


def _notices(home: Home) -> Finding:
    what = "通知 notices"
    try:
        count = len(addresses(home))
    except DoudiError as error:
        return Finding(
            "bad", what, "地址里有密码，别人能读 others may read addresses with passwords", error.where
        )
    if count:
        return Finding("ok", what, f"{count} 个地址 addresses; --try-notice")
    return Finding("ok", what, f"只写在 only written to {home.path / 'notices'}")
