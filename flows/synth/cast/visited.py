"""What somebody who called found, and what the next one did not find any more."""

from datetime import date

from flows.synth.story import Household, Member, Pay, Visit

STORIES = (
    Household(
        "hardship_found_on_a_visit",
        "走访发现无人照料",
        "The village called twelve days ago and found an old couple whom nobody looks after.",
        (
            Member("冷守田", "户主", "男", date(1949, 3, 3), (Pay("2600.00", "养老金"),)),
            Member("茅秀英", "配偶", "女", date(1951, 4, 4), (Pay("2100.00", "养老金"),)),
        ),
        ("M02",),
        "M02, orange: a visitor stated it; the visit that verifies decides what fits.",
        visits=(Visit("村", 12, "儿女在外地，做饭洗衣困难", "无人照料"),),
    ),
    Household(
        "emergency_found_on_a_visit",
        "走访发现突发急难",
        "The township called five days ago: the roof has come down.",
        (
            Member("冷守山", "户主", "男", date(1981, 5, 5), (Pay("4600.00"),)),
            Member("茅秀芳", "配偶", "女", date(1983, 6, 6), (Pay("4100.00"),)),
        ),
        ("M02",),
        "M02, red: an emergency.",
        visits=(Visit("村", 40, "", "无异常"), Visit("乡镇", 5, "暴雨后屋顶坍塌", "突发急难")),
    ),
    Household(
        "finding_taken_back",
        "走访发现困难后已解决",
        "The village found the same as with the first; a month later the county found nothing amiss.",
        (
            Member("冷守林", "户主", "男", date(1949, 7, 7), (Pay("2600.00", "养老金"),)),
            Member("茅秀兰", "配偶", "女", date(1951, 8, 8), (Pay("2100.00", "养老金"),)),
        ),
        (),
        "No warning: a later visit found nothing amiss.",
        visits=(Visit("村", 45, "无人做饭", "无人照料"), Visit("县", 15, "女儿已回家照顾", "无异常")),
    ),
    Household(
        "finding_of_61_days",
        "六十一天前走访发现困难",
        "Found sixty-one days ago, and nobody has said so since.",
        (
            Member("冷守江", "户主", "男", date(1949, 9, 9), (Pay("2600.00", "养老金"),)),
            Member("茅秀梅", "配偶", "女", date(1951, 10, 10), (Pay("2100.00", "养老金"),)),
        ),
        (),
        "No warning: sixty days have passed.",
        visits=(Visit("村", 61, "无人做饭", "无人照料"),),
    ),
)
