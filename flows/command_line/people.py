"""One person: what is held about them."""

from flows.command_line.words import Add
from flows.reason import reason


def add_to(add: Add) -> None:
    command = add(
        "person",
        "列出关于一个人的全部数据，或写出更正表 / all that is held about one person, or a form to correct it",
        json=True,
    )
    command.add_argument(
        "--file",
        metavar="FILE",
        help="证件号码写在这个文件里，默认从标准输入读 / the number is in this file; by default stdin",
    )
    command.add_argument("--reason", type=reason, required=True, help="为什么查看 / why it is looked at")
    command.add_argument(
        "--page",
        metavar="FILE",
        help="写一页给本人，不覆盖已有文件 / a page for the person; never overwrites",
    )
    command.add_argument(
        "--correct", metavar="EXTRACT", help="要更正哪种数据 / which extract is to be corrected"
    )
    command.add_argument(
        "--form", metavar="FILE", help="把这个人的行写成更正表 / write the person's rows as a form to correct"
    )
