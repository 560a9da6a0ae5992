"""Pseudonyms: one key for one household in every table, and new ones for all when the secret is changed."""

from hashlib import sha256
from pathlib import Path

import pytest

from flows.cli import main
from schemas.masks import key_of
from tests.bureau import Bureau, member, number, settlement

FIRST, SECOND = "2022-05-20", "2022-05-21"


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    """Three households in need; the third is called by its head's own number."""
    made = Bureau(tmp_path / "home")
    homes = ["H1", "H2", number(3)]
    made.deliver("household_member", "2022-05-19", [member(homes[n - 1], number(n)) for n in (1, 2, 3)])
    spent = [settlement(f"S{n}", number(n), "2022-05-01", "20500.00") for n in (1, 2, 3)]
    made.deliver("medical_expense", "2022-05-19", spent)
    made.night(FIRST)
    return made


def keys(bureau: Bureau) -> dict[str, set[str]]:
    """By table and column, every key that stands in it."""
    columns = bureau.ask(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE column_name LIKE '%\\_key' ESCAPE '\\' AND schema_name = 'main'"
    )
    return {
        f"{table}.{column}": {
            key for (key,) in bureau.ask(f'SELECT DISTINCT "{column}" FROM "{table}"') if key
        }
        for table, column in columns
    }


def test_a_key_is_the_same_in_every_table_and_a_household_never_its_head(bureau: Bureau) -> None:
    found, secret = keys(bureau), bureau.home.person_key()
    households = {key_of("household", name, secret) for name in ("H1", "H2", number(3))}
    people = {key_of("person", number(n), secret) for n in (1, 2, 3)}
    assert found["household_month.household_key"] == found["warning.household_key"] == households
    assert found["person_month.person_key"] == people and not households & people
    for column, values in found.items():
        assert values <= (people if column.endswith(("person_key", "other_key")) else households), column


def test_a_changed_secret_changes_every_key_and_nothing_else(bureau: Bureau, tmp_path: Path) -> None:
    before, numbers = keys(bureau), bureau.ask("SELECT warning_id, rule_code FROM warning ORDER BY 1")
    old = (bureau.home.published / "latest.duckdb").resolve()
    seal = sha256(old.read_bytes()).hexdigest()
    # As the manual says: put the old secret away, and complete the home.
    secret = bureau.home.path / "secrets" / "person.key"
    secret.rename(tmp_path / "person.key")
    assert main(["init", "--area", "370902", "--home", str(bureau.home.path)]) == 0
    assert (
        secret.stat().st_mode & 0o777 == 0o600 and secret.read_text() != (tmp_path / "person.key").read_text()
    )
    bureau.night(SECOND)
    after = keys(bureau)
    assert after.keys() == before.keys()
    for column, values in before.items():
        assert len(after[column]) == len(values) and not after[column] & values, column
    assert bureau.ask("SELECT warning_id, rule_code FROM warning ORDER BY 1") == numbers
    assert sha256(old.read_bytes()).hexdigest() == seal
    assert main(["why-not", "H1", "--home", str(bureau.home.path)]) == 0


def test_a_key_tells_nothing_of_its_secret(bureau: Bureau) -> None:
    secret = bureau.home.person_key()
    assert len(bytes.fromhex(secret)) == 32
    outside = [
        path for path in bureau.home.path.rglob("*") if path.is_file() and path.parent.name != "secrets"
    ]
    assert not [path.name for path in outside if secret.encode() in path.read_bytes()]


def test_a_household_called_by_a_number_is_so_on_no_list(bureau: Bureau) -> None:
    """Not in the CSV, not in the workbook's text, not on the visitor's slip."""
    from tests.flows.canaries import files

    places = [
        name
        for name, content in files(bureau.home.exports, bureau.home.published)
        if number(3).encode() in content
    ]
    assert places == []
    csv = next((bureau.home.exports / FIRST).glob("预警核查清单_*.csv")).read_text(encoding="utf-8-sig")
    assert csv.count(f"990101********{number(3)[-4:]}") == 2
