"""`doudi template`: an empty workbook for a department to fill in."""

from argparse import Namespace
from pathlib import Path

from flows.asked import asked
from flows.contract_words import mode
from flows.talk import say, table
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError


def run(options: Namespace) -> int:
    if options.extract is None:
        table(
            ("数据 extract", "中文名", "部门 department", "送法 mode"),
            [
                (
                    extract.name,
                    extract.zh,
                    f"{extract.department_zh} {extract.department}",
                    mode(extract)[0].partition("：")[0],
                )
                for extract in EXTRACTS.values()
            ],
        )
        return 0
    extract = next((each for each in EXTRACTS.values() if options.extract in (each.name, each.zh)), None)
    if extract is None:
        raise DoudiError("E-USAGE", f"{asked(options.extract)}: {', '.join(EXTRACTS)}", exit_code=2)
    from flows.template import template

    made = template(extract)
    path = Path(options.out or f"{extract.zh}模板.xlsx")
    try:
        with path.open("xb") as file:
            file.write(made)
    except FileExistsError:
        raise DoudiError("E-USAGE", f"--out {path}（已存在 / exists）", exit_code=2) from None
    except (FileNotFoundError, NotADirectoryError):
        raise DoudiError("E-USAGE", f"--out {path}（没有这个文件夹 / no such folder）", exit_code=2) from None
    say(f"模板已写好 / the template is ready: {path}")
    return 0
