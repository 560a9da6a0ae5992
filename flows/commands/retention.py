"""`doudi retention`: what is past its purpose, kind by kind; `apply` removes it, for a reason."""

import json
from argparse import Namespace

from flows import home
from flows.retention.apply import apply
from flows.retention.plan import Item, Plan, plan
from flows.talk import answer, say, table
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError

WHY = {
    "person": (
        "人已不在任何名册，也没有在办预警",
        "of people in no register any more, without a live warning",
    ),
    "superseded": ("已被更正或取代", "superseded"),
    "past": ("过了保存期限", "past its period"),
}
KIND = {
    "person": "人员",
    "episode": "预警",
    "warning_event": "预警经过",
    "warning_input": "预警所据的行",
    "listed_under": "清单位置",
    "listed_row": "清单行摘要",
    "urgent_listed": "急难清单位置",
    "quarantine": "被隔离行的原文",
    "landing": "送达文件",
    "corrected": "更正文件和登记",
    "published": "发布的数据库",
    "exports": "清单文件",
    "reports": "报告",
    "notices": "通知",
    "aside": "换下的旧数据仓库",
    "lake": "Spark 的副本",
    "audit": "审计日志行",
}


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    if options.action == "apply":
        if not options.reason:
            raise DoudiError("E-USAGE", "retention apply --reason", exit_code=2)
        found = apply(bureau, options.reason)
    else:
        found = plan(bureau)
    if options.json:
        print(json.dumps(_said(found), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        _tell(found, is_done=options.action == "apply")
    return 0


def _said(found: Plan) -> dict[str, object]:
    return {
        "as_of": str(found.periods.as_of),
        "data_before": str(found.periods.data_before),
        "results_before": str(found.periods.results_before),
        "audit_before": str(found.periods.audit_before),
        "people": found.people,
        "items": [
            item._asdict()
            | {"oldest": item.oldest and str(item.oldest), "newest": item.newest and str(item.newest)}
            for item in found.items
        ],
    }


def _tell(found: Plan, *, is_done: bool) -> None:
    limits = found.periods
    answer(
        f"{limits.as_of} 之前：数据 data < {limits.data_before}，结果 results < {limits.results_before}，"
        f"日志 logs < {limits.audit_before}"
    )
    table(
        ("种类 kind", "行 rows", "文件 files", "最早 oldest", "最晚 newest", "原因 why"),
        [
            (
                _named(item),
                item.rows,
                item.files,
                str(item.oldest or "—"),
                str(item.newest or "—"),
                " ".join(WHY[item.why]),
            )
            for item in found.items
        ],
    )
    done = "已清除 removed" if is_done else "将清除 to be removed"
    answer(
        f"{done}：{found.people:,} 人 people，{sum(item.rows for item in found.items):,} 行 rows，"
        f"{sum(item.files for item in found.items):,} 个文件 files"
    )
    if not is_done:
        say("没有改动任何东西 / nothing was changed: doudi retention apply --reason")


def _named(item: Item) -> str:
    zh = EXTRACTS[item.kind].zh if item.kind in EXTRACTS else KIND[item.kind]
    return f"{zh} {item.kind}"
