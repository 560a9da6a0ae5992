"""What needs a person this morning, each with the next step."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.ingest.decisions import APPROVABLE
from flows.report.deliveries import HeldFile, History, Standing, extract_name
from flows.report.doubts import QUESTIONS, Doubt
from flows.report.judgements import Silence
from flows.report.night import Night
from flows.words import Words
from schemas.extracts import EXTRACTS
from schemas.faults import FAULTS


class Task(NamedTuple):
    """One thing to do: its kind in a word, what happened, what to do next."""

    kind: Words
    what: Words
    next: Words


def tasks(
    night: Night,
    standing: Sequence[Standing],
    held: Sequence[HeldFile],
    silent: Sequence[Silence],
    all_files: History,
    titles: dict[str, Words],
    doubts: Sequence[Doubt],
) -> list[Task]:
    """The most pressing first: what stops the publish, then files, then rules, then people about whom registers
    disagree, then what never came."""
    return [
        *_night(night),
        *_unequal(all_files),
        *(_held(file) for file in held),
        *(_late(each) for each in standing if each.is_late),
        *(_silent(each, titles) for each in silent),
        *(_doubted(each) for each in doubts),
        *_never([each for each in standing if each.figures is None]),
    ]


def _night(night: Night) -> Iterator[Task]:
    if night.state == "held":
        yield Task(
            Words("发布暂停", "publish held"),
            Words(
                "今晚的变化超出常规，结果没有发布",
                "tonight's changes are beyond the usual; nothing was published",
            ),
            Words(
                f'对照第 5 节核实变化的原因。属实：doudi approve {night.run_id} --reason "原因"；'
                "数据有误：补送后重新运行这一晚",
                f'Look in section 5 for why. If it is true: doudi approve {night.run_id} --reason "why"; '
                "if the data are wrong: have them sent again and run this night again",
            ),
        )


def _unequal(all_files: History) -> Iterator[Task]:
    if all_files.files_rows_unequal or all_files.files_amount_unequal:
        fault = FAULTS["E-RECONCILE"]
        yield Task(
            Words("对账不符", "does not add up"),
            Words(
                f"行数不符的文件 {all_files.files_rows_unequal} 个，"
                f"金额不符的文件 {all_files.files_amount_unequal} 个",
                f"files whose rows do not add up: {all_files.files_rows_unequal}; "
                f"whose amounts do not: {all_files.files_amount_unequal}",
            ),
            Words(fault.next_zh, fault.next_en),
        )


def _held(file: HeldFile) -> Task:
    name, contract = extract_name(file.extract), EXTRACTS.get(file.extract)
    whom = (
        Words(contract.department_zh, contract.department)
        if contract
        else Words("送达部门", "the department")
    )
    remark_zh = f"：{file.remark_zh}" if file.remark_zh else ""
    remark_en = f": {file.remark_en}" if file.remark_en else ""
    since = Words("；此后另有文件入库", "; a later file was loaded") if file.loaded_since else Words("", "")
    ask = Words(
        f"请{whom.zh}更正后重新送达，放入 landing/{file.extract}/<送达日期>/",
        f"Ask {whom.en} for a corrected file, to landing/{file.extract}/<day>/",
    )
    return Task(
        Words("扣留", "held"),
        Words(
            f"{name.zh} {file.delivered_on} 送达的“{file.file_name}”（{file.rows_in:,} 行）没有入库"
            f"{remark_zh}{since.zh}",
            f"{name.en}: a file of {file.delivered_on} ({file.rows_in:,} rows) was not loaded"
            f"{remark_en}{since.en}",
        ),
        _next(file, ask),
    )


def _next(file: HeldFile, ask: Words) -> Words:
    """A file that is held for another's sake comes in with that one; approving it alone would not help."""
    if file.codes == ["E-COMPANION"]:
        return Words(FAULTS["E-COMPANION"].next_zh, FAULTS["E-COMPANION"].next_en)
    zh, en = ask
    if file.codes and set(file.codes) <= APPROVABLE:
        zh += f'；部门确认内容属实的，可放行：doudi approve {file.delivery_id} --reason "原因"'
        en += f'; or, if it vouches for the file as it is: doudi approve {file.delivery_id} --reason "why"'
    if file.loaded_since:
        zh += "；若已补齐，可不再处理"
        en += "; nothing to do if the later file made it whole"
    return Words(zh, en)


def _late(each: Standing) -> Task:
    loaded_on = each.figures.loaded_on if each.figures else None
    return Task(
        Words("逾期", "late"),
        Words(
            f"{each.name.zh}最近一次入库是 {loaded_on}，已 {each.age} 天，上限 {each.max_age_days} 天",
            f"{each.name.en}: last loaded {loaded_on}, {each.age} days ago; the limit is {each.max_age_days}",
        ),
        Words(
            f"请催{each.department.zh}送达，放入 landing/{each.code}/<送达日期>/，下一晚自动补上",
            f"Ask {each.department.en} for it, to landing/{each.code}/<day>/; the next night takes it in",
        ),
    )


def _silent(each: Silence, titles: dict[str, Words]) -> Task:
    called = [(code, titles.get(code, Words("", ""))) for code in each.rule_codes]
    return Task(
        Words("未判断", "not judged"),
        Words(
            f"规则 {'、'.join(f'{code} {title.zh}'.strip() for code, title in called)}："
            f"{each.reason or '没有记录原因'}",
            f"rules not judged: {', '.join(f'{code} {title.en}'.strip() for code, title in called)}",
        ),
        Words(
            "补齐所缺数据或标准后，下一晚自动判断；在此之前，没有新预警不等于没有困难，已有预警不会因此解除",
            "Have the missing input delivered; the next night judges again. Until then no new warning does "
            "not mean no hardship, and no open warning is cleared",
        ),
    )


def _doubted(doubt: Doubt) -> Task:
    question = QUESTIONS[doubt.kind]
    return Task(
        Words("身份存疑", "identity in doubt"),
        Words(f"{question.said.zh}：{doubt.times:,} 处", f"{question.said.en}: {doubt.times:,}"),
        question.ask,
    )


def _never(missing: Sequence[Standing]) -> Iterator[Task]:
    if missing:
        yield Task(
            Words("从未送达", "never delivered"),
            Words(
                "、".join(f"{each.name.zh}（{each.department.zh}）" for each in missing),
                ", ".join(each.name.en for each in missing),
            ),
            Words(
                "若本局应有这些数据，请与部门约定送达；确不提供的，相关规则一直不判断",
                "Arrange the delivery if the bureau should have them; rules that need them stay silent "
                "otherwise",
            ),
        )
