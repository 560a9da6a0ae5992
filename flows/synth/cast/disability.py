"""Disabled people: new certificates, support alone, subsidies that are missing."""

from datetime import date

from flows.synth.story import DIBAO, NO_INCOME, Certificate, Grant, Household, Member, Pay

STORIES = (
    Household(
        "near_dibao_with_severe_disability",
        "低保边缘家庭重度残疾",
        "A recognised near-dibao family in town with 3,300.00 yuan a month; the wife is disabled at level two.",
        (
            Member("孟庆和", "户主", "男", date(1976, 1, 11), (Pay("3300.00"),)),
            Member(
                "滕秀芝", "配偶", "女", date(1978, 2, 12), NO_INCOME, certificate=Certificate("肢体", "二级")
            ),
            Member("孟晓东", "子女", "男", date(2014, 3, 13)),
        ),
        ("N03",),
        "N03, orange: she may be supported alone.",
        grants=(
            Grant("低保边缘"),
            Grant("残疾人生活补贴", "143.00", member=1),
            Grant("残疾人护理补贴", "122.00", member=1),
        ),
    ),
    Household(
        "near_dibao_with_limb_level_three",
        "低保边缘家庭肢体三级",
        "The same family; the wife is disabled at level three.",
        (
            Member("章庆丰", "户主", "男", date(1976, 3, 14), (Pay("3300.00"),)),
            Member(
                "滕秀芬", "配偶", "女", date(1978, 4, 15), NO_INCOME, certificate=Certificate("肢体", "三级")
            ),
            Member("章晓南", "子女", "男", date(2014, 5, 16)),
        ),
        (),
        "No warning: at level three only intellectual and mental disability count.",
        grants=(Grant("低保边缘"), Grant("残疾人生活补贴", "143.00", member=1)),
    ),
    Household(
        "certificate_of_59_days",
        "新领一级残疾证五十九天",
        "A worker lost his sight; the certificate was issued 59 days ago, and no subsidy has followed.",
        (
            Member(
                "凌志刚",
                "户主",
                "男",
                date(1986, 6, 18),
                (Pay("4100.00"),),
                certificate=Certificate("视力", "一级", days_back=59),
            ),
            Member("霍春梅", "配偶", "女", date(1988, 7, 19), (Pay("3800.00"),)),
        ),
        ("N10",),
        "N10, yellow: severe, new, and without a subsidy.",
    ),
    Household(
        "certificate_of_61_days",
        "新领一级残疾证六十一天",
        "The same, two days earlier.",
        (
            Member(
                "凌志坚",
                "户主",
                "男",
                date(1986, 8, 20),
                (Pay("4100.00"),),
                certificate=Certificate("视力", "一级", days_back=61),
            ),
            Member("霍春花", "配偶", "女", date(1988, 9, 21), (Pay("3800.00"),)),
        ),
        (),
        "No warning: sixty days have passed.",
    ),
    Household(
        "certificate_at_level_three",
        "新领三级残疾证",
        "The same 59 days, but level three.",
        (
            Member(
                "凌志远",
                "户主",
                "男",
                date(1986, 10, 22),
                (Pay("4100.00"),),
                certificate=Certificate("肢体", "三级", days_back=59),
            ),
            Member("霍春兰", "配偶", "女", date(1988, 11, 23), (Pay("3800.00"),)),
        ),
        (),
        "No warning: not severe.",
    ),
    Household(
        "living_subsidy_missing",
        "低保残疾人未享生活补贴",
        "A family on subsistence allowance; the wife is disabled at level two and draws the care subsidy only.",
        (
            Member("乔占山", "户主", "男", date(1974, 1, 24), (Pay("1500.00"),)),
            Member(
                "栾淑英", "配偶", "女", date(1976, 2, 25), NO_INCOME, certificate=Certificate("肢体", "二级")
            ),
            Member("乔小川", "子女", "男", date(2013, 3, 26)),
        ),
        ("N16",),
        "N16, yellow: the living subsidy is due to the disabled of families on subsistence allowance.",
        grants=(Grant(DIBAO, "1113.00"), Grant("残疾人护理补贴", "122.00", member=1)),
    ),
    Household(
        "both_subsidies_drawn",
        "低保残疾人两项补贴齐全",
        "The same, with both subsidies.",
        (
            Member("乔占河", "户主", "男", date(1974, 3, 27), (Pay("1500.00"),)),
            Member(
                "栾淑华", "配偶", "女", date(1976, 4, 28), NO_INCOME, certificate=Certificate("肢体", "二级")
            ),
            Member("乔小湖", "子女", "男", date(2013, 5, 29)),
        ),
        (),
        "No warning.",
        grants=(
            Grant(DIBAO, "1113.00"),
            Grant("残疾人生活补贴", "143.00", member=1),
            Grant("残疾人护理补贴", "122.00", member=1),
        ),
    ),
)
