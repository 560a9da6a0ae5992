"""Files and rows that wait for a person, and whom they are about."""

from flows.command_line.words import Add, day
from flows.reason import reason


def add_to(add: Add) -> None:
    command = add(
        "quarantine", "被扣留的文件和被隔离的行 / files held and rows that could not be believed", json=True
    )
    command.add_argument("action", choices=["list", "show", "recover"])
    command.add_argument("delivery", nargs="?", help="送达编号 / delivery")
    command.add_argument("file", nargs="?", help="更正后的文件 / the corrected file")
    command.add_argument("--unmask", action="store_true", help="显示原文 / show the text as delivered")
    command.add_argument(
        "--form", metavar="FILE", help="写出待更正的表，交部门填改 / write the rows to correct as a workbook"
    )
    command.add_argument(
        "--reason", type=reason, help="查看原文或更正的理由 / why the text is looked at, or corrected"
    )
    command.add_argument(
        "--on", type=day, metavar="DATE", help="更正的日期，默认今天 / day of the correction"
    )
    command.add_argument(
        "--all",
        action="store_true",
        help="列出全部，不只前 20 行；--json 总是全部 / every row, not the first 20",
    )

    command = add(
        "link",
        "号码缺失或有误的行可能是谁：只提建议，由人填写 / whom rows without a right number may be about; proposals only",
        json=True,
    )
    command.add_argument("delivery", nargs="?", help="送达编号，不写则全部 / delivery; none: all that wait")
    command.add_argument(
        "--form",
        metavar="FILE",
        help="写出待更正的表，建议写在旁边 / write the rows to correct as a workbook, the proposals beside",
    )
    command.add_argument(
        "--unmask", action="store_true", help="显示姓名和号码 / show names and numbers in full"
    )
    command.add_argument(
        "--reason", type=reason, help="查看姓名和号码的理由 / why names and numbers are looked at"
    )

    command = add("approve", "放行被扣留的文件或暂停发布的一晚 / let a held delivery in, or a held night out")
    command.add_argument("delivery", metavar="DELIVERY|RUN", help="送达编号或运行编号 / delivery or run")
    command.add_argument("--reason", type=reason, required=True, help="放行的理由 / why")
    command.add_argument("--on", type=day, metavar="DATE", help="放行的日期，默认今天 / day of the decision")
