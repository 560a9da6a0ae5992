"""What the states of a warning, and who moved it there, are called where people read them."""

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
