"""Public statistics as files to hand on: a CSV for programs and a page that prints on A4, under names made of codes only."""

from pathlib import Path

from flows.exports.private_file import private_folder
from flows.exports.safe_csv import SafeCsv
from flows.page_template import page_template
from flows.stats.public import PublicStatistics
from schemas.faults import DoudiError

COLUMNS = ("区划代码", "业务日期", "分组", "代码", "名称", "户数")


def write_public_files(found: PublicStatistics, folder: Path) -> tuple[Path, ...]:
    """Equal figures give equal bytes. Raises: DoudiError E-EXPORT-IN-PLACE where a file of the name is there already."""
    stem = f"公开统计_{found.area_code}_{found.as_of}"
    table, page = folder / f"{stem}.csv", folder / f"{stem}.html"
    for path in (table, page):
        if path.exists():
            raise DoudiError("E-EXPORT-IN-PLACE", str(path), exit_code=2)
    try:
        private_folder(folder)
        with SafeCsv(table, COLUMNS) as rows:
            for by, code, name, households in lines(found):
                rows.write((found.area_code, str(found.as_of), by, code, name, households))
        template = page_template(Path(__file__).with_name("public_page.html.j2"))
        page.touch(mode=0o600)
        page.write_text(template.render(found=found), encoding="utf-8")
    except OSError as error:
        raise DoudiError("E-DISK", str(folder), exit_code=75) from error
    return table, page


def lines(found: PublicStatistics) -> list[tuple[str, str, str, str]]:
    return [("合计", found.area_code, found.area_name, found.total)] + [
        (table.by_zh, figure.code, figure.zh, figure.households)
        for table in found.tables
        for figure in table.figures
    ]
