"""The data dictionary: what is delivered, what is published, what a standards file can set."""

import json
from functools import cache
from pathlib import Path

from flows.contract_words import OTHERWISE, content, mode
from flows.handbook.markdown import capital, names, table
from schemas.extract import Column, Extract
from schemas.extracts import EXTRACTS
from schemas.parameter import Parameter
from schemas.parameter_words import UNIT
from schemas.parameters import PARAMETERS
from schemas.published import TABLES
from schemas.table import Table


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
        "空值表示不知道，不表示零。 / Null means unknown, never zero. 例子是一个样例县的一行，全是虚构的；长的只写开头。 / "
        "Examples are one row of a sample county in which all is invented; of long ones the beginning.",
        *(_published(made) for made in TABLES),
        "## 标准与参数 / Standards and parameters",
        "可以写在 `standards/<区划代码>.toml` 中的全部参数。 / Everything that a standards file can set.",
        table(
            ("参数 Key", "中文", "English", "单位 Unit", "适用 Population", "比较 Operator", "范围 Bounds"),
            (_parameter(parameter) for parameter in PARAMETERS.values()),
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _extract(extract: Extract) -> str:
    mode_zh, mode_en = mode(extract)
    said = [
        f"### {extract.name} {extract.zh}",
        f"- 部门 / From: {extract.department_zh} / {extract.department}\n"
        f"- 用途 / For: {extract.purpose}\n"
        f"- 送法 / Mode: {mode_zh}。 / {capital(mode_en)}.\n"
        f"- 主键 / Key: {names(column.name for column in extract.key)}\n"
        f"- 超过多少天算逾期 / Late after: {extract.max_age_days} 天 days\n"
        f"- 整份扣留的界限 / Held as a whole beyond: {_gate(extract)}\n"
        + (f"- 对账金额 / Amount added up: `{extract.amount}`\n" if extract.amount else "")
        + f"- 常见问题 / How it goes wrong: {extract.goes_wrong}",
        table(
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
    return f"{column.zh} `{column.name}`：{values}。{other_zh}。 / {capital(other_en)}."


def _published(made: Table) -> str:
    examples = _examples().get(made.name, {})
    return "\n\n".join(
        (
            f"### {made.name} {made.zh}",
            f"{made.en}. 主键 / Key: {names(made.key)}.",
            table(
                ("列 Column", "类型 Type", "中文", "English", "例 Example"),
                (
                    (f"`{field.name}`", field.sql_type, field.zh, field.en, examples.get(field.name, ""))
                    for field in made.fields
                ),
            ),
        )
    )


@cache
def _examples() -> dict[str, dict[str, str]]:
    """One row of each table of a sample county, as kept by `python -m tests.pictures.desk`."""
    return dict(json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8")))


def _parameter(parameter: Parameter) -> tuple[str, ...]:
    bounds = names(parameter.choices) if parameter.choices else f"{parameter.lowest:f}–{parameter.highest:f}"
    return (
        f"`{parameter.key}`",
        parameter.zh,
        parameter.en,
        f"{UNIT[parameter.unit][0]} `{parameter.unit}`",
        names(parameter.populations),
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
