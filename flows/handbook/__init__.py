"""The parts of the documents that are made from the code, so that they cannot tell another story.

`make docs` writes them; a test compares. What a person wrote around the marks is never touched.
"""

from pathlib import Path

from flows import standards
from flows.handbook.changelog import values_section
from flows.handbook.dictionary import data_dictionary
from flows.handbook.manual import codes_section, extracts_table
from flows.handbook.markdown import between
from flows.handbook.readme import commands_table, rules_table
from flows.handbook.rule_pages import rule_pages
from flows.standards_template import template
from rules.load import load_rules

ROOT = Path(__file__).resolve().parent.parent.parent
README, MANUAL, DICTIONARY = Path("README.md"), Path("docs/manual.md"), Path("docs/data-dictionary.md")
CHANGELOG, TEMPLATE = Path("CHANGELOG.md"), Path("data/standards/template.toml.txt")


def pages(root: Path) -> dict[Path, str]:
    """Every page with generated parts, as it should read."""
    return {
        README: between(between(_read(root / README), "rules", rules_table()), "commands", commands_table()),
        MANUAL: between(
            between(_read(root / MANUAL), "extracts", extracts_table()), "codes", codes_section()
        ),
        DICTIONARY: data_dictionary(),
        CHANGELOG: between(_read(root / CHANGELOG), "values", values_section()),
        TEMPLATE: _template(),
        **rule_pages(root),
    }


def write(root: Path) -> None:
    for page, text in pages(root).items():
        (root / page).parent.mkdir(exist_ok=True)
        (root / page).write_text(text, encoding="utf-8")


def _template() -> str:
    """For no place in particular, on the day from which the nation's newest value holds."""
    rows = standards.read((standards.SHIPPED,))
    newest = max(row.valid_from for row in rows if row.area_code == "00")
    return template("000000", rows, load_rules(), newest)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
