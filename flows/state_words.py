"""What the states of a warning, and who moved it there, are called where people read them."""

from schemas.office import ANSWERS
from schemas.office import CHANGE_ZH as OFFICE_CHANGE_ZH

STATE_ZH = {
    "open": "待下发",
    "dispatched": "已下发",
    "visited": "已走访",
    "confirmed": "属实",
    "refuted": "不属实",
    "unreachable": "未能核实",
    "data_error": "数据有误",
    "acted": "已救助",
    "closed": "办结",
    "snoozed": "暂缓",
    "withdrawn": "撤销",
    "cleared": "解除",
}

MOVED_BY_ZH = {"night": "夜间比对", "answer": "核查反馈", "decision": "人工决定"}

CHANGE_ZH = {**OFFICE_CHANGE_ZH, "updated": "数字更新"}
"""Of a ledger's event; lists show new figures as a warning that goes on."""

RESULT_ZH = {code: zh for zh, code in ANSWERS.items()}

DECISION_ZH = {
    "dispatch": "下发清单",
    "snooze": "暂缓",
    "objection": "提出异议",
    "objection_answer": "答复异议",
    "upheld": "异议成立",
    "rejected": "异议不成立",
}
