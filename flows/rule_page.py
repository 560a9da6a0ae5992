"""What there is to know about one rule: law, plain words, inputs, values, condition, versions.

The handbook writes it as a page for a fixed day; `doudi rules CODE` says it for one's own area today. Each section is a
heading with paragraphs, tables and code; who shows it decides how they look.
"""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flows.value_words import in_words
from rules.load import READABLE, Rule
from schemas.extracts import EXTRACTS
from schemas.in_force import Held, in_force
from schemas.office import SEVERITY_ZH
from schemas.parameter_words import CONFIDENCE, population
from schemas.parameters import PARAMETERS
from schemas.rule import SEVERITIES
from schemas.standard import FOREVER, Standard

GIVES = {
    "warning": "预警，入户核实 a warning to verify",
    "payment": "建议发放名单 a list of suggested payments",
}
RELIEF = {
    "illness": "支出型，因病 illness",
    "income_loss": "急难型，收入骤减 loss of income",
    "education": "支出型，教育 education",
    "emergency": "急难型 emergency",
}


@dataclass(frozen=True)
class Grid:
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Code:
    text: str


@dataclass(frozen=True)
class Section:
    title: str
    parts: tuple[str | Grid | Code, ...]


def severities(rule: Rule) -> tuple[str, ...]:
    """Gravest first: those the SELECT can give, or the one of the header."""
    given = tuple(severity for severity in SEVERITIES if f"'{severity}'" in rule.select)
    return given if "severity" in rule.columns else (rule.header.severity,)


def title(rule: Rule) -> str:
    return f"{rule.code} {rule.header.title_zh} / {rule.header.title}{trial(rule)}"


def trial(rule: Rule) -> str:
    """That a rule is on trial, wherever it is named."""
    return f"（试行至 on trial until {rule.header.valid_to}）" if rule.header.shadow else ""


def sections(
    rule: Rule, versions: Sequence[Rule], standards: Iterable[Standard], area: str, as_of: date
) -> list[Section]:
    """Everything that the rule and the values say, for one area on one day."""
    rows = list(standards)
    return [
        Section("是什么 / What it is", (_facts(rule), rule.prose, *_words(rule))),
        *_asked(rule),
        Section("依据 / Law", (_law(rule),)),
        Section("输入 / Inputs", (_inputs(rule), _signals(rule))),
        Section("参数 / Parameters", _values(rule, rows, area, as_of)),
        Section("条件 / Condition", (f"`rules/{rule.id}.sql`：", Code(f"WHERE {rule.condition}"))),
        Section("版本 / Versions", (_versions(versions),)),
    ]


def _facts(rule: Rule) -> Grid:
    header = rule.header
    facts = [
        ("级别 Severity", "，".join(f"{SEVERITY_ZH[each]} {each}" for each in severities(rule))),
        *(
            [
                (
                    "试行 Trial",
                    "只判断、只统计，不下发、不计入任何合计 judged and counted, on no list and in no total",
                )
            ]
            if header.shadow
            else []
        ),
        ("给出 Gives", GIVES[header.gives]),
        ("建议 Suggestion", f"{header.action_zh} / {header.action}"),
    ]
    if causes := _causes(rule):
        said = "，".join(RELIEF[cause] for cause in RELIEF if cause in causes)
        facts.append(("临时救助 Temporary assistance", said))
    if header.small_fast:
        facts.append(("小额快救 Small and fast", "先行救助，三日内 paid first, within three days"))
    if header.cause:
        said = "，".join(f"`{column}`" for column in header.cause)
        facts.append(("另一件事 Another occurrence", f"{said} 不同 differs"))
    if header.grows:
        facts.append(("加重 Worse", f"`{header.grows}` 上升 rises"))
    return Grid(("项目 Item", "内容 Content"), tuple(facts))


def _words(rule: Rule) -> list[str]:
    """The sentences an officer reads, with the figures' names where the figures will stand."""
    return [
        f"办理人员看到的话：{''.join(rule.header.reason_zh)}",
        f"What the officer reads: {''.join(rule.header.reason)}".strip(),
    ]


def _asked(rule: Rule) -> tuple[Section, ...]:
    """What the visitor asks and looks at; a suggested payment is visited by nobody."""
    pairs = tuple(zip(rule.header.ask_zh, rule.header.ask, strict=True))
    return (Section("入户问什么 / What to ask", (Grid(("入户问", "Ask"), pairs),)),) if pairs else ()


def _law(rule: Rule) -> Grid:
    return Grid(
        ("编号 Id", "文件 Document", "内容 What it says", "施行 In force"),
        tuple(
            (basis.id, basis.cite, basis.says, f"{max(basis.spans[0][0], basis.since or date.min)} 起 from")
            for basis in rule.header.basis
        ),
    )


def _inputs(rule: Rule) -> Grid:
    return Grid(
        ("数据 Extract", "中文", "部门 From", "用途 For"),
        tuple(
            (f"`{name}`", EXTRACTS[name].zh, EXTRACTS[name].department_zh, EXTRACTS[name].purpose)
            for name in rule.header.reads
        ),
    )


def _signals(rule: Rule) -> Grid:
    used = set(re.findall(r"[a-z]\w*", rule.select))
    return Grid(
        (f"信号 Signal (`{rule.table}`)", "中文", "English"),
        tuple(
            (f"`{field.name}`", field.zh, field.en)
            for field in READABLE[rule.table].fields
            if field.name in used
        ),
    )


def _values(rule: Rule, standards: list[Standard], area: str, as_of: date) -> tuple[str | Grid, ...]:
    nation, here = in_force(standards, "00", as_of), in_force(standards, area, as_of)
    headings = ("参数 Key", "适用 For", "全国 The nation", area)

    def grid(keys: Iterable[str], populations: Container[str], otherwise: str) -> Grid:
        lines: list[tuple[str, ...]] = []
        for key in keys:
            name = f"`{key}` {PARAMETERS[key].zh}"
            groups = _same_values(key, populations, nation, here)
            lines += [
                (name, who, _value(wide), "同全国 as the nation" if near and near == wide else _value(near))
                for who, wide, near in groups
            ] or [(name, "", "—", otherwise)]
        return Grid(headings, tuple(lines))

    needed = rule.header.parameters
    parts: list[str | Grid] = [f"{as_of} 执行中的值。 / In force on {as_of}."]
    parts.append(
        grid(needed, _EVERYONE, "— 不判断 not judged")
        if needed
        else "判断不需要参数。 / None are needed to judge."
    )
    if causes := _causes(rule):
        small_fast = ("small_fast_multiple",) if rule.header.small_fast else ()
        parts.append("建议金额由这些值算出。 / The suggested amount is made of these.")
        parts.append(
            grid((*_AMOUNT, *small_fast), {*causes, "urban", "rural", "all"}, "— 不提出金额 no amount")
        )
    return tuple(parts)


_AMOUNT = ("subsistence_allowance_standard", "relief_basis", "relief_multiple")
_EVERYONE = frozenset(population for each in PARAMETERS.values() for population in each.populations)


def _causes(rule: Rule) -> set[str]:
    """The causes for which the rule suggests temporary assistance."""
    if "relief_cause" in rule.columns:
        return {cause for cause in RELIEF if f"'{cause}'" in rule.select}
    return {rule.header.relief} if rule.header.relief else set()


def _same_values(
    key: str, populations: Container[str], nation: Held, here: Held
) -> list[tuple[str, Standard | None, Standard | None]]:
    """The populations of one parameter, those with the same two values on one line."""
    groups: dict[tuple[Standard | None, Standard | None], list[str]] = {}
    for name in PARAMETERS[key].populations:
        pair = nation.get((key, name)), here.get((key, name))
        if name in populations and any(pair):
            groups.setdefault(pair, []).append("" if name == "all" else f"{name} {population(name)}")
    return [("，".join(names), *pair) for pair, names in groups.items()]


def _value(row: Standard | None) -> str:
    if row is None:
        return "—"
    where = "" if row.area_code == "00" else f"，{row.area_code}"
    return f"{in_words(row)}（{row.valid_from} 起{where}，{CONFIDENCE[row.confidence][0]}：{row.source}）"


def _versions(versions: Sequence[Rule]) -> Grid:
    return Grid(
        ("起 From", "至 Until", "文件 File", "版本 Version"),
        tuple(
            (
                f"{rule.header.valid_from}",
                "" if rule.header.valid_to == FOREVER else f"{rule.header.valid_to}",
                f"`rules/{rule.id}.sql`",
                rule.version,
            )
            for rule in versions
        ),
    )
