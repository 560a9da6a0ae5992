"""What stays, what goes, and whether the log is whole."""

from flows.command_line.words import Add
from flows.reason import reason


def add_to(add: Add) -> None:
    command = add(
        "retention",
        "清除过了保存期限的数据：plan 只列出，apply 执行 / remove data past its purpose: plan lists, apply removes",
        json=True,
    )
    command.add_argument("action", choices=["plan", "apply"])
    command.add_argument("--reason", type=reason, help="清除的理由，apply 必须写 / why; apply needs it")

    command = add("audit", "核对审计日志有没有被动过 / whether the audit log is as it was written", json=True)
    command.add_argument("action", choices=["verify"])
    command.add_argument(
        "--file", metavar="FILE", help="核对一份副本，不用工作目录 / verify a copy, without the home"
    )
    command.add_argument(
        "--seal",
        action="append",
        default=[],
        metavar="N:DIGEST",
        help="另处留存的末行编号和摘要，可写多个 / number and digest of a last line, as kept elsewhere",
    )
