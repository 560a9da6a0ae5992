"""The named cast: households whose outcome is known in advance, in every sample county.

Each stands for one sentence of the policy, most of them a fen to one side of a line. What is expected of
them holds for the standards in force since 2022-01-01 (urban 871, rural 660 yuan a month), for business
dates from then on and at least fifteen months of income. They live in the first village of the first
street, unless their story says otherwise, and no line about them is ever spoiled.
"""

from dataclasses import replace
from datetime import date

from flows.synth.places import CAST_TOWN_VILLAGE
from flows.synth.story import Household, JobEvent, Member, Pay, Stay

LAST_SETTLEMENT = (5, 15)
"""Month and day by which the cast's treatment of the year is settled."""


NEED = ("N01", "N02", "N05", "N08", "N09", "X01")
NO_INCOME = (Pay("0.00", "其他", "申报"),)
TREATMENT = (
    Stay("8200.00", "15400.00"),
    Stay("5300.00", "9750.50"),
    Stay("4000.00", "7320.00"),
    Stay("3000.00", "4180.25"),
)


def _all_but(*hits: str) -> tuple[str, ...]:
    return tuple(rule for rule in NEED if rule not in hits)


def _family(year: int, wages: tuple[Pay, ...], others: tuple[Pay, ...] = ()) -> tuple[Member, ...]:
    """Two earners and a schoolchild, in town; years differ so that no two people share a birth date."""
    return (
        Member("王建国", "户主", "男", date(year, 3, 12), wages),
        Member("李秀英", "配偶", "女", date(year + 1, 8, 24), others or NO_INCOME),
        Member("王小雨", "子女", "女", date(2014, 6, year - 1960)),
    )


_STORIES = (
    Household(
        "illness_urban",
        "因病自付两万余元（城镇）",
        "A family in town with two wages and no benefit. The wife was treated four times between January "
        "and May and bore 20,500.00 yuan herself within the insured list.",
        (
            Member("赵志远", "户主", "男", date(1978, 4, 2), (Pay("4800.00"),)),
            Member("孙桂芳", "配偶", "女", date(1980, 9, 17), (Pay("3600.00"),), TREATMENT),
            Member("赵一鸣", "子女", "男", date(2013, 10, 21)),
        ),
        ("N05",),
        _all_but("N05"),
        "N05, orange: 20,500.00 >= 20,000; suggested 6 x 871 = 5,226.00. Income is far above 1.5 x the line.",
        suggested_cny="5226.00",
    ),
    Household(
        "illness_rural",
        "因病自付两万余元（农村）",
        "The same family with rural registration, in a village of the first town.",
        (
            Member("周长河", "户主", "男", date(1977, 5, 6), (Pay("4800.00"),), residence="农村"),
            Member(
                "吴玉兰",
                "配偶",
                "女",
                date(1979, 2, 11),
                (Pay("3600.00", "经营", "申报"),),
                TREATMENT,
                residence="农村",
            ),
            Member("周小满", "子女", "女", date(2014, 7, 30), residence="农村"),
        ),
        ("N05",),
        _all_but("N05"),
        "N05, orange: suggested 6 x 660 = 3,960.00.",
        suggested_cny="3960.00",
        village=CAST_TOWN_VILLAGE,
    ),
    Household(
        "on_the_line",
        "收入恰在低保线上",
        "Three people in town with exactly 2,613.00 yuan in every month: 871.00 per head.",
        _family(1981, (Pay("1800.00"),), (Pay("813.00", "经营", "申报"),)),
        ("N02",),
        _all_but("N02"),
        "N02 and not N01: 31,356.00 in twelve months is not below 3 x 871 x 12 = 31,356.00.",
    ),
    Household(
        "a_fen_below_the_line",
        "收入低于低保线一分",
        "The same three, but one fen less in the last month: per head it still reads 871.00.",
        _family(
            1983,
            (Pay("1800.00", oldest=1_000, newest=2), Pay("1799.99", oldest=1)),
            (Pay("813.00", "经营", "申报"),),
        ),
        ("N01",),
        _all_but("N01"),
        "N01, orange: 31,355.99 is below 31,356.00.",
    ),
    Household(
        "at_the_near_line",
        "收入恰在低保边缘线上",
        "Three people in town with exactly 3,919.50 yuan in every month: 1.5 times the line.",
        _family(1985, (Pay("3919.50"),)),
        (),
        NEED,
        "No warning: 47,034.00 is not below 1.5 x 31,356.00.",
    ),
    Household(
        "a_fen_below_the_near_line",
        "收入低于边缘线一分",
        "The same, but one fen less in the last month.",
        _family(1987, (Pay("3919.50", newest=2), Pay("3919.49", oldest=1))),
        ("N02",),
        _all_but("N02"),
        "N02: 47,033.99 is below 47,034.00.",
    ),
    Household(
        "income_unknown",
        "一名成员收入不明",
        "Three adults in town: one earns 1,200 yuan, one declares nothing to earn, about the third no "
        "department has a row.",
        (
            Member("郑有田", "户主", "男", date(1972, 1, 19), (Pay("1200.00"),)),
            Member("冯淑珍", "配偶", "女", date(1973, 11, 3), NO_INCOME),
            Member("郑海生", "子女", "男", date(1996, 2, 29)),
        ),
        ("N01",),
        _all_but("N01"),
        "N01, yellow and without an amount: what is known (400.00 per head) is below the line, the third "
        "person's income is unknown. It is never taken as nothing, nor as a minimum wage.",
    ),
    Household(
        "income_known_to_be_low",
        "成员无收入已申报",
        "The same three, and the third declares nothing to earn as well.",
        (
            Member("陈有福", "户主", "男", date(1971, 1, 22), (Pay("1200.00"),)),
            Member("褚淑云", "配偶", "女", date(1974, 10, 8), NO_INCOME),
            Member("陈海明", "子女", "男", date(1997, 3, 1), NO_INCOME),
        ),
        ("N01",),
        _all_but("N01"),
        "N01, red: 400.00 per head is below half the standard; 2,613 - 1,200 = 1,413 a month are missing.",
    ),
    Household(
        "uninsured_unemployed",
        "未参保失业三个月",
        "A worker in town registered as unemployed three months ago, without any income since and without "
        "unemployment benefit; the wife still earns 6,000 yuan.",
        (
            Member(
                "卫大勇",
                "户主",
                "男",
                date(1982, 12, 1),
                (Pay("3000.00", newest=4),),
                job_events=(JobEvent("失业登记", 3),),
            ),
            Member("蒋月琴", "配偶", "女", date(1984, 5, 15), (Pay("6000.00"),)),
        ),
        ("N09",),
        _all_but("N09"),
        "N09, orange: three whole months without income; suggested 2 x 871 = 1,742.00. The rule holds from "
        "2022-06-02.",
        suggested_cny="1742.00",
        holds_from=date(2022, 6, 2),
    ),
    Household(
        "unemployed_two_months",
        "失业两个月",
        "The same, but two months ago.",
        (
            Member(
                "沈大力",
                "户主",
                "男",
                date(1982, 10, 6),
                (Pay("3000.00", newest=3),),
                job_events=(JobEvent("失业登记", 2),),
            ),
            Member("韩月华", "配偶", "女", date(1984, 7, 19), (Pay("6000.00"),)),
        ),
        (),
        NEED,
        "No warning: two months are not three.",
    ),
    Household(
        "unemployed_on_benefit",
        "失业但领取失业金",
        "The same three months, but unemployment benefit has been granted.",
        (
            Member(
                "杨大海",
                "户主",
                "男",
                date(1981, 10, 13),
                (Pay("3000.00", newest=4),),
                job_events=(JobEvent("停保", 3), JobEvent("失业登记", 3), JobEvent("领取失业金", 3, 9)),
            ),
            Member("朱月梅", "配偶", "女", date(1983, 4, 26), (Pay("6000.00"),)),
        ),
        (),
        NEED,
        "No warning: unemployment insurance covers the person.",
    ),
    Household(
        "migrant_unemployed",
        "外地户籍失业三个月",
        "A couple registered in another province lives and works here; the husband has been without work "
        "and income for three months.",
        (
            Member(
                "秦远行",
                "户主",
                "男",
                date(1986, 3, 9),
                (Pay("3000.00", newest=4),),
                job_events=(JobEvent("失业登记", 3),),
            ),
            Member("尤小凤", "配偶", "女", date(1988, 9, 2), (Pay("5200.00"),)),
        ),
        ("N09",),
        _all_but("N09"),
        "N09 with 1,742.00 at the place where they live: no question of registration. Subsistence "
        "allowance would be a matter for the place of registration.",
        suggested_cny="1742.00",
        hukou="411502",
        holds_from=date(2022, 6, 2),
    ),
    Household(
        "income_halved",
        "收入骤减一半",
        "Three people in town had 6,000.00 yuan a month for a year and exactly half in the last three.",
        _family(1989, (Pay("6000.00", newest=4), Pay("3000.00", oldest=3))),
        ("N08",),
        _all_but("N08"),
        "N08, orange: 9,000.00 in three months is at most half of the year before. Over twelve months they "
        "are above 1.5 x the line.",
    ),
    Household(
        "income_a_fen_above_half",
        "收入降幅差一分不到一半",
        "The same, with one fen more in the last month.",
        _family(
            1975, (Pay("6000.00", newest=4), Pay("3000.00", newest=2, oldest=3), Pay("3000.01", oldest=1))
        ),
        (),
        NEED,
        "No warning: 9,000.01 is more than half.",
    ),
    Household(
        "dead_member_counted",
        "亡者仍计入低保家庭",
        "A household on subsistence allowance: the grandfather died two months ago and is still counted.",
        (
            Member("许守田", "户主", "男", date(1970, 6, 18), (Pay("900.00", "经营", "申报"),)),
            Member("何翠莲", "配偶", "女", date(1972, 9, 9), (Pay("600.00", "其他", "申报"),)),
            Member(
                "许万山",
                "父母",
                "男",
                date(1941, 2, 7),
                (Pay("150.00", "城乡居民养老金", newest=2),),
                died_months_back=2,
            ),
        ),
        ("X01",),
        _all_but("X01"),
        "X01, red: months begun after the death are still paid for three people. Nothing is reclaimed by it.",
        allowance_cny="1113.00",
    ),
    Household(
        "already_on_allowance",
        "在享低保",
        "Three people in town with 1,500 yuan a month, on subsistence allowance.",
        _family(1969, (Pay("1500.00"),)),
        (),
        NEED,
        "No warning: whoever is helped is not warned about again.",
        allowance_cny="1113.00",
    ),
    Household(
        "reimbursed_later",
        "事后报销",
        "A settlement with 20,500.00 yuan of self-payment was delivered again later with 18,500.00.",
        (
            Member("吕振声", "户主", "男", date(1968, 8, 8), (Pay("5600.00"),)),
            Member(
                "施桂香",
                "配偶",
                "女",
                date(1970, 12, 25),
                (Pay("4100.00"),),
                (Stay("20500.00", "31200.00", corrected="18500.00"),),
            ),
        ),
        (),
        NEED,
        "No warning: 18,500.00 is below 20,000. A night before the second delivery would have warned.",
    ),
    Household(
        "alone_at_the_near_line",
        "独居恰在边缘线上",
        "One person in town with exactly 1,306.50 yuan in every month.",
        (Member("孔令山", "户主", "男", date(1966, 3, 3), (Pay("1306.50"),)),),
        (),
        NEED,
        "No warning: 15,678.00 is not below 1.5 x 871 x 12.",
    ),
    Household(
        "rural_at_the_near_line",
        "农村家庭恰在边缘线上",
        "Two people in the country with exactly 1,980.00 yuan in every month.",
        (
            Member(
                "曹根生", "户主", "男", date(1964, 4, 14), (Pay("1980.00", "经营", "申报"),), residence="农村"
            ),
            Member("严巧云", "配偶", "女", date(1967, 1, 28), NO_INCOME, residence="农村"),
        ),
        (),
        NEED,
        "No warning: 23,760.00 is not below 1.5 x 2 x 660 x 12.",
        village=CAST_TOWN_VILLAGE,
    ),
    Household(
        "mixed_registration",
        "城乡混合家庭",
        "Two members with urban and two with rural registration, 2,400.00 yuan a month together.",
        (
            Member("华永年", "户主", "男", date(1976, 7, 7), (Pay("1600.00"),)),
            Member(
                "金玉环", "配偶", "女", date(1977, 12, 12), (Pay("800.00", "经营", "申报"),), residence="农村"
            ),
            Member("华小虎", "子女", "男", date(2013, 9, 19)),
            Member("华小燕", "子女", "女", date(2015, 4, 4), residence="农村"),
        ),
        ("N01",),
        _all_but("N01"),
        "N01: the line is 2 x 871 + 2 x 660 = 3,062; 662 a month are missing.",
    ),
    Household(
        "student_and_grandmother",
        "奖学金与基础养老金不计入",
        "A father with 3,440.00 yuan a month, a mother without income, a student with a scholarship of "
        "5,000 a year and a grandmother with 150 yuan of basic pension.",
        (
            Member("魏立本", "户主", "男", date(1974, 2, 20), (Pay("3440.00"),)),
            Member("陶春兰", "配偶", "女", date(1975, 5, 27), NO_INCOME),
            Member(
                "魏思齐", "子女", "男", date(2002, 6, 16), (Pay("5000.00", "奖学金", newest=8, oldest=8),)
            ),
            Member("戚凤英", "父母", "女", date(1950, 10, 10), (Pay("150.00", "城乡居民养老金"),)),
        ),
        ("N01",),
        _all_but("N01"),
        "N01: only the wage counts, 860.00 per head; 44 a month are missing. A plain sum would miss them.",
    ),
    Household(
        "self_pay_a_fen_short",
        "自付差一分两万元",
        "A couple in town with two wages; one of them bore 19,999.99 yuan.",
        (
            Member(
                "谢长青", "户主", "男", date(1967, 11, 11), (Pay("5200.00"),), (Stay("19999.99", "28000.00"),)
            ),
            Member("邹美华", "配偶", "女", date(1969, 4, 23), (Pay("3900.00"),)),
        ),
        (),
        NEED,
        "No warning: 19,999.99 does not reach 20,000.",
    ),
    Household(
        "allowance_self_pay_on_the_line",
        "低保家庭自付恰七千元",
        "A couple on subsistence allowance; one of them bore exactly 7,000.00 yuan.",
        (
            Member("喻守仁", "户主", "男", date(1965, 5, 5), (Pay("700.00", "其他", "申报"),)),
            Member("柏秀珍", "配偶", "女", date(1966, 6, 26), NO_INCOME, (Stay("7000.00", "16000.00"),)),
        ),
        (),
        NEED,
        "No warning: 7,000.00 does not exceed 7,000.",
        allowance_cny="1042.00",
    ),
    Household(
        "allowance_self_pay_over_the_line",
        "低保家庭自付超七千元一分",
        "The same, with 7,000.01 yuan.",
        (
            Member("水守义", "户主", "男", date(1963, 5, 9), (Pay("700.00", "其他", "申报"),)),
            Member("窦秀兰", "配偶", "女", date(1964, 8, 1), NO_INCOME, (Stay("7000.01", "16000.00"),)),
        ),
        ("N05",),
        _all_but("N05"),
        "N05, orange: 7,000.01 exceeds 7,000; suggested 6 x 871 = 5,226.00.",
        suggested_cny="5226.00",
        allowance_cny="1042.00",
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
        NEED,
        "No warning, and every name arrives as it was written.",
    ),
)

CAST: tuple[Household, ...] = tuple(
    replace(story, number=place) for place, story in enumerate(_STORIES, start=1)
)
