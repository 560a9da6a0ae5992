"""The documents say what the code does: a change that leaves them behind fails here."""

import argparse
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import duckdb
import pytest

from flows import cli, handbook
from flows.home import DEFAULT_HOME
from flows.publish.saved_queries import saved_queries
from flows.summary import VERDICT
from rules.load import SHIPPED, load_rules
from schemas.extracts import EXTRACTS
from schemas.faults import FAULTS
from schemas.office import ANSWERS, CHANGE_ZH, COLUMNS
from schemas.published import TABLES

ROOT = handbook.ROOT
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/**/*.md"))]
TEXT = {page: page.read_text(encoding="utf-8") for page in PAGES}
NOTEBOOK = ROOT / "docs/analyst-notebook.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
TEXT[NOTEBOOK] = "\n\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown")
README, MANUAL = TEXT[ROOT / "README.md"], TEXT[ROOT / "docs/manual.md"]
GUIDE, CHANGES = TEXT[ROOT / "docs/township-guide.md"], TEXT[ROOT / "CHANGELOG.md"]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def commands() -> dict[str, argparse.ArgumentParser]:
    return next(
        dict(action.choices)
        for action in cli.parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )


def options(command: argparse.ArgumentParser) -> set[str]:
    return {name for action in command._actions for name in action.option_strings}


def code_spans(text: str) -> Iterator[str]:
    """What stands in code: the lines of fenced blocks and the words between backticks."""
    for block in re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as a code forge makes them."""
    found = re.findall(
        r"^#{1,6} (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


GENERATED = handbook.pages(ROOT)


@pytest.mark.parametrize("page", GENERATED, ids=str)
def test_generated_parts_are_fresh(page: Path) -> None:
    assert (ROOT / page).read_text(encoding="utf-8") == GENERATED[page], f"{page}: run make docs"


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.relative_to(ROOT) for path in (ROOT / "docs/rules").glob("*")} <= GENERATED.keys()


def test_every_code_has_the_anchor_that_errors_point_to() -> None:
    assert {code.lower() for code in FAULTS} <= anchors(MANUAL)
    for code, fault in FAULTS.items():
        section = re.search(rf"^### {code}\n.*?(?=^##|\Z)", MANUAL, re.DOTALL | re.MULTILINE)
        assert section, code
        for said in (fault.zh, fault.cause_zh, fault.cause_en, fault.next_zh, fault.next_en):
            assert said in section[0], (code, said)


def test_every_code_that_is_used_is_explained_and_every_one_explained_is_used() -> None:
    """A use is a code within quotes, in Python or SQL; one in a sentence is talk."""
    used = {
        code
        for package in PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
        for path in [*(ROOT / package).rglob("*.py"), *(ROOT / package).rglob("*.sql")]
        if path.parent != ROOT / "schemas" / "faults"
        for code in re.findall(r"""(?<=["':])E-[A-Z0-9]+(?:-[A-Z0-9]+)*""", path.read_text(encoding="utf-8"))
    }
    assert FAULTS.keys() == used


def test_every_code_says_what_why_and_what_next_in_both_languages() -> None:
    for code, fault in FAULTS.items():
        words = asdict(fault)
        del words["code"]
        for name, said in words.items():
            assert bool(re.search("[\u4e00-\u9fff]", said)) == name.endswith("zh"), (code, name)
            assert not said.endswith((".", "。")), (code, name)
        # What it is and why it is so are two things: a guess in the first would be said as a fact.
        assert not re.search("疑似|可能(?!有害)|probably", f"{fault.zh} {fault.en}"), code


def test_every_command_and_option_is_documented() -> None:
    said = list(code_spans(README))
    for name, command in commands().items():
        shown = " ".join(span for span in said if re.match(rf"doudi {name}\b", span))
        assert shown, name
        missing = {option for option in options(command) if option.startswith("--")} - {"--help", "--home"}
        assert all(re.search(rf"{option}\b", shown) for option in missing), (name, missing)
    assert "--home" in README and "--debug" in README


def test_no_page_promises_a_command_or_option_that_is_not_there() -> None:
    known = commands()
    for page, text in TEXT.items():
        for span in code_spans(text):
            for name, rest in re.findall(
                r"(?<![/\w-])(?:\.venv/bin/)?doudi(?: --debug)? ([a-z][\w-]*)([^|;>`]*)", span
            ):
                assert name in known, f"{page.name}: {span}"
                unknown = set(re.findall(r"(?<!\S)\[?(--[a-z-]+)", rest)) - options(known[name])
                assert not unknown, f"{page.name}: {span}"


@pytest.mark.parametrize("code", sorted({*VERDICT, 2, cli.USAGE, cli.UNEXPECTED, cli.AGAIN}))
def test_every_exit_code_is_documented(code: int) -> None:
    assert re.search(rf"^\| {code} \|", README, re.MULTILINE)
    assert re.search(rf"\| {code} \||退出码 {code}", MANUAL)


def test_the_guide_knows_every_column_change_and_answer() -> None:
    for word in (*COLUMNS, *CHANGE_ZH.values(), *ANSWERS):
        assert f"| {word} |" in GUIDE, word


def test_the_manual_lists_every_extract_with_its_patience() -> None:
    for extract in EXTRACTS.values():
        assert re.search(
            rf"^\| `{extract.name}` \| {extract.zh} \| {extract.department_zh} .*\| {extract.max_age_days} 天",
            MANUAL,
            re.MULTILINE,
        ), extract.name


def test_links_lead_somewhere() -> None:
    for page, text in TEXT.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            place, _, anchor = target.partition("#")
            found = (page.parent / place).resolve() if place else page
            assert found.exists(), f"{page.name}: {target}"
            if anchor:
                assert anchor in anchors(TEXT[found]), f"{page.name}: {target}"


def test_set_up_is_two_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    block = re.search(r"^```\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert block and block[1].split("\n") == ["make demo", "make test", ""]
    for page, text in TEXT.items():
        for span in code_spans(text):
            for target in re.findall(r"(?:^|\s)make ([a-z]+)", span):
                assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page.name}: {span}"


def test_the_changelog_has_every_rule() -> None:
    """The values are listed there by the handbook."""
    for rule in load_rules((SHIPPED,)):
        entry = re.search(rf"^#### {rule.code} .*?(?=^###|\Z)", CHANGES, re.DOTALL | re.MULTILINE)
        assert entry and f"rules/{rule.id}.sql" in entry[0] and str(rule.header.valid_from) in entry[0], (
            rule.code
        )


def test_the_analyst_is_told_of_every_table() -> None:
    text = TEXT[ROOT / "docs/analyst-handbook.md"]
    assert [table.name for table in TABLES if f"| `{table.name}` |" not in text] == []


def test_the_analysts_queries_run() -> None:
    with duckdb.connect() as con:
        for table in TABLES:
            con.execute(table.create())
        con.execute("CREATE SCHEMA saved")
        for query in saved_queries():
            assert f"FROM saved.{query.name};" in TEXT[ROOT / "docs/analyst-handbook.md"], query.name
            con.execute(f"CREATE VIEW saved.{query.name} AS {query.sql}")
        for page in ("README.md", "docs/analyst-handbook.md"):
            blocks = re.findall(r"^```sql\n(.*?)^```", TEXT[ROOT / page], re.DOTALL | re.MULTILINE)
            assert blocks, page
            for query in blocks:
                if "ATTACH" not in query:
                    con.execute(query)


def test_the_notebook_is_kept_without_results_and_says_everything_twice() -> None:
    assert 12 <= len(CELLS) <= 18
    names = [cell["id"] for cell in CELLS]
    assert len(set(names)) == len(names) and all(re.fullmatch("[a-z-]+", name) for name in names)
    for cell in CELLS:
        assert not cell.get("outputs") and cell.get("execution_count") is None and not cell["metadata"], cell[
            "id"
        ]
        words = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            assert re.search("^#+ [\u4e00-\u9fff].* / [A-Z]", words, re.MULTILINE), cell["id"]
    assert "../data/home" in NOTEBOOK.read_text(encoding="utf-8")
    assert (NOTEBOOK.parent / "../data/home").resolve() == DEFAULT_HOME
    handbook_opens = "SET enable_external_access = false; SET lock_configuration = true"
    assert NOTEBOOK.read_text(encoding="utf-8").count(handbook_opens) == 1
    assert handbook_opens in TEXT[ROOT / "docs/analyst-handbook.md"]


def test_every_dependency_has_its_reason() -> None:
    reasons = TEXT[ROOT / "docs/decisions/0004-dependencies.md"]
    for requirement in PYPROJECT["project"]["dependencies"]:
        name = re.split(r"[<>=!~\[]", requirement)[0]
        assert f"| `{name}` |" in reasons, name


def test_decisions_are_short_and_pictures_light() -> None:
    for page in ROOT.glob("docs/decisions/*.md"):
        assert page.name.startswith("0001") or len(TEXT[page].splitlines()) <= 40, page.name
    for picture in ROOT.glob("docs/pictures/*"):
        assert picture.stat().st_size < 300_000, picture.name
