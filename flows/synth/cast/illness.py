"""What treatment cost: in a year, in a month, against the income, and as a sudden event."""

from datetime import date

from flows.synth.places import CAST_TOWN_VILLAGE
from flows.synth.story import DIBAO, NO_INCOME, Grant, Household, Member, Pay, Stay

TREATMENT = (
    Stay("8200.00", "15400.00"),
    Stay("5300.00", "9750.50"),
    Stay("4000.00", "7320.00"),
    Stay("3000.00", "4180.25"),
)

STORIES = (
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
        "N05, orange: suggested 6 x 660 = 3,960.00.",
        suggested_cny="3960.00",
        village=CAST_TOWN_VILLAGE,
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
        "No warning: 19,999.99 does not reach 20,000.",
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
        "No warning: 18,500.00 is below 20,000. A night before the second delivery would have warned.",
    ),
    Household(
        "allowance_self_pay_on_the_line",
        "低保家庭自付恰七千元",
        "A couple on subsistence allowance; one of them bore exactly 7,000.00 yuan.",
        (
            Member("喻守仁", "户主", "男", date(1971, 5, 5), (Pay("700.00", "其他", "申报"),)),
            Member("柏秀珍", "配偶", "女", date(1972, 6, 26), NO_INCOME, (Stay("7000.00", "16000.00"),)),
        ),
        (),
        "No warning: 7,000.00 does not exceed 7,000.",
        grants=(Grant(DIBAO, "1042.00"),),
    ),
    Household(
        "allowance_self_pay_over_the_line",
        "低保家庭自付超七千元一分",
        "The same, with 7,000.01 yuan.",
        (
            Member("水守义", "户主", "男", date(1970, 5, 9), (Pay("700.00", "其他", "申报"),)),
            Member("窦秀兰", "配偶", "女", date(1971, 8, 1), NO_INCOME, (Stay("7000.01", "16000.00"),)),
        ),
        ("N05",),
        "N05, orange: 7,000.01 exceeds 7,000; suggested 6 x 871 = 5,226.00.",
        suggested_cny="5226.00",
        grants=(Grant(DIBAO, "1042.00"),),
    ),
    Household(
        "monthly_bills_at_the_line",
        "一个月门诊自付恰五百元",
        "Two visits for a chronic illness in the last whole month cost 500.00 yuan out of pocket.",
        (
            Member("唐汉民", "户主", "男", date(1961, 2, 17), (Pay("4300.00", "养老金"),)),
            Member(
                "贺玉梅",
                "配偶",
                "女",
                date(1962, 3, 29),
                (Pay("2900.00", "养老金"),),
                (
                    Stay("300.00", "410.00", visit="门诊慢特病", months_back=1),
                    Stay("200.00", "150.00", visit="门诊", months_back=1),
                ),
            ),
        ),
        ("N06",),
        "N06, yellow: 500.00 reaches 500.",
    ),
    Household(
        "monthly_bills_a_fen_short",
        "一个月门诊自付差一分五百元",
        "The same, and a fen less.",
        (
            Member("汤汉生", "户主", "男", date(1961, 4, 18), (Pay("4300.00", "养老金"),)),
            Member(
                "贺玉菊",
                "配偶",
                "女",
                date(1962, 5, 30),
                (Pay("2900.00", "养老金"),),
                (
                    Stay("300.00", "410.00", visit="门诊慢特病", months_back=1),
                    Stay("199.99", "150.00", visit="门诊", months_back=1),
                ),
            ),
        ),
        (),
        "No warning: 499.99 does not reach 500.",
    ),
    Household(
        "first_serious_admission",
        "首次大病住院",
        "Ten days ago serious-illness insurance paid for a stay in hospital, for the first time.",
        (
            Member(
                "龚立成",
                "户主",
                "男",
                date(1979, 1, 14),
                (Pay("5200.00"),),
                (Stay("6000.00", "18000.00", serious="3000.00", days_back=10),),
            ),
            Member("程慧芬", "配偶", "女", date(1981, 2, 25), (Pay("4700.00"),)),
        ),
        ("N14",),
        "N14, red: an emergency; help first, paper afterwards.",
    ),
    Household(
        "second_serious_admission",
        "再次大病住院",
        "The same stay, but there was another five months ago: the illness is no sudden event any more.",
        (
            Member(
                "邢立功",
                "户主",
                "男",
                date(1979, 3, 16),
                (Pay("5200.00"),),
                (
                    Stay("6000.00", "18000.00", serious="3000.00", months_back=5),
                    Stay("6000.00", "18000.00", serious="3000.00", days_back=10),
                ),
            ),
            Member("裴慧芳", "配偶", "女", date(1981, 4, 27), (Pay("4700.00"),)),
        ),
        (),
        "No warning: 12,000.00 is below 20,000, and the admission is not the first.",
    ),
    Household(
        "rigid_spending_over_the_share",
        "刚性支出占比超过六成一分",
        "A couple with 36,000.00 yuan in twelve months; each was treated, together for 21,600.01 yuan.",
        (
            Member(
                "翁德顺",
                "户主",
                "男",
                date(1973, 6, 9),
                (Pay("3000.00"),),
                (Stay("10800.00", "15000.00", months_back=3),),
            ),
            Member(
                "荀桂英",
                "配偶",
                "女",
                date(1974, 7, 20),
                NO_INCOME,
                (Stay("10800.01", "15000.00", months_back=4),),
            ),
        ),
        ("N04",),
        "N04, orange: 21,600.01 exceeds 60 % of 36,000.00; each alone is below 20,000. The rule holds from "
        "2024-10-24.",
        holds_from=date(2024, 10, 24),
    ),
    Household(
        "rigid_spending_at_the_share",
        "刚性支出占比恰六成",
        "The same, and a fen less.",
        (
            Member(
                "甄德宽",
                "户主",
                "男",
                date(1973, 8, 11),
                (Pay("3000.00"),),
                (Stay("10800.00", "15000.00", months_back=3),),
            ),
            Member(
                "麴桂珍",
                "配偶",
                "女",
                date(1974, 9, 22),
                NO_INCOME,
                (Stay("10800.00", "15000.00", months_back=3),),
            ),
        ),
        (),
        "No warning: 21,600.00 does not exceed 60 % of 36,000.00.",
    ),
)
