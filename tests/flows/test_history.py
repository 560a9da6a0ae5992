"""A register that comes whole every night makes history grow by what changed, not by what was delivered.

`HISTORY_DAYS` and `HISTORY_HOUSEHOLDS` set the size; `make history` is a year of a hundred thousand households.
"""

import os
import time
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from flows import home
from flows.ingest.load import load
from flows.synth import write_extracts

pytestmark = pytest.mark.slow

DAYS = int(os.environ.get("HISTORY_DAYS", "20"))
HOUSEHOLDS = int(os.environ.get("HISTORY_HOUSEHOLDS", "1000"))
SHARE = 0.005
"""Of the register, every day: what changes, of which a part is people who leave and as many who come back."""
FIRST = date(2022, 6, 22)
TIMES = 4
REGISTER = "household_member"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first day's register, without the lines that nobody can believe."""
    folder = tmp_path_factory.mktemp("town")
    write_extracts(
        folder / "landing", households=HOUSEHOLDS, seed=1, as_of=FIRST, months=1, plain=folder / "plain"
    )
    (register,) = (folder / "plain").glob(f"{REGISTER}/*/*.csv")
    return register


class Register:
    """The department's own register, which changes from day to day."""

    def __init__(self, source: Path) -> None:
        self.con = duckdb.connect()
        self.con.execute("SET memory_limit = '500MB'")
        self.con.execute(
            f"""CREATE TABLE listed AS SELECT *, TRUE AS is_here FROM read_csv('{source}', all_varchar = true)"""
        )
        self.added = 0
        """How many rows have said something that had not just been said."""

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True)
        self.con.execute(
            f"COPY (SELECT * EXCLUDE (is_here) FROM listed WHERE is_here ORDER BY ALL) TO '{path}' (HEADER)"
        )

    def next_day(self, day: int) -> None:
        """Eight in ten of the changes are a new class; in two, somebody leaves whom the next change brings back."""
        share = round(SHARE * 1_000_000)
        draw = f"hash(身份证号, {day}) % 1000000"
        kind = f"hash({day}, 身份证号) % 10"
        self.added += self.con.execute(
            f"SELECT count(*) FROM listed WHERE {draw} < {share} AND (NOT is_here OR {kind} < 8)"
        ).fetchall()[0][0]
        self.con.execute(
            f"""UPDATE listed SET
                户籍性质 = CASE WHEN is_here AND {kind} >= 8 THEN 户籍性质 WHEN 户籍性质 = '城镇' THEN '农村' ELSE '城镇' END,
                is_here = NOT is_here OR {kind} < 8
            WHERE {draw} < {share}"""
        )

    def known(self) -> list[tuple[str, str]]:
        return sorted(self.con.execute("SELECT 身份证号, 户籍性质 FROM listed WHERE is_here").fetchall())


def test_a_year_of_registers_stays_small(town: Path, tmp_path: Path) -> None:
    bureau = home.make(tmp_path / "home", "370902")
    register, sizes, rows, asked = Register(town), [], [], {}
    started = time.process_time()
    for count in range(DAYS):
        day = FIRST + timedelta(days=count)
        if count:
            register.next_day(count)
        path = bureau.landing / REGISTER / str(day) / "名册.csv"
        register.write(path)
        if count in (0, DAYS // 2, DAYS - 1):
            asked[day] = register.known()
        with home.warehouse(bureau) as con:
            load(con, bureau.landing, known_at=day, home_area=bureau.area, scratch=bureau.scratch)
            state = con.execute("SELECT state FROM delivery WHERE known_on = ?", [day]).fetchall()
            assert state == [("loaded",)]
            rows.append(con.execute(f"SELECT count(*) FROM {REGISTER}").fetchall()[0][0])
        sizes.append(bureau.warehouse.stat().st_size)
        # What was read is in the warehouse; a year of it need not lie on the disk of whoever measures.
        path.unlink()
    # Nothing is added but what changed, and the past is what it was.
    assert rows[-1] == rows[0] + register.added
    with home.warehouse(bureau, read_only=True) as con:
        for day, expected in asked.items():
            known = con.execute(
                f"""SELECT id_number, CASE residence_class WHEN 'urban' THEN '城镇' ELSE '农村' END
                FROM {REGISTER} JOIN person USING (person_no) WHERE known_from <= $day AND $day < known_to""",
                {"day": day},
            ).fetchall()
            assert (sorted(known) == expected) is True
    print(
        f"\n{DAYS} registers of {rows[0]:,} people ({HOUSEHOLDS:,} households), {SHARE:.1%} changed a day: "
        f"rows {rows[0]:,} -> {rows[-1]:,} ({rows[-1] / rows[0]:.2f} times), "
        f"warehouse {sizes[0] / 2**20:.1f} -> {sizes[-1] / 2**20:.1f} MB ({sizes[-1] / sizes[0]:.2f} times), "
        f"{(time.process_time() - started) / DAYS:.2f} CPU s a day"
    )
    assert rows[-1] < TIMES * rows[0] and sizes[-1] < TIMES * sizes[0]
