"""The direction of imports: schemas <- rules, schemas <- monitors, all three <- flows; nobody imports flows."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import rules

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "schemas": {"schemas"},
    "rules": {"rules", "schemas"},
    "monitors": {"monitors", "schemas"},
    "flows": {"flows", "monitors", "rules", "schemas"},
}
FILES = [path for package in ALLOWED for path in sorted((ROOT / package).rglob("*.py"))]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("package", ALLOWED)
def test_imports_point_one_way(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        wrong = (imported(path) & ALLOWED.keys()) - ALLOWED[package]
        assert not wrong, f"{path.relative_to(ROOT)} imports {', '.join(wrong)}"


def test_only_flows_imports_the_orchestrator_and_only_when_asked() -> None:
    for path in FILES:
        heavy = imported(path) & {"prefect", "great_expectations"}
        if path.parts[len(ROOT.parts)] != "flows":
            assert not heavy, path
        at_the_top = {
            alias.name.split(".")[0]
            for node in tree(path).body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in ([ast.alias(node.module or "")] if isinstance(node, ast.ImportFrom) else node.names)
        }
        if "great_expectations" in at_the_top or ("prefect" in at_the_top and path.name != "scheduled.py"):
            raise AssertionError(f"{path.relative_to(ROOT)} imports {at_the_top} before it is needed")


def test_only_flows_knows_the_clock_and_only_in_one_place() -> None:
    clock = re.compile(
        r"date\.today|datetime\.now|(?<!date)time\.time\(|current_date|now\(\)|get_current_timestamp", re.I
    )
    for path in [*FILES, *ROOT.glob("monitors/*.sql"), *ROOT.glob("rules/**/*.sql")]:
        text = path.read_text(encoding="utf-8")
        if path.relative_to(ROOT).parts[0] == "flows":
            text = re.sub(r"(?<!datetime\.)now\(\)", "", text)
        if path.name != "clock.py":
            assert not clock.search(text), path.relative_to(ROOT)


def test_money_is_never_a_float_and_rules_never_divide() -> None:
    for path in [*ROOT.glob("schemas/**/*.py"), *ROOT.glob("rules/**/*.py"), *ROOT.glob("monitors/**/*.py")]:
        assert not re.search(r"\bfloat\(", path.read_text(encoding="utf-8")), path.relative_to(ROOT)
    for path in ROOT.glob("rules/**/*.sql"):
        select = path.read_text(encoding="utf-8").split("*/")[-1]
        assert "/" not in select and not re.search(r"\bround\b", select, re.I), path.relative_to(ROOT)


def test_there_is_no_room_for_odds_and_ends() -> None:
    for path in FILES:
        assert not {part.removesuffix(".py") for part in path.parts} & {
            "utils",
            "common",
            "core",
            "helpers",
            "misc",
        }


def test_the_package_called_rules_is_ours() -> None:
    assert Path(str(rules.__file__)).parent == ROOT / "rules"


def test_the_lock_is_hashed_and_names_no_address() -> None:
    for apart in (
        "requirements-spark.lock",
        "requirements-link.lock",
        "tests/bench/requirements.lock",
        "tests/linking/requirements.lock",
        "tests/supply/requirements.lock",
    ):
        lock = (ROOT / apart).read_text(encoding="utf-8")
        assert "://" not in lock and "--hash=sha256:" in lock, apart
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = re.findall(r"^[A-Za-z0-9._\[\]-]+==[^\s;]+", lock, re.M)
    assert len(pinned) > 80
    assert lock.count("--hash=sha256:") >= len(pinned)
    for name, version in (("duckdb", "1.5.5"), ("duckdb-extension-httpfs", "1.5.5")):
        assert f"{name}=={version}" in lock
