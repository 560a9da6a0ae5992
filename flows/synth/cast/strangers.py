"""Requests for help from people registered elsewhere, and from those whom no register knows."""

from datetime import date

from flows.synth.story import Household, Member, Pay, Request

STORIES = (
    Household(
        "registered_elsewhere_asks",
        "外地户籍家庭求助",
        "A couple registered in another province lives here and asked for help three days ago.",
        (
            Member("满志强", "户主", "男", date(1987, 6, 6), (Pay("4800.00"),)),
            Member("闻秀丽", "配偶", "女", date(1989, 7, 8), (Pay("3900.00"),)),
        ),
        ("N15",),
        "N15, red: relief is given here, whatever the registration.",
        request=Request("热线", "住宿", 3),
        hukou="411502",
    ),
    Household(
        "registered_elsewhere_helped",
        "外地户籍家庭求助已办结",
        "The same, but they were helped the next day.",
        (
            Member("满志勇", "户主", "男", date(1987, 8, 10), (Pay("4800.00"),)),
            Member("闻秀敏", "配偶", "女", date(1989, 9, 12), (Pay("3900.00"),)),
        ),
        (),
        "No warning: the request is closed.",
        request=Request("热线", "住宿", 5, 4),
        hukou="411502",
    ),
    Household(
        "registered_here_asks",
        "本地户籍家庭求助",
        "A couple registered here asked three days ago.",
        (
            Member("满志伟", "户主", "男", date(1987, 10, 14), (Pay("4800.00"),)),
            Member("闻秀洁", "配偶", "女", date(1989, 11, 16), (Pay("3900.00"),)),
        ),
        (),
        "No warning by this rule: the ordinary way is open to them.",
        request=Request("窗口", "就业", 3),
    ),
    Household(
        "stranger",
        "外来遇困人员",
        "A man from another province, whom no register here knows, came to the rescue station two days ago.",
        (Member("尹四海", "户主", "男", date(1978, 10, 20)),),
        ("N15",),
        "N15, red: food, a bed and a ticket home first.",
        request=Request("救助站", "住宿", 2),
        hukou="520502",
        is_guest=True,
    ),
    Household(
        "stranger_by_name_only",
        "只知姓名的遇困人员",
        "A patrol met a woman of whom only the name is known.",
        (Member("尹小妹", "户主", "女", date(1968, 11, 21)),),
        ("N15",),
        "N15, orange: where she is registered is not known.",
        request=Request("巡查", "返乡", 2, is_numbered=False),
        hukou="",
        is_guest=True,
    ),
    Household(
        "stranger_gone_home",
        "已返乡的遇困人员",
        "Another man from elsewhere was taken home the same day.",
        (Member("尹五湖", "户主", "男", date(1976, 12, 22)),),
        (),
        "No warning: the request is closed.",
        request=Request("救助站", "返乡", 12, 12),
        hukou="520502",
        is_guest=True,
    ),
)
