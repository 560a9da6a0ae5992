"""A night sealed for an auditor: what came in by hash, the values and rules in force, what was published, in one file.

Nothing in it names a person: it holds what analysts see, and of offices' lists only the digests.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from flows import standards
from flows.exports.manifest import MANIFEST
from flows.exports.private_file import private_file
from flows.home import Home
from flows.nightly import read_policy
from rules import legal_basis
from rules import load as rule_files
from schemas.connection import connect
from schemas.faults import DoudiError

NIGHT, RESULTS, LISTS = "night.json", "results.duckdb", "lists.json"
READ_ME = "说明 README.txt"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The same night sealed twice is the same file: a member bears no clock of ours."""
TOLD = """兜底：一晚的核查卷宗
{as_of} {run_id}

night.json      这一晚、每个送达文件的摘要、卷宗内每个文件的摘要 / the night, the digest of every delivered file and of every file in here
results.duckdb  公布的结果 / what was published
lists.json      各乡镇清单的摘要 / digests of the offices' lists
rules/          判断用的规则 / the rules it was judged by
standards/      执行的标准和参数 / the values in force

核对 / to check it:  doudi bundle verify <文件 FILE>
"""


@dataclass(frozen=True)
class Sealed:
    path: Path
    run_id: str
    sha256: str
    lacks: tuple[str, ...]
    """Rules or standards that have changed since that night, so that they cannot be given as they were."""


def seal(home: Home, as_of: date | None, path: Path) -> Sealed:
    """Write the bundle of a published night, by default the last.

    Raises: DoudiError E-NO-NIGHT where none was published, E-NOT-FOUND for a night that was not, E-EXPORT-IN-PLACE where
    a file has that name.
    """
    if path.exists():
        raise DoudiError("E-EXPORT-IN-PLACE", str(path), exit_code=2)
    database = _database(home, as_of)
    night = night_of(database)
    members, lacks = dict(_policy(home, night)), []
    for what, folder in (("rules_digest", "rules/"), ("standards_digest", "standards/")):
        if not any(name.startswith(folder) for name in members):
            lacks.append(what.removesuffix("_digest"))
    members[RESULTS] = database.read_bytes()
    lists = home.exports / str(night["run"]["as_of"]) / MANIFEST
    if lists.exists() and json.loads(lists.read_bytes())["run_id"] == night["run"]["run_id"]:
        members[LISTS] = lists.read_bytes()
    members[READ_ME] = TOLD.format(**night["run"]).encode()
    night["made_with"] = {name: version(name) for name in ("doudi", "duckdb")}
    night["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(members.items())}
    members[NIGHT] = json.dumps(night, ensure_ascii=False, indent=1, sort_keys=True).encode()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with private_file(path) as out, zipfile.ZipFile(out, "w") as bundle:
        for name in sorted(members):
            bundle.writestr(zipfile.ZipInfo(name, LONG_AGO), members[name], zipfile.ZIP_DEFLATED)
    return Sealed(path, night["run"]["run_id"], hashlib.sha256(path.read_bytes()).hexdigest(), tuple(lacks))


def night_of(database: Path) -> dict[str, dict[str, str]]:
    """The newest run of a published database, and of every file that had been delivered by then, its digest."""
    with connect(database, read_only=True) as con:
        cursor = con.execute(
            """SELECT run_id, as_of, known_at, rules_digest, standards_digest, content_digest
            FROM run ORDER BY as_of DESC, run_id DESC LIMIT 1"""
        )
        names = [column[0] for column in cursor.description]
        run = dict(zip(names, map(str, cursor.fetchall()[0]), strict=True))
        delivered = con.execute("SELECT delivery_id, sha256 FROM delivery ORDER BY delivery_id").fetchall()
    return {"run": run, "delivered": {str(number): str(digest) for number, digest in delivered}}


def _database(home: Home, as_of: date | None) -> Path:
    """The published file of a night: of several, that of the last run."""
    latest = home.published / "latest.duckdb"
    if not latest.exists():
        raise DoudiError("E-NO-NIGHT", str(latest))
    if as_of is None:
        return latest.resolve()
    found = sorted(home.published.glob(f"doudi-{as_of}-R*.duckdb"))
    if not found:
        raise DoudiError("E-NOT-FOUND", str(as_of))
    return found[-1]


def _policy(home: Home, night: dict[str, dict[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Rules and values, where they are still those of the night."""
    rules, _, values = read_policy(home)
    if rule_files.digest(rules) == night["run"]["rules_digest"]:
        for folder in (rule_files.SHIPPED, home.rules):
            for place in (*sorted(folder.glob("*/*.sql")), folder / legal_basis.FILE):
                if place.exists():
                    whose = "shipped" if folder == rule_files.SHIPPED else "own"
                    yield f"rules/{whose}/{place.relative_to(folder).as_posix()}", place.read_bytes()
    if standards.digest(values) == night["run"]["standards_digest"]:
        for folder in home.standards:
            whose = "shipped" if folder == standards.SHIPPED else "own"
            for place in sorted(folder.glob("*.toml")):
                yield f"standards/{whose}/{place.name}", place.read_bytes()
