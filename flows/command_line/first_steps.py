"""A home, a sample county, an empty form."""

from datetime import date

from flows.command_line.words import Add, count, day, share


def add_to(add: Add) -> None:
    command = add("init", "建立本局的工作目录 / make a home for a bureau")
    command.add_argument("--area", required=True, help="本局区划代码，2、4 或 6 位 / division code")

    command = add("demo", "造一个样例县并运行一晚 / make a sample county and run one night")
    command.add_argument("--households", type=count, default=20_000)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--as-of", type=day, default=date(2022, 6, 22), metavar="DATE")

    command = add("synth", "只生成样例数据 / write sample extracts only")
    command.add_argument("--households", type=count, required=True)
    command.add_argument("--seed", type=int, required=True)
    command.add_argument("--out", required=True, metavar="DIR")
    command.add_argument("--months", type=count, default=18)
    command.add_argument("--dirty", type=share, default=0.003, metavar="SHARE")
    command.add_argument("--as-of", type=day, default=date(2022, 6, 22), metavar="DATE")
    command.add_argument("--area", default="370902")

    command = add("template", "给部门填写的空白表 / an empty workbook for a department to fill in")
    command.add_argument(
        "extract", nargs="?", help="哪种数据，不写则列出全部 / which extract; none: list them"
    )
    command.add_argument(
        "--out", metavar="FILE", help="默认 <中文名>模板.xlsx，不覆盖已有文件 / never overwrites"
    )
