"""The lists that leave the house: one per township for the people who visit, one total for the bureau.

A township's workbook carries the heads' full names, because somebody has to knock on the right door. Every
CSV and the total carry masks only: they are mailed, copied and opened by people who visit nobody.
"""

from flows.exports.exported_file import ExportedFile
from flows.exports.listed_rows import note_listed
from flows.exports.office_lists import write_office_lists
from flows.exports.row_digest import DIGESTED, row_digest

__all__ = ["DIGESTED", "ExportedFile", "note_listed", "row_digest", "write_office_lists"]
