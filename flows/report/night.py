"""The night itself: when it ran, how it ended and what that asks of the operator."""

from datetime import date, datetime
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.words import Words
from schemas.faults import DoudiError


class Night(NamedTuple):
    """One row of `run`."""

    run_id: str
    as_of: date
    known_at: date
    started_at: datetime | None
    finished_at: datetime | None
    state: str
    exit_code: int | None
    rules_digest: str | None
    standards_digest: str | None
    content_digest: str | None

    @property
    def duration(self) -> Words:
        """How long it took, in words; a dash while it is not over."""
        if self.started_at is None or self.finished_at is None:
            return Words("—", "—")
        seconds = round((self.finished_at - self.started_at).total_seconds())
        hours, minutes = divmod(seconds // 60, 60)
        if hours:
            return Words(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")
        if minutes:
            return Words(f"{minutes} 分 {seconds % 60} 秒", f"{minutes} min {seconds % 60} s")
        return Words(f"{seconds} 秒", f"{seconds} s")


class Verdict(NamedTuple):
    """What the operator reads first. `tone` picks shape and shade; the word says it without either."""

    tone: str
    exit_code: int
    word: Words
    meaning: Words
    then: Words


_VERDICTS: dict[str, Verdict] = {
    "published": Verdict(
        "good",
        0,
        Words("成功", "Success"),
        Words("结果已发布", "published"),
        Words("今天的核查清单可以下发。", "Today's lists can go out to the offices."),
    ),
    "published_with_remark": Verdict(
        "remark",
        3,
        Words("有提示", "Remarks"),
        Words(
            "结果已发布，但有数据迟到、被扣留或规则未判断",
            "published; an extract late or held, or rules not judged",
        ),
        Words("今天的核查清单可以下发。", "Today's lists can go out to the offices."),
    ),
    "held": Verdict(
        "stopped",
        4,
        Words("暂停待处理", "Held"),
        Words("结果没有发布，等人决定", "not published; waiting for a person"),
        Words(
            "先不要下发清单；查询仍用上一次发布的结果。",
            "Do not send out lists yet; queries still see what was published before.",
        ),
    ),
    "failed": Verdict(
        "stopped",
        1,
        Words("失败", "Failed"),
        Words("这一晚没有结果，上一次发布的结果仍然有效", "no result; what was published before stands"),
        Words(
            "运行 doudi doctor 查看原因，处理后重新运行这一晚。",
            "Run doudi doctor, mend what it names, then run this night again.",
        ),
    ),
}

# A night that wrote its page and never said how it ended is for a person too, whatever the code says.
_UNFINISHED = Verdict(
    "stopped",
    70,
    Words("没有结束", "Unfinished"),
    Words("运行没有正常结束", "the run did not come to its end"),
    Words("运行 doudi doctor 查看原因。", "Run doudi doctor to see why."),
)


def night_of(con: DuckDBPyConnection, run_id: str) -> Night:
    """The run that the page is about. Raises `E-NOT-FOUND` when it was never recorded."""
    found = rows(
        con,
        Night,
        """
        SELECT run_id, as_of, known_at, started_at, finished_at, state, exit_code,
               rules_digest, standards_digest, content_digest
        FROM run WHERE run_id = $run_id
        """,
        run_id=run_id,
    )
    if not found:
        raise DoudiError("E-NOT-FOUND", run_id)
    return found[0]


def verdict_on(night: Night) -> Verdict:
    """The verdict in the operator's words, with the exit code that the command gave."""
    verdict = _VERDICTS.get(night.state, _UNFINISHED)
    return verdict if night.exit_code is None else verdict._replace(exit_code=night.exit_code)
