"""How often registers disagree about who a person is, and what to ask about it."""

from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.words import Words


class Doubt(NamedTuple):
    """The doubts of one kind on the night."""

    kind: str
    times: int


class Question(NamedTuple):
    """What the registers say, and whom to ask which of them is right."""

    said: Words
    ask: Words


QUESTIONS: dict[str, Question] = {
    "name_differs": Question(
        Words("死亡记录与名册号码相同、姓名不同", "a death under a member's number has another name"),
        Words(
            "请公安或殡葬部门与民政核对是谁去世；核清以前，这条死亡记录不采信",
            "Ask public security or the funeral home who died; until then the death is not believed",
        ),
    ),
    "two_numbers": Question(
        Words(
            "同一户中姓名、出生日期相同的两个号码", "one name and birth date under two numbers in a household"
        ),
        Words(
            "请民政核对是一人还是两人：换过号的请公安送来变更，重复的请从名册中删去；核清以前按两人算",
            "Ask civil affairs whether it is one person: a changed number goes through public security, a "
            "double row out of the register; until then two people are counted",
        ),
    ),
    "both_numbers_listed": Question(
        Words("名册中同时有一个人的新旧号码", "the register lists a person's old and new number"),
        Words(
            "请民政从名册中删去旧号码；目前按新号码算一人",
            "Ask civil affairs to take the old number out; the person counts once, by the new number",
        ),
    ),
    "change_contradicts": Question(
        Words("同一旧号码变更为不同的新号码", "one old number is said to have become different new ones"),
        Words(
            "请公安确认哪一条对；核清以前不合并",
            "Ask public security which is right; until then nothing is joined",
        ),
    ),
    "change_loops": Question(
        Words("号码变更首尾相接或超过十六次", "changes of number run in a circle, or are more than sixteen"),
        Words(
            "请公安确认变更的先后；核清以前不合并",
            "Ask public security which number came first; until then nothing is joined",
        ),
    ),
}


def doubts(con: DuckDBPyConnection) -> list[Doubt]:
    """Shape: one row per kind that occurs, in the order of `QUESTIONS`."""
    found = rows(con, Doubt, "SELECT kind, count(*) FROM identity_doubt GROUP BY kind")
    return sorted(found, key=lambda doubt: list(QUESTIONS).index(doubt.kind))
