"""Which list a returned file is: what its hidden sheet says, else what its name says."""

import re
from dataclasses import dataclass, field
from datetime import date

from flows.exports.exported_file import TOWNSHIP_LIST
from flows.ingest.landing import day_of
from flows.ingest.sheet import rows_of
from flows.ingest.staged import Staged
from schemas.office import BATCH_SHEET


@dataclass(frozen=True)
class Origin:
    """The township and the night of a list, and what its rows said when it was sent; a bare CSV knows none of it."""

    township_code: str | None = None
    listed_on: date | None = None
    digests: dict[str, str] = field(default_factory=dict)


def origin_of(file: Staged) -> Origin:
    named = TOWNSHIP_LIST.search(file.arrival.path.name)
    rows = rows_of(file.arrival.path, BATCH_SHEET) if file.encoding == "xlsx" else []
    said = {row[0]: row[1] for row in rows if len(row) > 1}
    code = said.get("township_code", "")
    is_code = re.fullmatch("[0-9]{9}", code)
    return Origin(
        township_code=code if is_code else named[1] if named else None,
        listed_on=day_of(said.get("as_of", "")),
        digests=said,
    )
