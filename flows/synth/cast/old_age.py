"""The old: without support, alone behind a silent meter, waiting for somebody to come."""

from datetime import date

from flows.synth.places import CAST_TOWN_VILLAGE
from flows.synth.story import DIBAO, TEKUN, Grant, Household, Member, Meter, Pay, Service

STORIES = (
    Household(
        "old_couple_without_support",
        "老年夫妇无劳动能力无赡养人",
        "An old couple in the country on subsistence allowance with 300 yuan a month; nobody else is known.",
        (
            Member(
                "祁有财", "户主", "男", date(1950, 1, 8), (Pay("300.00", "经营", "申报"),), residence="农村"
            ),
            Member("项桂花", "配偶", "女", date(1952, 2, 10), residence="农村"),
        ),
        ("N12",),
        "N12: no ability to work, no means, and no obligor known; extreme-poverty support may be due.",
        grants=(Grant(DIBAO, "1020.00"),),
        village=CAST_TOWN_VILLAGE,
    ),
    Household(
        "old_couple_with_a_son",
        "老年夫妇与有劳动能力的儿子",
        "The same, with a son who can work.",
        (
            Member(
                "祁有粮", "户主", "男", date(1950, 3, 12), (Pay("300.00", "经营", "申报"),), residence="农村"
            ),
            Member("项桂叶", "配偶", "女", date(1952, 4, 14), residence="农村"),
            Member(
                "祁长生", "子女", "男", date(1986, 5, 16), (Pay("400.00", "其他", "申报"),), residence="农村"
            ),
        ),
        (),
        "No warning: somebody at home can work.",
        grants=(Grant(DIBAO, "1280.00"),),
        village=CAST_TOWN_VILLAGE,
    ),
    Household(
        "old_couple_supported",
        "老年夫妇已享特困供养",
        "The same couple again, on extreme-poverty support.",
        (
            Member(
                "祁有林", "户主", "男", date(1950, 5, 18), (Pay("300.00", "经营", "申报"),), residence="农村"
            ),
            Member("项桂枝", "配偶", "女", date(1952, 6, 20), residence="农村"),
        ),
        (),
        "No warning: they have what they may ask for.",
        grants=(Grant(TEKUN, "962.00", member=0), Grant(TEKUN, "962.00", member=1)),
        village=CAST_TOWN_VILLAGE,
    ),
    Household(
        "power_use_fell",
        "独居老人用电骤降",
        "An old woman alone used 100 kilowatt hours every month and 19 in the last one.",
        (Member("佟玉珍", "户主", "女", date(1948, 3, 5), (Pay("2300.00", "养老金"),)),),
        ("N18",),
        "N18, blue: 81 % less; somebody should knock at her door.",
        meter=Meter("100.0", "19.0"),
        holds_from=date(2022, 6, 2),
    ),
    Household(
        "power_use_fell_a_little_less",
        "独居老人用电下降不足八成",
        "Her neighbour used 21.",
        (Member("佟玉环", "户主", "女", date(1948, 5, 7), (Pay("2300.00", "养老金"),)),),
        (),
        "No warning: 79 % less.",
        meter=Meter("100.0", "21.0"),
    ),
    Household(
        "bills_unpaid_for_two_months",
        "独居老人欠费两个月",
        "An old man alone has not paid for power for two months.",
        (Member("阮守礼", "户主", "男", date(1949, 7, 9), (Pay("2300.00", "养老金"),)),),
        ("N18",),
        "N18, blue.",
        meter=Meter("80.0", "80.0", months_owed=2),
        holds_from=date(2022, 6, 2),
    ),
    Household(
        "bill_unpaid_for_one_month",
        "独居老人欠费一个月",
        "His neighbour owes one month.",
        (Member("阮守信", "户主", "男", date(1949, 9, 11), (Pay("2300.00", "养老金"),)),),
        (),
        "No warning.",
        meter=Meter("80.0", "80.0", months_owed=1),
    ),
    Household(
        "care_asked_for",
        "服务需求未办结",
        "An old couple asked a social-work station for help in the house three weeks ago.",
        (
            Member(
                "桑万全",
                "户主",
                "男",
                date(1951, 8, 13),
                (Pay("2600.00", "养老金"),),
                service=Service("生活照料", 21),
            ),
            Member("苗素琴", "配偶", "女", date(1953, 9, 15), (Pay("2100.00", "养老金"),)),
        ),
        ("N18",),
        "N18, blue: the need is still open.",
        holds_from=date(2022, 6, 2),
    ),
    Household(
        "care_has_come",
        "服务需求已办结",
        "The same, and somebody comes.",
        (
            Member(
                "桑万福",
                "户主",
                "男",
                date(1951, 10, 17),
                (Pay("2600.00", "养老金"),),
                service=Service("生活照料", 21, 9),
            ),
            Member("苗素芬", "配偶", "女", date(1953, 11, 19), (Pay("2100.00", "养老金"),)),
        ),
        (),
        "No warning.",
    ),
)
