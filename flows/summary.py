"""What a night came to, in counts: what came in, what was refused and why, what was found, where it lies."""

from decimal import Decimal
from typing import Any

from flows import held_summary
from flows.audit.head import read_head
from flows.breaker import HELD
from flows.home import Home
from flows.ingest.horizon import CODE as BEFORE_HORIZON
from flows.ingest.warning_decisions import FOLDER
from flows.message import Message, blocks
from flows.talk import answer, table, this_command
from flows.tonight import Outcome
from schemas.checks import text
from schemas.connection import connect
from schemas.extracts import EXTRACTS
from schemas.faults import FAULTS
from schemas.office import CHANGE_ZH
from schemas.silent_sample import CODE as SILENT_SAMPLE

VERDICT = {
    0: "✔ 已发布 / published",
    3: "▲ 已发布，有提示 / published with a remark",
    HELD: "■ 暂停，等待人工处理 / held for a person",
    1: "✘ 未成功 / failed",
}


def _rows(home: Home, outcome: Outcome, query: str) -> list[tuple[Any, ...]]:
    with connect(outcome.published, read_only=True) as con:
        return con.execute(query).fetchall()


def tell(home: Home, outcome: Outcome) -> None:
    answer(f"{VERDICT[outcome.exit_code]}    {outcome.as_of}    {outcome.run_id}")
    if outcome.exit_code == HELD:
        held_summary.tell(home, outcome)
        return
    if outcome.is_repeated:
        answer("  与上次运行结果相同，未作任何改动 / the same as before: nothing was changed")
    answer()
    answer("一、送达与入库（截至业务日期的全部送达）/ what came in, up to the business date")
    table(
        (
            "数据 extract",
            "文件 files",
            "行 rows",
            "入库 loaded",
            "合并 folded",
            "隔离 quarantined",
            "跳过 skipped",
            "扣留 held",
        ),
        [
            (f"{EXTRACTS[row[0]].zh} {row[0]}", *row[1:])
            for row in _rows(
                home,
                outcome,
                """SELECT extract, count(*), sum(rows_in)::BIGINT, sum(rows_loaded)::BIGINT,
                sum(rows_collapsed)::BIGINT, sum(rows_quarantined)::BIGINT, sum(rows_skipped)::BIGINT,
                count(*) FILTER (state = 'held') FROM delivery GROUP BY extract ORDER BY extract""",
            )
        ],
    )
    _tell_refused(home, outcome)
    answer()
    answer("三、预警 / what was found")
    counts = {
        row[0]: row[1:]
        for row in _rows(
            home,
            outcome,
            """SELECT rule_code, count(*) FILTER (is_listed),
            count(*) FILTER (change IN ('new', 'reopened') AND is_listed), count(*) FILTER (closed_on = r.as_of),
            coalesce(sum(suggested_cny) FILTER (is_listed), 0)
            FROM warning, (SELECT max(as_of) AS as_of FROM run) r GROUP BY rule_code""",
        )
    }
    table(
        ("规则 rule", "判断 judged", "在办(条) open", "新增 new", "解除 ended", "建议金额 suggested (元)"),
        [
            (
                f"{judgement.rule.code} {judgement.rule.header.title_zh} {judgement.rule.header.title}",
                f"{judgement.judged_count:,}" if judgement.is_judged else "未判断 not judged",
                *counts.get(judgement.rule.code, (0, 0, 0, 0))[:3],
                f"{counts.get(judgement.rule.code, (0, 0, 0, 0))[3]:,.2f}",
            )
            for judgement in outcome.judgements
            if judgement.rule.header.gives == "warning"
        ],
    )
    visits, warnings, suggested = _visits(home, outcome)
    answer(
        f"  需入户 {visits:,} 户，在办预警 {warnings:,} 条；建议金额一户取最高一项，合计 {suggested:,.2f} 元 / "
        f"households to visit: {visits:,}, open warnings: {warnings:,}; the highest suggested of each household: "
        f"{suggested:,.2f} yuan"
    )
    for code, rows, amount in _rows(
        home,
        outcome,
        "SELECT rule_code, count(*), sum(suggested_cny) FROM suggested_payment GROUP BY rule_code ORDER BY rule_code",
    ):
        answer(f"  {code} 建议发放名单，供审批 / list to approve: {rows:,} 条，{amount:,.2f} 元 yuan")
    for judgement in outcome.judgements:
        if not judgement.is_judged:
            answer(f"  {judgement.rule.code} 未判断 not judged: {judgement.reason}")
    answer()
    answer("四、结果 / where it lies")
    answer(f"  清单 lists    : {outcome.exports}")
    answer(f"  报告 report   : {outcome.report}")
    answer(
        f"  数据库 tables : {home.published / 'latest.duckdb' if not outcome.is_replay else outcome.published}"
    )
    head = read_head(home)
    if head:
        answer(f"  审计 audit    : {head}")
    answer()
    first = _rows(
        home,
        outcome,
        "SELECT warning_id FROM warning WHERE is_listed ORDER BY rule_code = 'N05' DESC, warning_id LIMIT 1",
    )
    if first and not outcome.is_replay:
        answer(f"下一步 next: {this_command()} explain {first[0][0]} --home {home.path}")


def _visits(home: Home, outcome: Outcome) -> tuple[int, int, Decimal]:
    """Households on the lists, their open warnings, and what is suggested for them; the silent sample is no rule's."""
    (found,) = _rows(
        home,
        outcome,
        f"""SELECT count(*), coalesce(sum(warnings), 0)::BIGINT, coalesce(sum(highest_cny), 0) FROM (
            SELECT count(*) AS warnings, max(suggested_cny) AS highest_cny FROM warning
            WHERE is_listed AND rule_code <> {text(SILENT_SAMPLE)} GROUP BY visit_warning_id
        )""",
    )
    return found[0], found[1], found[2]


def _tell_refused(home: Home, outcome: Outcome) -> None:
    answer()
    answer("二、拒收 / what was refused, and why")
    reasons = _rows(
        home,
        outcome,
        """SELECT code, count(*), string_agg(DISTINCT extract, ', ' ORDER BY extract)
        FROM (SELECT extract, unnest(reason_codes) AS code FROM quarantine) GROUP BY code ORDER BY 2 DESC, 1""",
    )
    if reasons:
        table(
            ("原因 reason", "行 rows", "数据 extracts"),
            [
                (f"{code} {FAULTS[code].zh} {FAULTS[code].en}", count, extracts)
                for code, count, extracts in reasons
            ],
        )
    held = _rows(
        home,
        outcome,
        """SELECT extract || '/' || delivered_on || '/' || file_name, remark_zh, remark_en FROM delivery
        WHERE state = 'held' ORDER BY 1""",
    )
    for file, zh, en in held:
        answer(f"  扣留 held: {file}: {zh} / {en}")
    if reasons or held:
        answer(f"  原因和处理 causes and next steps: {this_command()} quarantine list --home {home.path}")
    for unread in outcome.loaded.unread:
        place, _, code = unread.rpartition(": ")
        # Anyone may name a folder, and a name may hold a colon: only what lies under decision/, or is too old, comes with a code.
        if code in FAULTS and (place.split("/")[0] == FOLDER or code == BEFORE_HORIZON):
            for line in blocks([Message(code, file=f"landing/{place}")]):
                answer(f"  {line}")
        else:
            answer(f"  未读 not read: landing/{unread}（不是已知的数据或日期 / no known extract or date）")
    if not (reasons or held or outcome.loaded.unread):
        answer("  无 / nothing")


def as_json(home: Home, outcome: Outcome) -> dict[str, Any]:
    if outcome.exit_code == HELD:
        return held_summary.as_json(outcome)
    deliveries = _rows(
        home,
        outcome,
        """SELECT delivery_id, extract, file_name, CAST(delivered_on AS VARCHAR), state, rows_in, rows_loaded,
        rows_collapsed, rows_quarantined, rows_skipped FROM delivery ORDER BY 1""",
    )
    names = (
        "delivery_id",
        "extract",
        "file_name",
        "delivered_on",
        "state",
        "rows_in",
        "rows_loaded",
        "rows_collapsed",
        "rows_quarantined",
        "rows_skipped",
    )
    return {
        "run_id": outcome.run_id,
        "as_of": str(outcome.as_of),
        "state": outcome.state,
        "exit_code": outcome.exit_code,
        "is_repeated": outcome.is_repeated,
        "is_replay": outcome.is_replay,
        "content_digest": outcome.content_digest,
        "deliveries": [dict(zip(names, row, strict=True)) for row in deliveries],
        "judgements": [
            {
                "rule_code": judgement.rule.code,
                "rule_id": judgement.rule.id,
                "is_judged": judgement.is_judged,
                "not_judged_reason": judgement.reason or None,
                "judged_count": judgement.judged_count,
                "hit_count": judgement.hit_count,
            }
            for judgement in outcome.judgements
        ],
        "changes": {
            change: count
            for change, count in _rows(home, outcome, "SELECT change, count(*) FROM warning GROUP BY 1")
            if change in CHANGE_ZH
        },
        "visits": _visits(home, outcome)[0],
        "published": str(outcome.published),
        "exports": str(outcome.exports),
        "report": str(outcome.report),
    }
