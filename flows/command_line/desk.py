"""What the analyst and the auditor ask of nights."""

from flows.command_line.words import Add, day, month


def add_to(add: Add) -> None:
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
        type=day,
        metavar="DATE",
        help="从哪天起执行，默认当晚所在月的首日 / by default the first of the night's month",
    )
    command.add_argument(
        "--as-of", type=day, metavar="DATE", help="哪一晚，默认最近一晚 / by default the last night"
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
        "--as-of", type=day, metavar="DATE", help="哪一晚，默认最近一晚 / by default the last night"
    )
    command.add_argument(
        "--out",
        action="append",
        default=[],
        metavar="FILE",
        help="写成 .png、.svg 或 .html，可写几个，不覆盖已有文件 / one or several files; never overwrites",
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
        type=month,
        metavar="YYYY-MM",
        help="哪个月最后一晚的，默认最近一晚 / of a month's last night, by default the last night",
    )
    command.add_argument(
        "--out",
        metavar="DIR",
        help="另写成 CSV 和可打印的网页，不覆盖 / also as a CSV and a page to print; never overwrites",
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
        "--as-of", type=day, metavar="DATE", help="封存哪一晚，默认最近一晚 / by default the last night"
    )
    command.add_argument(
        "--replay",
        action="store_true",
        help="核对时重放那一晚，比较内容摘要 / when checking, run that night again and compare",
    )
