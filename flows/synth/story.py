"""What a story of the named cast is made of: people, what they earn, suffer and receive, and how it ends."""

from dataclasses import dataclass
from datetime import date

from flows.synth.identity import number_of
from flows.synth.places import CAST_STREET_VILLAGE


@dataclass(frozen=True)
class Pay:
    """One income at one level; months are counted back from the business date's: 1 is the last whole one."""

    yuan: str
    kind: str = "工资"
    evidence: str = "实发"
    newest: int = 1
    oldest: int = 10_000


@dataclass(frozen=True)
class Stay:
    """One settlement of the year, in yuan; `corrected` is the self-payment when it is delivered again."""

    self_paid: str
    pooled: str
    corrected: str | None = None


@dataclass(frozen=True)
class JobEvent:
    """An event on the 5th of a month; `until` is that many months ahead of the business date."""

    event: str
    months_back: int
    until_ahead: int | None = None


@dataclass(frozen=True)
class Member:
    name: str
    relation: str
    sex: str
    born: date
    pays: tuple[Pay, ...] = ()
    stays: tuple[Stay, ...] = ()
    job_events: tuple[JobEvent, ...] = ()
    residence: str = "城镇"
    died_months_back: int | None = None
    """Died on the 10th of that month and is still in the register."""

    @property
    def id_number(self) -> str:
        return number_of(self.born, 961 if self.sex == "男" else 962)


@dataclass(frozen=True)
class Household:
    """One story and how it must end: the rules that raise a warning, and those that must not."""

    key: str
    title: str
    story: str
    members: tuple[Member, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    outcome: str
    suggested_cny: str | None = None
    allowance_cny: str | None = None
    """Monthly subsistence allowance of the whole household; None: receives none."""
    village: str = CAST_STREET_VILLAGE
    hukou: str | None = None
    holds_from: date = date(2022, 1, 1)
    number: int = 0
    """Its place in the cast."""

    def household_id(self, county: str) -> str:
        return f"JT{county}9{self.number:07d}"

    def told(self, county: str) -> dict[str, object]:
        """The story as `cast.json` has it."""
        return {
            "key": self.key,
            "household_id": self.household_id(county),
            "title": self.title,
            "story": self.story,
            "members": [{"id_number": member.id_number, "name": member.name} for member in self.members],
            "hits": list(self.hits),
            "misses": list(self.misses),
            "suggested_cny": self.suggested_cny,
            "outcome": self.outcome,
            "holds_from": self.holds_from.isoformat(),
        }
