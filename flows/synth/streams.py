"""Streams of income: a person, a kind, a payer and a level, with the months in which it flows."""

from dataclasses import dataclass, field

import numpy as np

KINDS = (
    "工资",
    "经营",
    "财产",
    "养老金",
    "城乡居民养老金",
    "失业金",
    "赡养抚养",
    "奖学金",
    "救助",
    "优抚",
    "其他",
)
(
    WAGE,
    BUSINESS,
    PROPERTY,
    PENSION,
    RESIDENT_PENSION,
    UNEMPLOYMENT,
    SUPPORT,
    SCHOLARSHIP,
    ASSISTANCE,
    VETERAN,
    MISC,
) = range(len(KINDS))
# Not income in the sense of the allowance: the calibration below leaves them out.
NOT_COUNTED = (RESIDENT_PENSION, SCHOLARSHIP, ASSISTANCE, VETERAN)

EVIDENCE = ("实发", "申报", "缴费基数")
ACTUAL, DECLARED, BASE = range(3)

_TRADES = (
    "建筑工程",
    "纺织服饰",
    "食品加工",
    "物流",
    "物业服务",
    "机械制造",
    "餐饮管理",
    "家政服务",
    "商贸",
    "园林绿化",
)
FIRMS = tuple(f"{letter}字{trade}有限公司(样例)" for letter in "甲乙丙丁" for trade in _TRADES)
PAYERS = ("", "灵活就业参保", "机关事业养老保险(样例)", "企业养老保险(样例)", *FIRMS)
NO_PAYER, FLEXIBLE, PUBLIC_PENSION, FIRM_PENSION = range(4)
FIRST_FIRM = 4

# Seasons by calendar month, January first; each averages about one.
STEADY, WAGES, MIGRANT, FARM = range(4)
SEASONS = np.array(
    [
        [1.0] * 12,
        [1.12, 0.96, 0.98, 0.98, 0.98, 0.99, 0.99, 0.99, 1.0, 0.99, 0.99, 1.03],
        [0.72, 0.62, 1.05, 1.1, 1.1, 1.08, 1.02, 1.02, 1.1, 1.1, 1.1, 0.99],
        [0.88, 0.86, 0.9, 0.95, 1.0, 1.18, 1.05, 0.95, 1.08, 1.22, 1.05, 0.9],
    ]
)


@dataclass
class Streams:
    """Streams of income as columns; one entry per stream."""

    columns: dict[str, list[np.ndarray]] = field(default_factory=dict)

    def add(
        self,
        person: np.ndarray,
        kind: int,
        evidence: int,
        level: np.ndarray | float,
        *,
        payer: np.ndarray | int = NO_PAYER,
        season: int = STEADY,
        first: np.ndarray | int = 0,
        last: np.ndarray | int = 10_000,
        every: int = 1,
    ) -> None:
        values = {
            "person": person,
            "kind": kind,
            "evidence": evidence,
            "level": level,
            "payer": payer,
            "season": season,
            "first": first,
            "last": last,
            "every": every,
        }
        for name, value in values.items():
            dtype = np.float64 if name == "level" else np.int64
            column = np.broadcast_to(np.asarray(value, dtype), person.shape)
            self.columns.setdefault(name, []).append(column)

    def column(self, name: str) -> np.ndarray:
        return np.concatenate(self.columns[name])
