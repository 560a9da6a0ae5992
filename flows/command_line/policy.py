"""Rules and values."""

from flows.command_line.words import Add, day


def add_to(add: Add) -> None:
    command = add(
        "rules", "规则一览；写代码则列出一条的全部内容和执行情况 / the rules, or all about one", json=True
    )
    command.add_argument("code", nargs="?", help="规则代码，如 N05 / code of a rule")
    command.add_argument("--area", help="区划代码，默认本局 / division code, by default the bureau's")
    command.add_argument(
        "--as-of", type=day, metavar="DATE", help="哪一天的参数，默认今天 / values of this day"
    )

    command = add(
        "standards",
        "检查标准与参数；输出空白标准文件；列出应补差额 / check the standards, print an empty file, or list what is still owed",
        json=True,
    )
    command.add_argument(
        "action",
        choices=["check", "template", "differences"],
        help="check 检查写法、缺项、过期和假定值 mistakes, gaps, stale and assumed values；template 空白文件 an empty file；"
        "differences 标准迟公布应补的差额 what a standard announced late still owes",
    )
    command.add_argument("--area", help="区划代码，默认本局 / division code, by default the bureau's")
    command.add_argument("--as-of", type=day, metavar="DATE", help="哪一天，默认今天 / by default today")
