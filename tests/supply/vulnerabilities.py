"""Known vulnerabilities of what is locked: `make vulnerabilities`. Asks a public service through pip-audit, so it runs where
there is a network and never as part of the tests.

Exit codes: 0 every locked package was looked up and none is known to be vulnerable; 1 some are; 3 NOT checked, wholly or in
part. pip-audit itself ends with 0 where the service knows no package at all, so its answer is counted against the lock.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

from tests.supply.licences import ELSEWHERE, ROOT, locked

NONE_KNOWN, FOUND, NOT_CHECKED = 0, 1, 3
SERVICES = ("pypi", "osv")
LOCK = ROOT / "requirements.lock"
SECONDS = 600


@dataclass(frozen=True)
class Checked:
    """What one service answered. `missing` was not looked up; `why` where nothing was."""

    service: str
    missing: tuple[str, ...]
    vulnerable: tuple[tuple[str, str], ...]
    why: str = ""

    @property
    def exit_code(self) -> int:
        if self.vulnerable:
            return FOUND
        return NOT_CHECKED if self.missing or self.why else NONE_KNOWN


def ask(audit: Sequence[str], service: str, lock: Path = LOCK) -> Checked:
    options = [
        "-r",
        str(lock),
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "-f",
        "json",
        "-s",
        service,
    ]
    try:
        done = subprocess.run(
            [*audit, *options], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Checked(service, (), (), type(error).__name__)
    try:
        dependencies = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return Checked(service, (), (), last[:200])
    listed = {canonicalize_name(each["name"]) for each in dependencies}
    looked_up = {canonicalize_name(each["name"]) for each in dependencies if "vulns" in each}
    # What is locked for another system alone is not on this one, and pip-audit leaves it out.
    wanted = {canonicalize_name(name) for name, _ in locked(lock)} - (ELSEWHERE.keys() - listed)
    return Checked(
        service,
        tuple(sorted(wanted - looked_up)),
        tuple(
            (f"{each['name']} {each['version']}", vulnerability["id"])
            for each in dependencies
            for vulnerability in each.get("vulns", ())
        ),
    )


def tell(checked: Checked, count: int) -> str:
    lines = [f"  {name}: {found}" for name, found in checked.vulnerable]
    if lines:
        lines.insert(0, f"✘ 有已知漏洞（{checked.service}）/ known vulnerabilities:")
    if checked.why:
        lines.append(
            f"▲ 没有检查（{checked.service}）：{checked.why} / NOT checked: the service was not reached"
        )
    elif checked.missing:
        lines.append(
            f"▲ 没有检查完（{checked.service}）：{count} 个包中 {len(checked.missing)} 个查不到 / "
            f"NOT checked: {len(checked.missing)} of {count} packages were not looked up"
        )
    return (
        "\n".join(lines)
        or f"✔ {count} 个包都查过，没有已知漏洞（{checked.service}）/ all looked up, none known to be vulnerable"
    )


def main(audit: Sequence[str], lock: Path = LOCK) -> int:
    """The first service that knows every package decides; one that finds something is believed at once."""
    count = len({name for name, _ in locked(lock)})
    for service in SERVICES:
        checked = ask(audit, service, lock)
        print(tell(checked, count))
        if checked.exit_code != NOT_CHECKED:
            return checked.exit_code
    print(
        "▲ 没有得到结论，不等于没有漏洞：请在能上网的机器上再运行 make vulnerabilities / "
        "no answer is not a good answer: run make vulnerabilities where there is a network"
    )
    return NOT_CHECKED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
