"""One page per rule with its worked examples, and the list of them."""

import ast
from datetime import date
from itertools import groupby
from pathlib import Path

from flows import standards
from flows.handbook.markdown import table
from flows.rule_page import Code, Grid, Section, sections, severities, title, trial
from rules.load import SHIPPED, Rule, load_rules, load_shadows
from schemas.office import SEVERITY_ZH
from schemas.standard import Standard

FOLDER = Path("docs/rules")
EXAMPLE_AREA, EXAMPLE_DAY = "370902", date(2022, 6, 22)
"""The day of the article whose figures the district's file holds; a later rule is shown on its first day."""


def rule_pages(root: Path) -> dict[Path, str]:
    """Every rule's page by its code, and the index."""
    rows = standards.read((standards.SHIPPED,))
    rules = sorted(
        (*load_shadows((SHIPPED,)), *load_rules((SHIPPED,))),
        key=lambda rule: (rule.code, not rule.header.shadow),
    )
    versions = [list(group) for _, group in groupby(rules, key=lambda rule: rule.code)]
    return {
        FOLDER / "README.md": _index([group[-1] for group in versions]),
        **{FOLDER / f"{group[-1].code}.md": _page(group, rows, root) for group in versions},
    }


def _index(rules: list[Rule]) -> str:
    return (
        "\n\n".join(
            (
                "# 规则 / Rules",
                "由程序生成（`make docs`），请不要手工修改。本局的执行情况用 `doudi rules CODE` 查看。 / "
                "Made from the code by `make docs`; do not edit by hand. `doudi rules CODE` shows a rule with the record of "
                "your own home.",
                table(
                    ("代码 Code", "规则 Rule", "级别 Severity", "起 From", "需要 Needs"),
                    (
                        (
                            f"[{rule.code}]({rule.code}.md)",
                            f"{rule.header.title_zh}<br>{rule.header.title}{trial(rule)}",
                            "<br>".join(f"{SEVERITY_ZH[each]} {each}" for each in severities(rule)),
                            rule.header.valid_from,
                            ", ".join(f"`{name}`" for name in rule.header.reads),
                        )
                        for rule in rules
                    ),
                ),
            )
        )
        + "\n"
    )


def _page(versions: list[Rule], rows: list[Standard], root: Path) -> str:
    rule = versions[-1]
    as_of = max(EXAMPLE_DAY, rule.header.valid_from)
    said = sections(rule, versions, rows, EXAMPLE_AREA, as_of)
    said.insert(-1, _worked_examples(rule.code, root))
    said.append(
        Section(
            "执行情况 / Record",
            (
                f"`doudi rules {rule.code} --home DIR` 给出该工作目录的执行情况：判断了几晚，命中、在办、属实、不属实、撤回"
                "各多少。",
                f"`doudi rules {rule.code} --home DIR` shows the record of that home: nights judged, hits, and how many "
                "are open, confirmed, refuted, withdrawn.",
            ),
        )
    )
    head = f"# {title(rule)}\n\n[← 全部规则 / All rules](README.md)"
    return "\n\n".join((head, *(_markdown(section) for section in said))) + "\n"


def _markdown(section: Section) -> str:
    return "\n\n".join((f"## {section.title}", *(_part(part) for part in section.parts)))


def _part(part: str | Grid | Code) -> str:
    if isinstance(part, Grid):
        return table(part.headings, part.rows)
    return f"```sql\n{part.text}\n```" if isinstance(part, Code) else part


def _worked_examples(code: str, root: Path) -> Section:
    """The cases a rule is held to, read from the text of its test: packages do not import tests."""
    parts: list[str | Grid | Code] = []
    for path in sorted((root / "tests/rules").glob(f"test_{code.lower()}_*.py")):
        parts.append(
            f"`tests/rules/{path.name}`：`-` 表示不知道，结果留空表示不提示。 / `-` is unknown; nothing found is empty."
        )
        parts.append(_grid(_cases(path)))
    return Section("算例 / Worked examples", tuple(parts))


def _cases(path: Path) -> str:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(ast.unparse(target) == "CASES" for target in node.targets):
            return str(ast.literal_eval(node.value))
    raise ValueError(f"{path}: CASES")


def _grid(cases: str) -> Grid:
    lines = [line.split("->") for line in cases.strip().splitlines() if line.strip()]
    rows = [tuple(cell.strip() for side in line for cell in side.split("|")) for line in lines]
    outcomes = len(lines[0][1].split("|"))
    names = rows[0]
    headings = (*names[:-outcomes], *(f"→ {name}" for name in names[-outcomes:]))
    return Grid(headings, tuple(rows[1:]))
