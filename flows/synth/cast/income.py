"""Income on either side of a line, to the fen; known, unknown, and not counted as income."""

from datetime import date

from flows.synth.cast.family import family
from flows.synth.places import CAST_TOWN_VILLAGE
from flows.synth.story import NO_INCOME, Household, Member, Pay

STORIES = (
    Household(
        "on_the_line",
        "收入恰在低保线上",
        "Three people in town with exactly 2,613.00 yuan in every month: 871.00 per head.",
        family(1981, (Pay("1800.00"),), (Pay("813.00", "经营", "申报"),)),
        ("N02",),
        "N02 and not N01: 31,356.00 in twelve months is not below 3 x 871 x 12 = 31,356.00.",
    ),
    Household(
        "a_fen_below_the_line",
        "收入低于低保线一分",
        "The same three, but one fen less in the last month: per head it still reads 871.00.",
        family(
            1983,
            (Pay("1800.00", oldest=1_000, newest=2), Pay("1799.99", oldest=1)),
            (Pay("813.00", "经营", "申报"),),
        ),
        ("N01",),
        "N01, orange: 31,355.99 is below 31,356.00.",
    ),
    Household(
        "at_the_near_line",
        "收入恰在低保边缘线上",
        "Three people in town with exactly 3,919.50 yuan in every month: 1.5 times the line.",
        family(1985, (Pay("3919.50"),)),
        (),
        "No warning: 47,034.00 is not below 1.5 x 31,356.00.",
    ),
    Household(
        "a_fen_below_the_near_line",
        "收入低于边缘线一分",
        "The same, but one fen less in the last month.",
        family(1987, (Pay("3919.50", newest=2), Pay("3919.49", oldest=1))),
        ("N02",),
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
        "N01, red: 400.00 per head is below half the standard; 2,613 - 1,200 = 1,413 a month are missing.",
    ),
    Household(
        "income_halved",
        "收入骤减一半",
        "Three people in town had 6,000.00 yuan a month for a year and exactly half in the last three.",
        family(1989, (Pay("6000.00", newest=4), Pay("3000.00", oldest=3))),
        ("N08",),
        "N08, orange: 9,000.00 in three months is at most half of the year before. Over twelve months they "
        "are above 1.5 x the line.",
    ),
    Household(
        "income_a_fen_above_half",
        "收入降幅差一分不到一半",
        "The same, with one fen more in the last month.",
        family(
            1975, (Pay("6000.00", newest=4), Pay("3000.00", newest=2, oldest=3), Pay("3000.01", oldest=1))
        ),
        (),
        "No warning: 9,000.01 is more than half.",
    ),
    Household(
        "alone_at_the_near_line",
        "独居恰在边缘线上",
        "One person in town with exactly 1,306.50 yuan in every month.",
        (Member("孔令山", "户主", "男", date(1966, 3, 3), (Pay("1306.50"),)),),
        (),
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
        "N01: only the wage counts, 860.00 per head; 44 a month are missing. A plain sum would miss them.",
    ),
)
