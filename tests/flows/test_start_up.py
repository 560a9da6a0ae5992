"""What a command imports before it answers, and how long it takes: held by names, which no busy machine changes."""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date

import pytest

from tests.bureau import Bureau, member, months, number, settlement, wage

OURS = {"flows", "monitors", "rules", "schemas"}
AT_HAND = {"_distutils_hack", "_editable_impl_doudi", "a1_coverage", "coverage", "sitecustomize"}
"""What an environment brings along by itself."""

LOOKING = {
    "duckdb",
    "_duckdb",
    "pydantic",
    "pydantic_core",
    "annotated_types",
    "typing_extensions",
    "typing_inspection",
    # Every look is noted, and two at once wait for each other.
    "filelock",
}
NOT_FOR_EVERY_NIGHT = {
    *("great_expectations", "scipy", "altair", "sqlalchemy"),
    *("prefect", "fastapi", "apprise", "openpyxl"),
}
"""Whoever judges doubtful files, schedules, sends notices or reads workbooks is asked when there is one, and brings hundreds
of modules along."""

IMPORTS = """
import sys
from flows.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
tops = {name.partition(".")[0] for name, module in sys.modules.items() if getattr(module, "__file__", None)}
print("\\n" + " ".join(sorted(tops - set(sys.stdlib_module_names))))
"""


def imports(*words: str) -> set[str]:
    """The packages from outside the standard library that a command has imported by its end."""
    done = subprocess.run([sys.executable, "-c", IMPORTS, *words], check=True, capture_output=True, text=True)
    named = done.stdout.splitlines()[-1].split()
    return {
        name for name in named if name not in OURS | AT_HAND and not name.startswith(("__", "_sysconfigdata"))
    }


def seconds(words: Sequence[str]) -> float:
    """Processor seconds of the whole process, the quickest of three."""
    taken = []
    for _ in range(3):
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "flows.cli", *words],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
        )
        _, status, used = os.wait4(process, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        taken.append(used.ru_utime + used.ru_stime)
    return min(taken)


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A small county whose files are long enough to be held against limits."""
    made = Bureau(tmp_path_factory.mktemp("start") / "home")
    people = [(f"H{each}", number(each)) for each in range(1, 151)]
    made.deliver("household_member", "2022-05-18", [member(house, person) for house, person in people])
    made.deliver("medical_expense", "2022-05-18", [settlement("S1", people[0][1], "2022-05-01", "20500.00")])
    (last,) = months(date(2022, 5, 20), 1)
    made.deliver("income", "2022-05-18", [wage(person, last, "500.00") for _, person in people])
    return made


def test_help_imports_nothing() -> None:
    assert imports("--help") == set()


def test_a_night_waits_for_nobody_it_does_not_need(bureau: Bureau) -> None:
    found = imports("run", "--as-of", "2022-05-20", "--home", str(bureau.home.path))
    assert "duckdb" in found and not found & NOT_FOR_EVERY_NIGHT


@pytest.mark.parametrize("words", [("explain", "W370902-20220520-000001"), ("why-not", "H1")])
def test_a_look_up_imports_what_reads(bureau: Bureau, words: tuple[str, ...]) -> None:
    bureau.night("2022-05-20")
    assert imports(*words, "--home", str(bureau.home.path)) <= LOOKING


def test_help_and_a_look_up_are_there_at_once(bureau: Bureau) -> None:
    bureau.night("2022-05-20")
    assert seconds(["--help"]) < 0.3
    for words in (["explain", "W370902-20220520-000001"], ["why-not", "H1"]):
        assert seconds([*words, "--home", str(bureau.home.path)]) < 1
