"""A person of the register and a refused row, made comparable: name, number, birth date, household, village."""

import duckdb

from flows.linking.evidence import Evidence, Level, Model
from schemas import checks
from schemas.extract import Extract
from schemas.extracts import EXTRACTS

OUTSIDERS = 10
"""Inhabitants for each person of the register. A feed speaks of all of them, and somebody whom the register does not list
fits a name and a birth date as well as anybody. Ours, on the careful side."""

_REGIONS = ("residence_region", "township_code", "incident_region")
_NOT_THE_HOUSEHOLDS_OWN = ("support_obligor",)
"""Here the household is the one that is supported: the person is none of its members."""


def model(people: int) -> Model:
    """What is compared in a register of so many people. The shares are assumed, not learned; none has legal force."""
    chance = 1 / (OUTSIDERS * people)
    return Model(
        evidence=(
            Evidence(
                "name",
                "name_l IS NULL OR name_r IS NULL",
                (Level("name_l = name_r", 0.95, 0.001, "name", "姓名相同", "same name"),),
                differ=0.05,
            ),
            Evidence(
                "number",
                "number_r IS NULL",
                (
                    # Of the eighteen numbers one slip away that could be somebody's, hardly one is given to anybody.
                    Level(
                        "damerau_levenshtein(number_l, number_r) <= 1",
                        0.6,
                        2e-6,
                        zh="号码只差一位或相邻两位颠倒",
                        en="the number differs in one digit, or two neighbours are swapped",
                    ),
                    Level(
                        "left(number_l, 15) = left(number_r, 15)",
                        0.25,
                        4e-6,
                        zh="号码前 15 位相同",
                        en="the first fifteen digits are the same",
                    ),
                    Level(
                        "born_l = born_r",
                        0.1,
                        4e-5,
                        "born",
                        "号码中的出生日期相同，其余不同",
                        "the number's birth date is the same, the rest differs",
                    ),
                ),
                differ=0.05,
            ),
            Evidence(
                "place",
                "household_r IS NULL AND township_r IS NULL",
                (
                    # Only the register gives household numbers: besides those it lists, one more at most lives there.
                    Level("household_l = household_r", 0.9, chance, zh="家庭编号相同", en="same household"),
                    Level("village_l = village_r", 0.8, 0.005, "village", "同村（社区）", "same village"),
                    Level(
                        "township_l = township_r", 0.1, 0.05, "township", "同乡镇（街道）", "same township"
                    ),
                ),
                differ=0.05,
            ),
        ),
        blocks=(
            "l.name = r.name",
            "l.household = r.household",
            "l.born = r.born",
            # One slip leaves at least one of these whole.
            "left(l.number, 14) = left(r.number, 14)",
            "right(l.number, 8) = right(r.number, 8)",
            "left(l.number, 9) = left(r.number, 9) AND right(l.number, 4) = right(r.number, 4)",
        ),
        chance=chance,
        # Nothing known may contradict. A name goes with the number or the household; without a name the number is one slip
        # away and the household the same.
        must="""name <> 0 AND number <> 0 AND place <> 0
            AND (name > 0 AND (number > 0 OR place = 3) OR number = 3 AND place = 3)""",
    )


def make_people(con: duckdb.DuckDBPyConnection, into: str) -> int:
    """Everybody the register ever listed, as it last did, into a new table; returns how many."""
    con.execute(
        f"""CREATE TABLE {into} AS
        SELECT CAST(person_no AS BIGINT) AS record_id, id_number AS number, birth_on AS born, {_bare("name")} AS name,
            household_id AS household, residence_region AS village, left(residence_region, 9) AS township
        FROM household_member JOIN person USING (person_no)
        QUALIFY row_number() OVER (
            PARTITION BY person_no ORDER BY known_to DESC, known_from DESC, delivery_no DESC, source_line DESC) = 1"""
    )
    return int(con.execute(f"SELECT count(*) FROM {into}").fetchall()[0][0])


def make_refused(con: duckdb.DuckDBPyConnection, into: str, delivery_no: int | None) -> int:
    """Every row that waits for a correction of its person's number, into a new table; returns how many. Where it names a
    household, its area says nothing more."""
    parts = [_of(extract, delivery_no) for extract in EXTRACTS.values() if _is_about_a_member(extract)]
    con.execute(
        f"""CREATE TABLE {into} AS
        SELECT row_number() OVER (ORDER BY delivery_no, line) AS record_id, delivery_no, line,
            {_bare("name")} AS name, household,
            CASE WHEN regexp_full_match(number, '[0-9]{{16,18}}[0-9X]') THEN number END AS number,
            CASE WHEN regexp_full_match(number, '[0-9]{{17}}[0-9X]') THEN {checks.birth_date("number")} END AS born,
            CASE WHEN household IS NULL AND length(region) = 12 THEN region END AS village,
            CASE WHEN household IS NULL AND length(region) >= 9 THEN left(region, 9) END AS township
        FROM ({" UNION ALL ".join(parts)})"""
    )
    return int(con.execute(f"SELECT count(*) FROM {into}").fetchall()[0][0])


def _is_about_a_member(extract: Extract) -> bool:
    is_one = [column.name for column in extract.identity_columns] == ["id_number"]
    return is_one and extract.name not in _NOT_THE_HOUSEHOLDS_OWN


def _of(extract: Extract, delivery_no: int | None) -> str:
    """The refused rows of one extract, their cells read as the contract reads them."""
    nothing = "CAST(NULL AS VARCHAR)"
    cells = {
        column.name: checks.value(column, f"(original ->> '{column.name}')")
        for column in extract.columns
        if column.name in ("name", "household_id", *_REGIONS)
    }
    region = next((cells[name] for name in _REGIONS if name in cells), nothing)
    identity = checks.narrow("(original ->> 'id_number')")
    return f"""SELECT q.delivery_no, q.line, {cells.get("name", nothing)} AS name,
            {cells.get("household_id", nothing)} AS household,
            upper(replace({identity}, ' ', '')) AS number, {region} AS region
        FROM quarantine q JOIN delivery d USING (delivery_no)
        WHERE d.extract = '{extract.name}' AND q.answered_on IS NULL
            AND len(list_filter(q.faults, fault -> starts_with(fault, 'id_number:'))) > 0
            {f"AND q.delivery_no = {delivery_no}" if delivery_no is not None else ""}"""


def _bare(name: str) -> str:
    """A name without what typists put into it or leave out: spaces and middle dots."""
    return f"nullif(regexp_replace({name}, '[\\s\\x{{3000}}·•・.．]', '', 'g'), '')"
