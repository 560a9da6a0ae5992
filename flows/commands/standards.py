"""`doudi standards`: mistakes stop `check`, the rest it lists; `template` prints an empty file for a
locality, `differences` lists what a standard announced late still owes."""

import json
import sys
from argparse import Namespace
from datetime import date
from itertools import groupby

from flows import policy
from flows.clock import now
from flows.policy import Policy
from flows.standards_check import EXPIRING_DAYS, STALE_DAYS, Check, check
from flows.standards_differences import differences
from flows.standards_template import template
from flows.talk import answer, table
from flows.value_words import in_words
from schemas.faults import DoudiError
from schemas.parameter_words import population
from schemas.parameters import PARAMETERS
from schemas.standard import Standard, refuse_future_checks


def run(options: Namespace) -> int:
    found = policy.read(options.home, options.area)
    as_of: date = options.as_of or now().date()
    if options.action == "template":
        if options.json or (options.area is None and found.home is None):
            raise DoudiError("E-USAGE", "standards template --area", exit_code=2)
        sys.stdout.write(template(found.area, found.values, found.rules, as_of))
        return 0
    if options.action == "differences":
        return differences(found.home, is_json=options.json)
    refuse_future_checks(found.values, now().date())
    checked = check(found.values, found.rules, found.area, as_of)
    if options.json:
        print(json.dumps(_said(checked, found, as_of), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        _tell(checked, found, as_of)
    return 3 if checked.is_remarkable else 0


def _said(checked: Check, found: Policy, as_of: date) -> dict[str, object]:
    return {
        "area": found.area,
        "as_of": str(as_of),
        "values": len(found.values),
        "gaps": [{"area": gap.area, "key": gap.key, "rules": list(gap.rules)} for gap in checked.gaps],
        "unset": checked.unset,
        "stale": [_cited(row) for row in checked.stale],
        "assumed": [_cited(row) for row in checked.assumed],
        "expiring": [
            {**_cited(gone.row), "then": _cited(gone.then) if gone.then else None}
            for gone in checked.expiring
        ],
        "remarks": [remark.model_dump() for remark in checked.remarks],
    }


def _cited(row: Standard) -> dict[str, object]:
    return row.model_dump(
        mode="json",
        include={"area_code", "key", "population", "value", "operator", "valid_from", "valid_to", "source"},
    ) | {
        "checked": str(row.checked) if row.checked else None,
        "place": row.place,
    }


def _tell(checked: Check, found: Policy, as_of: date) -> None:
    answer(
        f"✔ {len(found.values)} 个值写法正确，没有重复；以下是 {found.area} 在 {as_of} 的情况 / "
        f"{len(found.values)} values, well formed, none double; {found.area} on {as_of}:"
    )
    if checked.gaps:
        answer("\n✘ 没有执行中的值，规则不判断 / no value in force, so that rules are not judged:")
        table(
            ("区划 area", "参数 parameter", "键 key", "不判断的规则 rules"),
            [(gap.area, PARAMETERS[gap.key].zh, gap.key, ", ".join(gap.rules)) for gap in checked.gaps],
        )
    if checked.expiring:
        answer(f"\n▲ {EXPIRING_DAYS} 天内失效 / lapse within {EXPIRING_DAYS} days:")
        table(
            ("失效 until", *_HEADINGS, "之后 then"),
            [
                (
                    str(gone.row.valid_to),
                    *_line(gone.row),
                    _line(gone.then)[-1] if gone.then else "— 没有 none",
                )
                for gone in checked.expiring
            ],
        )
    for remark in checked.remarks:
        answer(f"\n▲ {remark.place}: {remark.zh} / {remark.en}")
    for file, rows in groupby(sorted(checked.stale, key=lambda row: row.file), key=lambda row: row.file):
        stale = list(rows)
        last = min((row.checked for row in stale if row.checked), default=None)
        answer(
            f"\n▲ {file}: {len(stale)} 个值超过 {STALE_DAYS} 天没有人核对来源（上次 {last or '—'}） / "
            f"nobody has read the sources of {len(stale)} values for {STALE_DAYS} days (last: {last or 'never'})"
        )
    if checked.assumed:
        answer("\n▲ 执行中的假定值，请本局确认 / assumed values in force, to be confirmed by the bureau:")
        table(
            (*_HEADINGS, "来源 source"),
            [(*_line(row), row.source) for row in checked.assumed],
        )
    if checked.unset:
        answer(
            "\n当地没有规定、也不影响判断的参数 / not set here, and no rule stops for it: "
            + "，".join(f"{PARAMETERS[key].zh} {key}" for key in checked.unset)
        )


_HEADINGS = ("区划 area", "参数 parameter", "适用 for", "值 value")


def _line(row: Standard) -> tuple[str, ...]:
    who = "" if row.population == "all" else f"{population(row.population)} {row.population}"
    return row.area_code, f"{PARAMETERS[row.key].zh} {row.key}", who, in_words(row)
