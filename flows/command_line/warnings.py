"""One warning: why it is, why it is not, what people do about it."""

from flows.command_line.words import Add, day
from flows.reason import reason


def add_to(add: Add) -> None:
    command = add("explain", "一条预警的来龙去脉 / the whole arithmetic of a warning", json=True)
    command.add_argument("warning", help="预警编号 / W370902-20220622-000001")
    command.add_argument(
        "--unmask", action="store_true", help="显示核查人和情况说明 / show the visitors and their notes"
    )
    command.add_argument("--reason", type=reason, help="查看的理由 / why it is looked at")
    command.add_argument(
        "--citizen",
        metavar="FILE",
        help="写一页给群众看的说明，不覆盖已有文件 / a page for the family; never overwrites",
    )

    command = add(
        "why-not",
        "一户为何没有预警：哪项条件差多少、怎样才成立 / why a household has no warning: what failed, by how much",
        json=True,
    )
    command.add_argument(
        "household",
        help="家庭编号、家庭键或人员键；身份证号用 - 从标准输入读 / number or key; an identity number only from stdin: -",
    )
    command.add_argument("--person", metavar="KEY", help="只看这名成员 / this member only")
    command.add_argument("--rule", metavar="CODE", help="只看这条规则 / this rule only")

    command = add("snooze", "一条预警暂缓到某日 / put a warning off until a day")
    command.add_argument("warning", help="预警编号 / number of the warning")
    command.add_argument(
        "--until", type=day, required=True, metavar="DATE", help="到哪一天 / until which day"
    )
    command.add_argument("--reason", type=reason, required=True, help="为什么 / why")
    command.add_argument("--on", type=day, metavar="DATE", help="日期，默认今天 / day, by default today")

    command = add(
        "objection", "登记群众异议，或答复 / enter a family's objection to a warning, or the answer to it"
    )
    command.add_argument("warning", help="预警编号 / number of the warning")
    command.add_argument(
        "--reason",
        type=reason,
        required=True,
        help="异议内容，或答复的理由 / what is objected, or why so answered",
    )
    command.add_argument(
        "--outcome", choices=["upheld", "rejected"], help="答复：upheld 成立 rejected 不成立 / the answer"
    )
    command.add_argument("--on", type=day, metavar="DATE", help="日期，默认今天 / day, by default today")

    command = add(
        "answers", "收回乡镇填好的核查清单 / take the lists that townships have filled in", json=True
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="填好的清单，xlsx 或 csv / filled-in lists")
    command.add_argument("--on", type=day, metavar="DATE", help="收到的日期，默认今天 / day they came")
    command.add_argument(
        "--supersede",
        action="store_true",
        help="更正以前的答复，须写理由 / correct earlier answers; needs a reason",
    )
    command.add_argument("--reason", type=reason, help="更正的理由 / why earlier answers are corrected")
    command.add_argument(
        "--out",
        metavar="DIR",
        help="退回清单写到哪里，默认 exports/returned / where refused rows are written",
    )

    command = add("export", "下发一晚的清单 / hand a night's lists out", json=True)
    command.add_argument(
        "--as-of", type=day, metavar="DATE", help="哪一晚，默认最近一晚 / by default the last night"
    )
    command.add_argument(
        "--township", metavar="CODE", help="只下发一个乡镇的，9 位代码 / one township's only, nine digits"
    )
    command.add_argument(
        "--to",
        required=True,
        metavar="DIR",
        help="放到哪里；不覆盖不同的文件 / never overwrites another file",
    )
    command.add_argument("--on", type=day, metavar="DATE", help="下发的日期，默认今天 / day of handing out")
    command.add_argument(
        "--urgent", action="store_true", help="当天的急难清单 / the day's urgent lists instead of the night's"
    )
