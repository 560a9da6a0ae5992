"""The floor: bare DuckDB reads the same rows, typed, and keeps nothing. usage: floor PLAIN

Every cell is parsed and cast: every column is hashed, so that none can be left out or answered from statistics.
"""

import sys
from pathlib import Path

import duckdb

from schemas.extracts import EXTRACTS
from tests.bench.spent import Spent

TYPES = {"money": "DECIMAL(18,2)", "decimal": "DECIMAL(18,4)", "count": "INTEGER"}


def main() -> None:
    spent = Spent()
    con = duckdb.connect()
    # Threads and order as a bureau's night has them would only make it slower.
    con.execute("SET preserve_insertion_order = false")
    spent.stage("typed read")
    rows = 0
    for path in sorted(Path(sys.argv[1]).rglob("*.csv")):
        kinds = {
            heading: column.kind
            for column in EXTRACTS[path.parent.parent.name].columns
            for heading in (column.zh, column.name, *column.aliases)
        }
        header, first = path.open(encoding="utf-8").read(2000).splitlines()[:2]
        names = header.split(",")
        types = {
            name: "DATE" if _is_iso(kinds.get(name, ""), cell) else TYPES.get(kinds.get(name, ""), "VARCHAR")
            for name, cell in zip(names, first.split(","), strict=True)
        }
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
        touched = ", ".join(f'bit_xor(hash("{name}"))' for name in names)
        rows += con.execute(
            f"SELECT count(*), {touched} FROM read_csv(?, auto_detect=false, header=true, columns={{{columns}}})",
            [str(path)],
        ).fetchall()[0][0]
    sys.stdout.write(spent.told(rows=rows))


def _is_iso(kind: str, cell: str) -> bool:
    """Whether the file writes its dates as the bare reader types them; of the others it keeps the text."""
    return kind == "date" and len(cell) == 10 and cell[4] == "-" == cell[7]


if __name__ == "__main__":
    main()
