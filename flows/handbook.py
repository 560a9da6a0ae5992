"""The parts of the documents that are made from the code, so that they cannot tell another story.

`make docs` writes them; a test compares. What a person wrote around the marks is never touched.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.cli import parser
from flows.contract_words import OTHERWISE, content, mode
from rules.load import SHIPPED, Rule, load_rules
from schemas.extract import Column, Extract
from schemas.extracts import EXTRACTS
from schemas.faults import DELIVERY_CODES, FAULTS, ROW_CODES, Fault
from schemas.office import SEVERITY_ZH
from schemas.parameter import Parameter
from schemas.parameters import PARAMETERS
from schemas.published import TABLES
from schemas.rule import SEVERITIES
from schemas.table import Table

ROOT = Path(__file__).resolve().parent.parent
README, MANUAL, DICTIONARY = Path("README.md"), Path("docs/manual.md"), Path("docs/data-dictionary.md")

UNITS = {
    "cny_per_person_month": "元/人·月",
    "cny_per_person_year": "元/人·年",
    "ratio": "倍",
    "multiple": "倍",
    "months": "月",
    "years": "岁",
    "days": "日",
    "flag": "1 或 0",
    "choice": "选项",
}


def pages(root: Path) -> dict[Path, str]:
    """Every page with generated parts, as it should read."""
    return {
        README: _between(
            _between(_read(root / README), "rules", rules_table()), "commands", commands_table()
        ),
        MANUAL: _between(
            _between(_read(root / MANUAL), "extracts", extracts_table()), "codes", codes_section()
        ),
        DICTIONARY: data_dictionary(),
    }


def write(root: Path) -> None:
    for page, text in pages(root).items():
        (root / page).write_text(text, encoding="utf-8")


def rules_table() -> str:
    """The shipped rules, one line each."""
    return _table(
        ("代码 Code", "规则 Rule", "级别 Severity", "起 From", "建议 Suggestion", "依据 Basis"),
        (
            (
                rule.code,
                f"[{rule.header.title_zh}](rules/{rule.id}.sql)<br>{rule.header.title}",
                "<br>".join(f"{SEVERITY_ZH[severity]} {severity}" for severity in _severities(rule)),
                rule.header.valid_from,
                f"{rule.header.action_zh}<br>{rule.header.action}",
                "；".join(basis.cite for basis in rule.header.basis),
            )
            for rule in load_rules((SHIPPED,))
        ),
    )


def commands_table() -> str:
    """Every command with its options, from the parser itself. `--home` goes with all but `synth` and `template`."""
    commands = next(
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    ).choices
    return _table(
        ("命令 Command", "作用 What it does"),
        (
            (f"`doudi {name}{''.join(_words(command))}`", command.description or "")
            for name, command in commands.items()
        ),
    )


def extracts_table() -> str:
    """The feeds, one line each: the folder, who sends it, how, and how long it may stay away."""
    return _table(
        ("目录名 Folder", "数据", "部门 From", "送法 Mode", "最迟 Late after"),
        (
            (
                f"`{extract.name}`",
                extract.zh,
                f"{extract.department_zh} {extract.department}",
                f"{mode(extract)[0].partition('：')[0]} {extract.mode}",
                f"{extract.max_age_days} 天 days",
            )
            for extract in EXTRACTS.values()
        ),
    )


def codes_section() -> str:
    """One section per code, in the order in which a night meets them."""
    groups = (
        ("行 / Rows", [fault for code, fault in FAULTS.items() if code in ROW_CODES]),
        ("文件 / Files", [fault for code, fault in FAULTS.items() if code in DELIVERY_CODES]),
        (
            "命令 / Commands",
            [fault for code, fault in FAULTS.items() if code not in ROW_CODES | DELIVERY_CODES],
        ),
    )
    return "\n\n".join(
        "\n\n".join((f"## 代码：{title}", *(_code(fault) for fault in faults))) for title, faults in groups
    )


def data_dictionary() -> str:
    parts = [
        "# 数据字典 / Data dictionary",
        "由程序生成（`make docs`），请不要手工修改。 / Made from the code by `make docs`; do not edit by hand.",
        "- [送达的数据 / What departments deliver](#送达的数据--what-departments-deliver)\n"
        "- [发布的表 / Published tables](#发布的表--published-tables)\n"
        "- [标准与参数 / Standards and parameters](#标准与参数--standards-and-parameters)",
        "## 送达的数据 / What departments deliver",
        "列按表头名称识别，与先后顺序无关；中文名、英文名和别名都可以。不认识的列不保存。 / "
        "Columns are found by heading, in any order; the Chinese name, the English name and the aliases all do. "
        "Unknown columns are not stored.",
        *(_extract(extract) for extract in EXTRACTS.values()),
        "## 发布的表 / Published tables",
        "在 `published/latest.duckdb` 中。 / In `published/latest.duckdb`. "
        "空值表示不知道，不表示零。 / Null means unknown, never zero.",
        *(_published(table) for table in TABLES),
        "## 标准与参数 / Standards and parameters",
        "可以写在 `standards/<区划代码>.toml` 中的全部参数。 / Everything that a standards file can set.",
        _table(
            ("参数 Key", "中文", "English", "单位 Unit", "适用 Population", "比较 Operator", "范围 Bounds"),
            (_parameter(parameter) for parameter in PARAMETERS.values()),
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _between(text: str, mark: str, made: str) -> str:
    """Put `made` between `<!-- mark -->` and `<!-- /mark -->`. Raises: ValueError without the marks."""
    found = re.fullmatch(rf"(.*<!-- {mark} -->\n).*(<!-- /{mark} -->.*)", text, re.DOTALL)
    if not found:
        raise ValueError(f"<!-- {mark} --> ... <!-- /{mark} -->")
    return f"{found[1]}\n{made}\n\n{found[2]}"


def _table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    names = tuple(headings)
    lines = [names, ("---",) * len(names), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def _severities(rule: Rule) -> tuple[str, ...]:
    """Gravest first: those the SELECT can give, or the one of the header."""
    given = [severity for severity in SEVERITIES if f"'{severity}'" in rule.select]
    return tuple(given) if "severity" in rule.columns else (rule.header.severity,)


def _words(command: argparse.ArgumentParser) -> Iterator[str]:
    for action in command._actions:
        name = action.option_strings[-1] if action.option_strings else ""
        if name in ("--help", "--home"):
            continue
        values = "|".join(action.choices) if action.choices else str(action.metavar or action.dest.upper())
        word = f"{name} {values}".strip() if action.nargs != 0 else name
        yield f" {word}" if action.required else f" [{word}]"


def _code(fault: Fault) -> str:
    return (
        f"### {fault.code}\n\n{fault.zh}。 / {_capital(fault.en)}.\n\n"
        f"- 可能的原因：{fault.cause_zh}。\n- Likely cause: {fault.cause_en}.\n"
        f"- 处理：{fault.next_zh}。\n- Next: {fault.next_en}."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _extract(extract: Extract) -> str:
    mode_zh, mode_en = mode(extract)
    said = [
        f"### {extract.name} {extract.zh}",
        f"- 部门 / From: {extract.department_zh} / {extract.department}\n"
        f"- 用途 / For: {extract.purpose}\n"
        f"- 送法 / Mode: {mode_zh}。 / {_capital(mode_en)}.\n"
        f"- 主键 / Key: {_names(column.name for column in extract.key)}\n"
        f"- 超过多少天算逾期 / Late after: {extract.max_age_days} 天 days\n"
        f"- 整份扣留的界限 / Held as a whole beyond: {_gate(extract)}\n"
        + (f"- 对账金额 / Amount added up: `{extract.amount}`\n" if extract.amount else "")
        + f"- 常见问题 / How it goes wrong: {extract.goes_wrong}",
        _table(
            ("列 Heading", "英文名 Name", "别名 Aliases", "必填 Required", "内容 Content", "用途 Purpose"),
            (
                (
                    column.zh,
                    f"`{column.name}`",
                    "、".join(column.aliases),
                    "是 yes" if column.required else "",
                    _content(column),
                    column.purpose,
                )
                for column in extract.columns
            ),
        ),
        *(_choices(column) for column in extract.columns if column.choices),
    ]
    return "\n\n".join(said)


def _content(column: Column) -> str:
    return "；".join(" ".join(said) for said in content(column))


def _choices(column: Column) -> str:
    other_zh, other_en = OTHERWISE[column.otherwise]
    values = "，".join(f"{label} `{code}`" for label, code in column.choices.items())
    return f"{column.zh} `{column.name}`：{values}。{other_zh}。 / {_capital(other_en)}."


def _published(table: Table) -> str:
    return "\n\n".join(
        (
            f"### {table.name} {table.zh}",
            f"{table.en}. 主键 / Key: {_names(table.key)}.",
            _table(
                ("列 Column", "类型 Type", "中文", "English"),
                ((f"`{field.name}`", field.sql_type, field.zh, field.en) for field in table.fields),
            ),
        )
    )


def _parameter(parameter: Parameter) -> tuple[str, ...]:
    bounds = _names(parameter.choices) if parameter.choices else f"{parameter.lowest:f}–{parameter.highest:f}"
    return (
        f"`{parameter.key}`",
        parameter.zh,
        parameter.en,
        f"{UNITS[parameter.unit]} `{parameter.unit}`",
        _names(parameter.populations),
        "必写 required" if parameter.has_operator else "",
        bounds,
    )


def _gate(extract: Extract) -> str:
    return ", ".join(
        f"`{limit.figure}` "
        + "–".join(f"{bound:g}" for bound in (limit.lowest, limit.highest) if bound is not None)
        + f" ({limit.code})"
        for limit in extract.gate
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    write(ROOT)
