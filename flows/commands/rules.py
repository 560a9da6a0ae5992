"""`doudi rules`: the rules that are shipped and those a bureau has added; with a code, all about one of them."""

import json
from argparse import Namespace
from datetime import date

from flows import policy
from flows.asked import asked
from flows.clock import now
from flows.policy import Policy
from flows.rule_page import Code, Grid, Section, sections, title, trial
from flows.rule_record import WORDS, record
from flows.talk import answer, table
from rules.load import Rule
from schemas.faults import DoudiError
from schemas.in_force import in_force


def run(options: Namespace) -> int:
    found = policy.read(options.home, options.area)
    if options.code is None:
        _list([*found.rules, *found.shadows], as_json=options.json)
        return 0
    # A live rule is told before a trial of the same code.
    versions = [rule for rule in (*found.rules, *found.shadows) if rule.code == options.code.upper()]
    if not versions:
        raise DoudiError("E-NOT-FOUND", asked(options.code))
    as_of: date = options.as_of or now().date()
    rule = next((each for each in versions if each.in_force(as_of)), versions[-1])
    counts = record(found.home.published, rule.code) if found.home else None
    if options.json:
        print(json.dumps(_said(rule, found, as_of, counts), ensure_ascii=False, indent=2))  # noqa: T201
        return 0
    answer(title(rule))
    if not rule.in_force(as_of):
        answer(f"▲ {as_of} 未施行 / not in force on {as_of}")
    for section in (*sections(rule, versions, found.values, found.area, as_of), _record(found, counts)):
        _tell(section)
    return 0


def _list(rules: list[Rule], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([_header(rule) for rule in rules], ensure_ascii=False, indent=2))  # noqa: T201
        return
    table(
        ("代码 code", "规则 rule", "级别 severity", "起 from", "依据 basis"),
        [
            (
                rule.code,
                f"{rule.header.title_zh} {rule.header.title}{trial(rule)}",
                rule.header.severity,
                str(rule.header.valid_from),
                "；".join(basis.cite for basis in rule.header.basis),
            )
            for rule in rules
        ],
    )


def _header(rule: Rule) -> dict[str, object]:
    return {"id": rule.id, "version": rule.version, **rule.header.model_dump(mode="json")}


def _said(rule: Rule, found: Policy, as_of: date, counts: dict[str, int | None] | None) -> dict[str, object]:
    return {
        **_header(rule),
        "area": found.area,
        "as_of": str(as_of),
        "is_in_force": rule.in_force(as_of),
        "prose": rule.prose,
        "condition": rule.condition,
        "values": [
            {"wanted_population": population}
            | row.model_dump(mode="json", exclude={"value_e6", "file", "line", "checked", "note"})
            for (key, population), row in in_force(found.values, found.area, as_of).items()
            if key in rule.header.parameters
        ],
        "record": counts,
    }


def _record(found: Policy, counts: dict[str, int | None] | None) -> Section:
    said: str | Grid = "还没有发布过的夜晚。 / No night has been published yet."
    if counts:
        rows = tuple(
            (WORDS[name], "— 未判断 not judged" if n is None else f"{n:,}") for name, n in counts.items()
        )
        said = Grid(("项目 item", "数 count"), rows)
    where = f" {found.home.path}" if found.home else ""
    return Section(f"执行情况 / Record{where}", (said,))


def _tell(section: Section) -> None:
    answer(f"\n── {section.title} ──")
    for part in section.parts:
        if isinstance(part, Grid):
            table(
                [heading.replace("`", "") for heading in part.headings],
                [[cell.replace("`", "") for cell in row] for row in part.rows],
            )
        elif isinstance(part, Code):
            answer("\n".join(f"    {line}" for line in part.text.splitlines()))
        else:
            answer(part.replace("`", ""))
