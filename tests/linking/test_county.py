"""Two hundred numbers spoiled in known ways, and as many of people whom the register does not list: nobody is taken for another."""

import random
from collections import Counter
from pathlib import Path

import pytest

from flows import home
from tests.bureau import Bureau
from tests.linking.county import MEANT, SECOND, deliver, people_of, spoil

pytestmark = [pytest.mark.link, pytest.mark.slow]

FINDABLE = {
    "household_member": {"wrong_digit", "swapped", "missing", "rounded", "as_power"},
    "death": {"wrong_digit", "swapped", "rounded"},
    "help_request": {"wrong_digit", "swapped", "rounded"},
    "relief_payment": {"wrong_digit", "swapped"},
}
"""Where the row says enough. Name and household do without a number; a name needs most of the number; a household without a
name needs all of it but one slip, because a twin's begins alike."""


@pytest.mark.parametrize("seed", [1, 2])
def test_no_proposal_is_wrong_and_whoever_can_be_told_is_found(tmp_path: Path, seed: int) -> None:
    from flows.linking.propose import propose

    chance = random.Random(seed)
    register = people_of(tmp_path / "ours", 10 + seed)
    listed = {person.number for person in register}
    others = [person for person in people_of(tmp_path / "others", 20 + seed) if person.number not in listed]
    spoiled = [*spoil(register, chance, is_listed=True), *spoil(others, chance, is_listed=False)]
    bureau = Bureau(tmp_path / "home")
    where = deliver(bureau, register, spoiled)
    bureau.night(SECOND)

    with home.warehouse(bureau.home, read_only=True) as con:
        found = propose(con)
        files = dict(
            con.execute(
                "SELECT delivery_no, {'extract': extract, 'file': file_name} FROM delivery"
            ).fetchall()
        )
    right: Counter[tuple[str, str]] = Counter()
    wrong = 0
    for each in found.proposals:
        place = files[each.delivery_no]
        row = where[place["extract"], place["file"], each.line]
        if row.is_listed and row.person.number == each.id_number:
            right[row.extract, row.way] += 1
        else:
            wrong += 1
    meant = Counter((row.extract, row.way) for row in spoiled if row.is_listed)
    findable = sum(count for (extract, way), count in meant.items() if way in FINDABLE[extract])
    print(f"\n{right.total()} of {MEANT} proposed rightly, {wrong} wrongly; {findable} say enough")
    assert found.rows == 2 * MEANT
    assert wrong == 0
    assert right.total() >= 0.95 * findable
