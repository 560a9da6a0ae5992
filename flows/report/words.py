"""The page's words, Chinese first: one word per state, so that nothing is told by colour alone."""

from flows.words import Words
from schemas.office import CHANGE_ZH, SEVERITY_ZH
from schemas.warning import CHANGED_BECAUSE

WARNING_STATE: dict[str, Words] = {
    "open": Words("待下发", "open"),
    "dispatched": Words("已下发", "dispatched"),
    "visited": Words("已入户", "visited"),
    "confirmed": Words("属实", "confirmed"),
    "unreachable": Words("未能核实", "unreachable"),
    "acted": Words("已办理", "acted"),
    "refuted": Words("不属实", "refuted"),
    "data_error": Words("数据有误", "data error"),
    "snoozed": Words("暂缓提醒", "snoozed"),
    "withdrawn": Words("已撤销", "withdrawn"),
    "cleared": Words("已解除", "cleared"),
    "closed": Words("已办结", "closed"),
}

SEVERITY: dict[str, Words] = {code: Words(zh, code) for code, zh in SEVERITY_ZH.items()}

BECAUSE: dict[str, Words] = {code: Words(zh, en) for code, (zh, en) in CHANGED_BECAUSE.items()}

CHANGE: dict[str, Words] = {code: Words(zh, code) for code, zh in CHANGE_ZH.items()}

# A mark is one character, so that a square of the calendar can hold it on paper too.
DELIVERY_MARK: dict[str, str] = {
    "held": "扣",
    "partial": "隔",
    "loaded": "入",
    "superseded": "替",
    "same_again": "同",
    "late": "迟",
    "none": "·",
}

DELIVERY_DAY: dict[str, Words] = {
    "held": Words("扣留", "held"),
    "partial": Words("已入库，部分行隔离", "loaded, some rows quarantined"),
    "loaded": Words("已入库", "loaded"),
    "superseded": Words("已被后来的文件替代", "superseded"),
    "same_again": Words("重复送达", "the same file again"),
    "late": Words("逾期没有送达", "overdue"),
    "none": Words("没有新的，未逾期", "nothing new, none due"),
}


def words_of(catalogue: dict[str, Words], code: str) -> Words:
    """The words for a code; the code itself where the catalogue is younger than the data."""
    return catalogue.get(code, Words(code, code))
