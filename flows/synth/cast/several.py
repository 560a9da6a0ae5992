"""Lists that do not meet, signals that add up, and names that break software."""

from datetime import date

from flows.synth.places import CAST_TOWN_VILLAGE
from flows.synth.story import NO_INCOME, Certificate, Grant, Household, JobEvent, Member, Pay, School, Stay

STORIES = (
    Household(
        "watched_but_unknown",
        "监测名单上无任何身份",
        "The countryside's list names a couple whom civil affairs does not know.",
        (
            Member(
                "庞春生",
                "户主",
                "男",
                date(1975, 5, 17),
                (Pay("2600.00", "经营", "申报"),),
                residence="农村",
                watched_for="因病",
            ),
            Member(
                "晏秀娥", "配偶", "女", date(1976, 6, 18), (Pay("900.00", "经营", "申报"),), residence="农村"
            ),
        ),
        ("N19",),
        "N19, yellow: on the list, and of no group in the low-income database. The rule holds from 2023-10-19.",
        holds_from=date(2023, 10, 19),
        village=CAST_TOWN_VILLAGE,
    ),
    Household(
        "watched_and_known",
        "监测名单上已入库",
        "The same, and civil affairs has them as a household under watch.",
        (
            Member(
                "庞秋生",
                "户主",
                "男",
                date(1975, 7, 19),
                (Pay("2600.00", "经营", "申报"),),
                residence="农村",
                watched_for="因病",
            ),
            Member(
                "晏秀兰", "配偶", "女", date(1976, 8, 20), (Pay("900.00", "经营", "申报"),), residence="农村"
            ),
        ),
        (),
        "No warning.",
        grants=(Grant("防止返贫监测"),),
        village=CAST_TOWN_VILLAGE,
    ),
    Household(
        "everything_just_short",
        "样样差一点",
        "A family of four in town: the father has been out of work for two months, the mother paid 19,999.99 yuan in "
        "hospital, the grandmother 499.99 at the outpatients' and is disabled at level three, the daughter's studies "
        "cost 10,000.00.",
        (
            Member(
                "伍长林",
                "户主",
                "男",
                date(1976, 2, 2),
                (Pay("4000.00", newest=3),),
                job_events=(JobEvent("失业登记", 2),),
            ),
            Member(
                "钟丽娟",
                "配偶",
                "女",
                date(1978, 3, 3),
                (Pay("2500.00"),),
                (Stay("19999.99", "28000.00", months_back=2),),
            ),
            Member(
                "伍晓彤", "子女", "女", date(2003, 4, 4), NO_INCOME, schools=(School("本科", "10000.00"),)
            ),
            Member(
                "殷桂兰",
                "父母",
                "女",
                date(1951, 5, 5),
                (Pay("150.00", "城乡居民养老金"),),
                (Stay("499.99", "380.00", visit="门诊慢特病", months_back=1),),
                certificate=Certificate("肢体", "三级"),
            ),
        ),
        ("M01",),
        "M01, yellow: no line is crossed, and all of them are near.",
    ),
    Household(
        "names_that_break_software",
        "姓名与证号的特例",
        "People called NA, 欧阳㐂, 王𠮷, 李䶮 and 阿依夏木·吐尔逊 live together and get along; one identity "
        "number ends in X.",
        (
            Member("NA", "户主", "男", date(1984, 11, 1), (Pay("7000.00"),)),
            Member("欧阳㐂", "配偶", "女", date(1986, 1, 30), (Pay("6500.00"),)),
            Member("王𠮷", "子女", "男", date(2013, 3, 14)),
            Member("李䶮", "父母", "女", date(1955, 12, 31), (Pay("2400.00", "养老金"),)),
            Member("阿依夏木·吐尔逊", "其他", "女", date(1990, 2, 18), (Pay("5100.00"),)),
        ),
        (),
        "No warning, and every name arrives as it was written.",
    ),
)
