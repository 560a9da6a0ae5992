"""Work lost: with insurance and without, here and from elsewhere."""

from datetime import date

from flows.synth.story import Household, JobEvent, Member, Pay

STORIES = (
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
        "N09 with 1,742.00 at the place where they live: no question of registration. Subsistence "
        "allowance would be a matter for the place of registration.",
        suggested_cny="1742.00",
        hukou="411502",
        holds_from=date(2022, 6, 2),
    ),
    Household(
        "benefit_about_to_end",
        "失业金本月到期",
        "A couple lives on 1,500 yuan of wages and 1,480 of unemployment benefit, which ends with this month.",
        (
            Member(
                "柯树林",
                "户主",
                "男",
                date(1980, 6, 3),
                (Pay("2000.00", newest=12), Pay("1480.00", "失业金", oldest=11)),
                job_events=(JobEvent("停保", 11), JobEvent("失业登记", 11), JobEvent("领取失业金", 11, 1)),
            ),
            Member("樊秋菊", "配偶", "女", date(1982, 8, 13), (Pay("1500.00"),)),
        ),
        ("N20",),
        "N20, blue: without the benefit 1,500 a month are below 1.5 x 2 x 871 = 2,613; with it they are not.",
    ),
    Household(
        "benefit_running_on",
        "失业金三个月后到期",
        "The same, but the benefit runs for another two months after this one.",
        (
            Member(
                "房树声",
                "户主",
                "男",
                date(1980, 7, 4),
                (Pay("2000.00", newest=12), Pay("1480.00", "失业金", oldest=11)),
                job_events=(JobEvent("停保", 11), JobEvent("失业登记", 11), JobEvent("领取失业金", 11, 3)),
            ),
            Member("缪秋莲", "配偶", "女", date(1982, 9, 14), (Pay("1500.00"),)),
        ),
        (),
        "No warning yet: more than thirty days are left.",
    ),
)
