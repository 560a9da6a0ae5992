"""Corrected rows for a delivery's quarantine: each says which line it corrects, and takes that row's place alone.

A correction is no delivery of the feed: it neither replaces a register nor makes the feed look fresh.
"""

from datetime import date

import duckdb

from schemas.extract import Column, Extract

LINE = Column(
    name="corrected_line",
    zh="行号",
    kind="code",
    required=True,
    aliases=("原行号", "line"),
    purpose="Says which quarantined row this one takes the place of.",
)


def contract_of_corrections(extract: Extract) -> Extract:
    """The extract's own contract and the number of the line that is corrected."""
    return extract.model_copy(update={"columns": (LINE, *extract.columns)})


def refuse_other_lines(con: duckdb.DuckDBPyConnection, extract: Extract, about: int) -> None:
    """Only rows that wait for a correction can be corrected, and each by one row; any other is a fault of its own."""
    content = ", ".join(column.stored for column in extract.columns)
    con.execute(
        f"""UPDATE staged_rows SET faults = concat_ws(' ', faults, '{LINE.name}:E-RECOVER-LINE')
        WHERE corrected_line IN (SELECT corrected_line FROM staged_rows GROUP BY corrected_line
                HAVING count(DISTINCT ({content})) > 1)
            OR corrected_line NOT IN (
                SELECT CAST(line AS VARCHAR) FROM quarantine WHERE delivery_no = ? AND answered_on IS NULL)""",
        [about],
    )


def answered(con: duckdb.DuckDBPyConnection, about: int | None, known_on: date) -> None:
    """Mark the rows whose correction could be believed; one that says the same as another answers too."""
    con.execute(
        """UPDATE quarantine SET answered_on = ?, answered_by_no = good.delivery_no
        FROM (
            SELECT delivery_no, corrected_line FROM staged ANTI JOIN conflicting USING (delivery_no, line)
            WHERE faults IS NULL
        ) good
        WHERE quarantine.delivery_no = ? AND CAST(quarantine.line AS VARCHAR) = good.corrected_line""",
        [known_on, about],
    )
