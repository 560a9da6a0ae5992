"""What strikes at once: the earner's death, a fire."""

from datetime import date

from flows.synth.story import Household, Member, Mishap, Pay

STORIES = (
    Household(
        "breadwinner_dead",
        "主要劳动力去世",
        "The husband, who brought home twice as much as his wife, died two months ago.",
        (
            Member("申广田", "户主", "男", date(1979, 6, 5), (Pay("6200.00", newest=2),), died_months_back=2),
            Member("屈红霞", "配偶", "女", date(1981, 7, 7), (Pay("3000.00"),)),
            Member("申小宝", "子女", "男", date(2015, 8, 9)),
        ),
        ("N13",),
        "N13, orange: more than half of the income is gone; what is left is above 1.5 x the line.",
    ),
    Household(
        "one_of_two_earners_dead",
        "收入相当的一方去世",
        "The same, but he had earned as much as she does.",
        (
            Member("扈广德", "户主", "男", date(1979, 8, 6), (Pay("3000.00", newest=2),), died_months_back=2),
            Member("屈红梅", "配偶", "女", date(1981, 9, 8), (Pay("3000.00"),)),
            Member("扈小贝", "子女", "男", date(2015, 10, 10)),
        ),
        (),
        "No warning: not more than half.",
    ),
    Household(
        "fire_of_29_days",
        "二十九天前火灾",
        "A fire 29 days ago destroyed what the family had.",
        (
            Member(
                "温广林",
                "户主",
                "男",
                date(1983, 6, 7),
                (Pay("4600.00"),),
                mishap=Mishap("火灾", 29, "38000.00"),
            ),
            Member("尚桂荣", "配偶", "女", date(1985, 7, 9), (Pay("4100.00"),)),
        ),
        ("N14",),
        "N14, red: help first, paper afterwards.",
    ),
    Household(
        "fire_of_31_days",
        "三十一天前火灾",
        "The same, two days earlier.",
        (
            Member(
                "温广森",
                "户主",
                "男",
                date(1983, 8, 8),
                (Pay("4600.00"),),
                mishap=Mishap("火灾", 31, "38000.00"),
            ),
            Member("尚桂香", "配偶", "女", date(1985, 9, 10), (Pay("4100.00"),)),
        ),
        (),
        "No warning: thirty days have passed.",
    ),
)
