"""Writes a night's lists: one reading of the rows, every file filled while its rows go by."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from duckdb import DuckDBPyConnection

from flows.exports.difference_list import difference_list
from flows.exports.exported_file import ExportedFile, total_stem, township_stem
from flows.exports.listed_rows import ListedRow, leave_listed
from flows.exports.manifest import write_manifest
from flows.exports.office_row_reader import office_rows, township_counts
from flows.exports.private_file import private_folder
from flows.exports.total_list import TotalList
from flows.exports.township_form import township_form
from flows.exports.township_list import TownshipList


def write_office_lists(
    con: DuckDBPyConnection,
    folder: Path,
    *,
    area_code: str,
    area_name: str,
    as_of: date,
    run_id: str,
    notices_zh: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
) -> list[ExportedFile]:
    """Writes the lists of `office_row` into `folder` and says what was written, the manifest last; what each
    row said is left in `listed_tonight`.

    `notices_zh` are what a reader must know before trusting the list, such as a delivery that is missing.
    `progress` hears, after every township, the rows done and the rows in all.
    """
    townships = township_counts(con)
    # Every name is tried before the first file is made, so that a bad code leaves nothing half written.
    total_stem(area_code, as_of)
    for township in townships:
        township_stem(township.township_code, as_of)
    rows = sum(township.rows for township in townships)

    private_folder(folder)
    form = township_form(as_of=as_of, run_id=run_id, notices_zh=notices_zh)
    files: list[ExportedFile] = []
    listed: list[ListedRow] = []
    done = 0
    with TotalList(
        folder,
        townships,
        area_code=area_code,
        area_name=area_name,
        as_of=as_of,
        run_id=run_id,
        notices_zh=notices_zh,
    ) as total:
        rows_of_each = groupby(office_rows(con), key=lambda row: row.township_code)
        for township, (_, its_rows) in zip(townships, rows_of_each, strict=True):
            its_list = TownshipList(folder, form, township, area_name=area_name, as_of=as_of, run_id=run_id)
            for row, cells, height in its_list.write(its_rows):
                total.write(row, cells, height)
            files += its_list.files()
            listed += its_list.listed
            done += township.rows
            if progress is not None:
                progress(done, rows)
    leave_listed(con, listed)
    files += total.files()
    files += difference_list(con, folder, area_code=area_code, as_of=as_of)
    files.append(
        write_manifest(
            folder / "manifest.json",
            files,
            area_code=area_code,
            area_name=area_name,
            as_of=as_of,
            run_id=run_id,
            townships=len(townships),
            rows=rows,
            suggested_fen=sum(township.suggested_fen for township in townships),
        )
    )
    return files
