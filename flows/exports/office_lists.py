"""Writes a night's lists: one reading of the rows, every file filled while its rows go by."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from duckdb import DuckDBPyConnection

from flows.exports.difference_list import difference_list
from flows.exports.exported_file import ExportedFile, total_stem, township_stem
from flows.exports.listed_rows import Listed, leave_listed
from flows.exports.manifest import MANIFEST, write_manifest
from flows.exports.office_row_reader import office_rows, township_counts
from flows.exports.overdue_list import overdue_list, overdue_rows
from flows.exports.private_file import private_folder
from flows.exports.total_list import TotalList
from flows.exports.township_form import township_form
from flows.exports.township_list import TownshipList
from flows.exports.transfer_list import transfers_of_each
from flows.exports.visit_slips import visit_slips
from flows.exports.work_lists import work_lists


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
    """Writes the lists of `office_row` into `folder`, with the visit slips, what is overdue and who moved away, and says
    what was written, the manifest last; what each row said is left in `listed_tonight`.

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
    transfers, overdue = transfers_of_each(con), overdue_rows(con)
    forms = {
        has_transfers: township_form(
            as_of=as_of, run_id=run_id, notices_zh=notices_zh, has_transfers=has_transfers
        )
        for has_transfers in {township.township_code in transfers for township in townships}
    }
    files: list[ExportedFile] = []
    listed = Listed()
    done = 0
    with TotalList(
        folder,
        townships,
        overdue,
        area_code=area_code,
        area_name=area_name,
        as_of=as_of,
        run_id=run_id,
        notices_zh=notices_zh,
    ) as total:
        every_row = office_rows(con)
        for township in townships:
            left = transfers.get(township.township_code, [])
            its_list = TownshipList(
                folder,
                forms[bool(left)],
                township,
                left,
                listed,
                area_name=area_name,
                as_of=as_of,
                run_id=run_id,
            )
            for written in its_list.write(islice(every_row, township.rows)):
                total.write(written)
            files += its_list.files()
            done += township.rows
            if progress is not None:
                progress(done, rows)
    leave_listed(con, listed)
    files += total.files()
    files += visit_slips(con, folder, townships, area_name=area_name, as_of=as_of, run_id=run_id)
    files += overdue_list(overdue, folder, area_code=area_code, as_of=as_of)
    files += difference_list(con, folder, area_code=area_code, as_of=as_of)
    files += work_lists(con, folder, area_code=area_code, area_name=area_name, as_of=as_of)
    files.append(
        write_manifest(
            folder / MANIFEST,
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
