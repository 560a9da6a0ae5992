"""The operator's manual: which feeds there are, and what every code means."""

from flows.contract_words import mode
from flows.handbook.markdown import capital, table
from schemas.extracts import EXTRACTS
from schemas.faults import DELIVERY_CODES, FAULTS, ROW_CODES, Fault, told


def extracts_table() -> str:
    """The feeds, one line each: the folder, who sends it, how, and how long it may stay away."""
    return table(
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


def _code(fault: Fault) -> str:
    office = told(fault.code, is_returned=True)
    returned = (
        f"\n- 乡镇交回的清单：{office.next_zh}。\n- Of a returned list: {office.next_en}."
        if office is not fault
        else ""
    )
    return (
        f"### {fault.code}\n\n{fault.zh}。 / {capital(fault.en)}.\n\n"
        f"- 可能的原因：{fault.cause_zh}。\n- Likely cause: {fault.cause_en}.\n"
        f"- 处理：{fault.next_zh}。\n- Next: {fault.next_en}.{returned}"
    )
