"""Running nights, now, afterwards or by the clock, and what they need."""

from flows.command_line.words import Add, count, day


def add_to(add: Add) -> None:
    command = add(
        "run",
        "运行一晚；--urgent 只列当天的急难 / run one night; with --urgent list the day's emergencies only",
        json=True,
    )
    command.add_argument("--as-of", type=day, required=True, metavar="DATE", help="业务日期 / business date")
    command.add_argument(
        "--known-at", type=day, metavar="DATE", help="只用此日及以前送达的数据 / deliveries up to this day"
    )
    command.add_argument(
        "--urgent",
        action="store_true",
        help="不等夜间，列出当天的突发急难和遇困求助 / do not wait for the night: list the day's emergencies",
    )
    command.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="由谁判断，结果相同 / who judges; same results",
    )
    command.add_argument(
        "--master",
        default="local[*]",
        help="Spark 的位置 / where Spark runs: local[2], spark://host:7077, yarn",
    )

    command = add(
        "catch-up", "补跑漏掉的各晚，每晚一次，按先后 / run the nights that were missed, in order", json=True
    )
    command.add_argument(
        "--until", type=day, metavar="DATE", help="到哪一晚，默认最近应运行的一晚 / by default the last due"
    )
    command.add_argument(
        "--since", type=day, metavar="DATE", help="从哪一晚起，默认已发布的次日 / by default the next to run"
    )

    add(
        "rebuild",
        "从送达目录重建数据仓库 / make the warehouse anew from the landing folder",
        json=True,
    )

    command = add(
        "serve", "用 Prefect 的时钟每晚运行，直到停止 / run every night by Prefect's clock, until stopped"
    )
    command.add_argument(
        "--port",
        type=count,
        default=4200,
        help="窗口的端口，只在本机 / port of the window, on this machine only",
    )

    command = add("doctor", "检查运行条件 / check that everything needed is in order", json=True)
    command.add_argument(
        "--notify",
        action="store_true",
        help="有不正常的就发通知，每天一次 / send a notice if anything is wrong, once a day",
    )
    command.add_argument("--try-notice", action="store_true", help="试发一条通知 / send a notice to try it")
