"""Names of people who do not exist, with the surnames as common as they are in China.

A few names are the ones that break software: rare characters outside GBK and outside the first Unicode
plane, compound surnames, a name with a middle dot, and a person who is simply called NA.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Shares in percent; what is missing to a hundred is spread by normalising.
SURNAMES = {
    "王": 7.2, "李": 7.2, "张": 6.8, "刘": 5.4, "陈": 4.6, "杨": 3.1, "黄": 2.3, "赵": 2.3, "吴": 2.0,
    "周": 2.0, "徐": 1.7, "孙": 1.6, "马": 1.4, "朱": 1.3, "胡": 1.2, "郭": 1.2, "何": 1.1, "林": 1.1,
    "高": 1.0, "罗": 1.0, "郑": 0.9, "梁": 0.9, "谢": 0.8, "宋": 0.8, "唐": 0.8, "许": 0.7, "韩": 0.7,
    "冯": 0.6, "邓": 0.6, "曹": 0.6, "彭": 0.5, "曾": 0.5, "肖": 0.5, "田": 0.5, "董": 0.5, "潘": 0.4,
    "袁": 0.4, "蔡": 0.4, "蒋": 0.4, "于": 0.4, "杜": 0.4, "叶": 0.4, "程": 0.3, "魏": 0.3, "苏": 0.3,
    "吕": 0.3, "丁": 0.3, "任": 0.3, "卢": 0.3, "姚": 0.3, "沈": 0.3, "钟": 0.3, "姜": 0.3, "崔": 0.3,
    "欧阳": 0.07, "上官": 0.02, "司马": 0.01, "诸葛": 0.01, "令狐": 0.01, "尉迟": 0.01,
}  # fmt: skip
MALE = "伟强磊军勇杰涛明超辉刚平建国华志永福贵文斌波鹏飞浩宇轩泽松林山海江河龙虎春生根旺顺和安"
FEMALE = "芳娜敏静丽艳娟秀英霞玲桂兰红梅燕萍莉雪颖琴云莲凤洁婷玉珍月香瑞淑慧佳欣怡梦琪悦晴"
UNUSUAL = (
    "NA", "王㐂", "李𠮷", "张䶮", "刘喆", "陈㛃", "阿依夏木·吐尔逊", "古丽娜尔·买买提", "扎西·多吉",
    "巴特尔·呼和", "nan", "Null",
)  # fmt: skip
UNUSUAL_SHARE = 0.0012

_SURNAMES = pa.array(list(SURNAMES))
_GIVEN = pa.array([*MALE, *FEMALE, ""])
_UNUSUAL = pa.array(UNUSUAL)
_WEIGHTS = np.array(list(SURNAMES.values())) / sum(SURNAMES.values())


def surnames(rng: np.random.Generator, count: int) -> np.ndarray:
    """Indices of surnames: a family shares one, so the caller hands them on."""
    return rng.choice(len(_WEIGHTS), count, p=_WEIGHTS)


def names(rng: np.random.Generator, surname: np.ndarray, is_male: np.ndarray) -> pa.Array:
    """Full names; three people in four have two characters after the surname."""
    count = len(surname)
    start = np.where(is_male, 0, len(MALE))
    span = np.where(is_male, len(MALE), len(FEMALE))
    first, second = (start + (rng.random(count) * span).astype(np.int64) for _ in range(2))
    second = np.where(rng.random(count) < 0.75, second, len(_GIVEN) - 1)
    parts = (
        _SURNAMES.take(pa.array(surname)),
        _GIVEN.take(pa.array(first)),
        _GIVEN.take(pa.array(second)),
    )
    usual = pc.binary_join_element_wise(*parts, "")
    odd = _UNUSUAL.take(pa.array(rng.integers(0, len(UNUSUAL), count)))
    return pc.if_else(pa.array(rng.random(count) < UNUSUAL_SHARE), odd, usual)
