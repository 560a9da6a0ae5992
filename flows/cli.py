"""The `doudi` command: a thin door. Nothing heavy is imported before the command is known."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import ClassVar, NoReturn

from flows.private_process import private_process
from flows.reason import reason
from schemas.faults import DoudiError

USAGE, UNEXPECTED, AGAIN = 2, 70, 75


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("YYYY-MM-DD") from None


def _month(text: str) -> str:
    try:
        return f"{date.fromisoformat(f'{text}-01'):%Y-%m}"
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: YYYY-MM") from None


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("0..1")
    return share


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("≥ 1")
    return count


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line the way every other error is said."""

    given: ClassVar[Sequence[str]] = ()

    def error(self, message: str) -> NoReturn:
        from flows.asked import asked
        from flows.talk import say_error

        for word in self.given:
            message = message.replace(word, asked(word))
        self.print_usage(sys.stderr)
        say_error(DoudiError("E-USAGE", f"{self.prog}: {message}", exit_code=USAGE))
        self.exit(USAGE)


def parser() -> argparse.ArgumentParser:
    """Every command with its options; each is carried out by the module of its name in `flows/commands`."""
    top = Parser(
        prog="doudi",
        description="兜底：低收入人口动态监测，夜间预警 / nightly early warning for a low-income population",
    )
    top.add_argument(
        "--debug",
        action="store_true",
        help="出错时显示经过程序何处，不含数据 / show through which places an error came; never data",
    )
    commands = top.add_subparsers(dest="command", metavar="命令 COMMAND", required=True)

    def add(name: str, text: str, *, json: bool = False) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--home", help="工作目录 / home folder (DOUDI_HOME, data/home)")
        if json:
            command.add_argument("--json", action="store_true", help="输出 JSON / answer as JSON")
        return command

    command = add("init", "建立本局的工作目录 / make a home for a bureau")
    command.add_argument("--area", required=True, help="本局区划代码，2、4 或 6 位 / division code")

    command = add("demo", "造一个样例县并运行一晚 / make a sample county and run one night")
    command.add_argument("--households", type=_count, default=20_000)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--as-of", type=_day, default=date(2022, 6, 22), metavar="DATE")

    command = add("synth", "只生成样例数据 / write sample extracts only")
    command.add_argument("--households", type=_count, required=True)
    command.add_argument("--seed", type=int, required=True)
    command.add_argument("--out", required=True, metavar="DIR")
    command.add_argument("--months", type=_count, default=18)
    command.add_argument("--dirty", type=_share, default=0.003, metavar="SHARE")
    command.add_argument("--as-of", type=_day, default=date(2022, 6, 22), metavar="DATE")
    command.add_argument("--area", default="370902")

    command = add("template", "给部门填写的空白表 / an empty workbook for a department to fill in")
    command.add_argument(
        "extract", nargs="?", help="哪种数据，不写则列出全部 / which extract; none: list them"
    )
    command.add_argument(
        "--out", metavar="FILE", help="默认 <中文名>模板.xlsx，不覆盖已有文件 / never overwrites"
    )

    command = add(
        "run",
        "运行一晚；--urgent 只列当天的急难 / run one night; with --urgent list the day's emergencies only",
        json=True,
    )
    command.add_argument("--as-of", type=_day, required=True, metavar="DATE", help="业务日期 / business date")
    command.add_argument(
        "--known-at", type=_day, metavar="DATE", help="只用此日及以前送达的数据 / deliveries up to this day"
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
        "--until", type=_day, metavar="DATE", help="到哪一晚，默认最近应运行的一晚 / by default the last due"
    )
    command.add_argument(
        "--since", type=_day, metavar="DATE", help="从哪一晚起，默认已发布的次日 / by default the next to run"
    )

    add(
        "rebuild",
        "从送达目录重建数据仓库 / make the warehouse anew from the landing folder",
        json=True,
    )

    command = add(
        "plan",
        "试算：改一个标准、参数或规则，最近一晚会怎样；不改动任何结果 / what a change of standards or rules would do to the "
        "last night; writes nothing",
        json=True,
    )
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PARAMETER=VALUE",
        help="试一个值，可写几个；relief_multiple.illness=8，near_dibao_ratio=not_above:1.5 / a value to try, again for each",
    )
    command.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="FILE",
        help="试一条规则的文件，或规则文件夹 / a rule's file to try, or a folder of them",
    )
    command.add_argument(
        "--curve",
        action="append",
        default=[],
        metavar="PARAMETER=A..B",
        help="逐个值试算：relief_multiple=3..12，subsistence_ratio=1.0..1.5/0.05 / try every value of a range",
    )
    command.add_argument(
        "--line",
        action="append",
        default=[],
        metavar="LINE=BAND",
        help="线边上的户，和新标准执行后谁过线、花多少：subsistence=500（元），near_dibao=5%% / who stands near a line, who "
        "crosses it when an announced standard begins, and what that costs",
    )
    command.add_argument("--area", help="哪里的值，默认本局 / division code, by default the bureau's")
    command.add_argument(
        "--valid-from",
        type=_day,
        metavar="DATE",
        help="从哪天起执行，默认当晚所在月的首日 / by default the first of the night's month",
    )
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help="哪一晚，默认最近一晚 / by default the last night"
    )
    command.add_argument(
        "--out",
        metavar="DIR",
        help="另写一页可打印的测算和表，不覆盖已有文件 / also write a page and tables; never overwrites",
    )

    command = add(
        "chart",
        "一幅图：走势、漏斗、乡镇、敏感性、一户的逐月经过；不写文件则列出数字 / a picture of a night; without a file its figures",
        json=True,
    )
    command.add_argument("picture", choices=("trend", "funnel", "townships", "timeline", "sensitivity"))
    command.add_argument(
        "--warning", metavar="W…", help="timeline：哪条在办预警的家庭 / of which open warning's household"
    )
    command.add_argument(
        "--curve",
        metavar="PARAMETER=A..B",
        help="sensitivity：哪个值，同 plan / of which value, as in plan: relief_multiple.illness=3..12",
    )
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help="哪一晚，默认最近一晚 / by default the last night"
    )
    command.add_argument(
        "--out",
        action="append",
        default=[],
        metavar="FILE",
        help="写成 .png、.svg 或 .html，可写几个，不覆盖已有文件 / one or several files; never overwrites",
    )

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
    command.add_argument("--on", type=_day, metavar="DATE", help="日期，默认今天 / day, by default today")

    command = add("snooze", "一条预警暂缓到某日 / put a warning off until a day")
    command.add_argument("warning", help="预警编号 / number of the warning")
    command.add_argument(
        "--until", type=_day, required=True, metavar="DATE", help="到哪一天 / until which day"
    )
    command.add_argument("--reason", type=reason, required=True, help="为什么 / why")
    command.add_argument("--on", type=_day, metavar="DATE", help="日期，默认今天 / day, by default today")

    command = add(
        "rules", "规则一览；写代码则列出一条的全部内容和执行情况 / the rules, or all about one", json=True
    )
    command.add_argument("code", nargs="?", help="规则代码，如 N05 / code of a rule")
    command.add_argument("--area", help="区划代码，默认本局 / division code, by default the bureau's")
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help="哪一天的参数，默认今天 / values of this day"
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
    command.add_argument("--as-of", type=_day, metavar="DATE", help="哪一天，默认今天 / by default today")

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
        "--on", type=_day, metavar="DATE", help="更正的日期，默认今天 / day of the correction"
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

    command = add(
        "answers", "收回乡镇填好的核查清单 / take the lists that townships have filled in", json=True
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="填好的清单，xlsx 或 csv / filled-in lists")
    command.add_argument("--on", type=_day, metavar="DATE", help="收到的日期，默认今天 / day they came")
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

    command = add("approve", "放行被扣留的文件或暂停发布的一晚 / let a held delivery in, or a held night out")
    command.add_argument("delivery", metavar="DELIVERY|RUN", help="送达编号或运行编号 / delivery or run")
    command.add_argument("--reason", type=reason, required=True, help="放行的理由 / why")
    command.add_argument("--on", type=_day, metavar="DATE", help="放行的日期，默认今天 / day of the decision")

    command = add("export", "下发一晚的清单 / hand a night's lists out", json=True)
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help="哪一晚，默认最近一晚 / by default the last night"
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
    command.add_argument("--on", type=_day, metavar="DATE", help="下发的日期，默认今天 / day of handing out")
    command.add_argument(
        "--urgent", action="store_true", help="当天的急难清单 / the day's urgent lists instead of the night's"
    )

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

    command = add(
        "bundle",
        "把一晚封成一个文件交审计，或核对这样的文件 / seal a night for an auditor, or check such a file",
        json=True,
    )
    command.add_argument(
        "action", choices=["make", "verify"], help="make 封存一晚 seal a night；verify 核对 check a file"
    )
    command.add_argument(
        "file", metavar="FILE", help="封存的文件，不覆盖 / the sealed file; none is overwritten"
    )
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help="封存哪一晚，默认最近一晚 / by default the last night"
    )
    command.add_argument(
        "--replay",
        action="store_true",
        help="核对时重放那一晚，比较内容摘要 / when checking, run that night again and compare",
    )

    command = add(
        "stats",
        "统计：在办户数，内部的或可以公开的；来源文章的数字 / figures: households, internal or for the public; the article's",
        json=True,
    )
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--public",
        action="store_true",
        help="可以公开的：小数不显示，其余取整，推不出来 / for publication: small counts hidden, others rounded, none derivable",
    )
    which.add_argument(
        "--article",
        action="store_true",
        help="用样例数据逐个算出文章里的数字 / every figure of the article, from sample extracts",
    )
    command.add_argument(
        "--month",
        type=_month,
        metavar="YYYY-MM",
        help="哪个月最后一晚的，默认最近一晚 / of a month's last night, by default the last night",
    )
    command.add_argument(
        "--out",
        metavar="DIR",
        help="另写成 CSV 和可打印的网页，不覆盖 / also as a CSV and a page to print; never overwrites",
    )

    command = add(
        "serve", "用 Prefect 的时钟每晚运行，直到停止 / run every night by Prefect's clock, until stopped"
    )
    command.add_argument(
        "--port",
        type=_count,
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
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0, 1, 2, 3, 4, 70 or 75 as the manual says."""
    from flows.talk import say_error

    private_process()
    Parser.given = sys.argv[1:] if argv is None else argv
    options = parser().parse_args(argv)
    try:
        return int(import_module(f"flows.commands.{options.command.replace('-', '_')}").run(options))
    except DoudiError as error:
        if options.debug:
            _say_trace(error)
        say_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except Exception as error:
        if options.debug:
            _say_trace(error)
        # The message of an unforeseen error may quote a cell; only its kind and place are said.
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = (
            f"{type(error).__name__} {trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
            if trace
            else ""
        )
        from flows.disk import is_full

        if is_full(error):
            say_error(DoudiError("E-DISK", place, exit_code=AGAIN))
            return AGAIN
        say_error(DoudiError("E-UNEXPECTED", place, exit_code=UNEXPECTED))
        return UNEXPECTED


def _say_trace(error: Exception) -> None:
    from flows.talk import say
    from flows.trace import trace

    for line in trace(error):
        say(line)


if __name__ == "__main__":
    sys.exit(main())
