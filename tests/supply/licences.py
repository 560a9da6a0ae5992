"""The licence of everything that is locked, as each package itself declares it: `python -m tests.supply.licences` writes
`docs/licences.md`. Nothing is asked of a network.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "licences.md"
UNKNOWN = "unknown"

FREE = frozenset(
    [
        "0BSD",
        "Apache-2.0",
        "BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "CNRI-Python",
        "ISC",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "PSF-2.0",
        "Zlib",
        "Artistic-1.0-Perl",
    ]
)
"""May be used and passed on within a bureau, in a closed network too; MPL asks only that changes to its own files be shown."""

SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0-Perl",
    "BSD License": "BSD",
    "GNU General Public License (GPL)": "GPL",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "MIT Licence": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The MIT License (MIT)": "MIT",
}
"""What packages wrote before there was one way of writing it."""

CHOSEN = {"text-unidecode": "Artistic-1.0-Perl"}
"""Offered under several, of which one would not do: which we take."""

ELSEWHERE = {
    "appnope": "BSD-2-Clause",
    "async-timeout": "Apache-2.0",
    "pywin32": "PSF-2.0",
    "whenever": "MIT",
}
"""Locked for another system or Python alone, so not there to be asked: as the wheel declares it."""

TESTS_ONLY = {"openfisca-core": "AGPL-3.0-or-later"}
"""Not free enough to be passed on with the package, and never is (docs/decisions/0004)."""


@dataclass(frozen=True)
class Locked:
    name: str
    version: str
    is_run_time: bool
    licence: str


def locked(lock: Path = ROOT / "requirements.lock") -> Iterator[tuple[str, str]]:
    for line in lock.read_text("utf-8").splitlines():
        if found := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            yield found[1], found[2]


def declared(metadata: Message) -> str:
    """The licence by its SPDX name: the expression, else the old field where it is a name, else the classifiers."""
    if expression := metadata.get("License-Expression"):
        return str(expression)
    field = (metadata.get("License") or "").strip()
    field = SPDX.get(field, field)
    if field and all(atom in FREE or atom in SPDX.values() for atom in atoms(field)):
        return field
    classifiers = [
        each.split(" :: ")[-1]
        for each in metadata.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    found = dict.fromkeys(SPDX.get(each, UNKNOWN) for each in classifiers)
    return " OR ".join(found) or UNKNOWN


def atoms(licence: str) -> list[str]:
    return [each for each in re.split(r"[()\s]+", licence) if each and each not in ("AND", "OR", "WITH")]


def is_free(licence: str) -> bool:
    """Every part of it, whichever of several is meant."""
    return all(atom in FREE for atom in atoms(licence))


def run_time() -> set[str]:
    """Everything that the package itself brings along, on any system."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    found: set[tuple[str, str]] = set()
    ahead = [Requirement(line) for line in wanted]
    while ahead:
        each = ahead.pop()
        name = canonicalize_name(each.name)
        for extra in ("", *sorted(each.extras)):
            if (name, extra) in found:
                continue
            found.add((name, extra))
            try:
                lines = distribution(name).requires or []
            except PackageNotFoundError:
                continue
            for requirement in map(Requirement, lines):
                asks_for_extra = requirement.marker is not None and "extra" in str(requirement.marker)
                if not asks_for_extra or (extra and requirement.marker.evaluate({"extra": extra})):
                    ahead.append(requirement)
    return {name for name, _ in found}


def licences() -> list[Locked]:
    brought = run_time()
    return [
        Locked(name, version, canonicalize_name(name) in brought, licence_of(name))
        for name, version in locked()
    ]


def licence_of(name: str) -> str:
    if name in CHOSEN:
        return CHOSEN[name]
    try:
        return declared(distribution(name).metadata)
    except PackageNotFoundError:
        return ELSEWHERE.get(name, UNKNOWN)


def page(found: list[Locked]) -> str:
    lines = "\n".join(
        f"| {each.name} | {each.version} | {each.licence} | {'运行 run' if each.is_run_time else '测试 test'} |"
        for each in found
    )
    return f"""# 依赖的许可 / Licences

`requirements.lock` 中锁定的每一个包，许可照它自己的声明。由 `make licences` 生成，不要手改；与锁定文件不符、不明或不许可的，测试不通过。
Everything locked, under the licence that each package declares. `make licences` writes this page; a test fails where it and the lock
differ, or where a licence is unknown or not one that may be passed on.

“测试”的不随程序安装到局里的机器之外使用；`openfisca-core`（AGPL）只在 `tests/` 中，见[决定 0004](decisions/0004-dependencies.md)。`text-unidecode` 按 Artistic 许可使用。
What is for tests alone is never passed on with the package; `openfisca-core` (AGPL) stays in `tests/`. Of `text-unidecode`'s two licences we take the Artistic one.

图的字体 [Doudi Sans](../flows/pictures/font/README.md) 随程序带着，SIL Open Font License 1.1。 / The font of the pictures comes along, under the SIL Open Font License 1.1.

| 包 Package | 版本 Version | 许可 Licence | 用于 For |
| --- | --- | --- | --- |
{lines}
"""


if __name__ == "__main__":
    PAGE.write_text(page(licences()), "utf-8")
