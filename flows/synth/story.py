"""What a story of the named cast is made of: people, what they earn, suffer and receive, and how it ends.

Months and days are counted back from the business date, so that a story holds on any of them: month 0 is the
business date's own, month 1 the last whole one.
"""

from dataclasses import dataclass
from datetime import date

from flows.synth.identity import number_of
from flows.synth.places import CAST_STREET_VILLAGE

NEED = (
    *(f"N{number:02d}" for number in range(1, 21)),
    *(f"X{number:02d}" for number in range(1, 8)),
    "M01",
    "M02",
)
"""The codes that a story is held to: the ones it names are found, and none of the others."""

DIBAO = "最低生活保障"
TEKUN = "特困人员救助供养"


@dataclass(frozen=True)
class Pay:
    """One income at one level, from month `oldest` to month `newest`."""

    yuan: str
    kind: str = "工资"
    evidence: str = "实发"
    newest: int = 1
    oldest: int = 10_000


NO_INCOME = (Pay("0.00", "其他", "申报"),)
"""A declaration that there is none: known, and not the same as no row."""


@dataclass(frozen=True)
class Stay:
    """One settlement, in yuan; `corrected` is the self-payment when it is delivered again.

    Without a time of its own it is one of the year's treatments, spread up to May.
    """

    self_paid: str
    pooled: str
    corrected: str | None = None
    serious: str = ""
    """What serious-illness insurance bore."""
    visit: str = "住院"
    months_back: int | None = None
    """Settled on the 10th of that month."""
    days_back: int | None = None


@dataclass(frozen=True)
class JobEvent:
    """An event on the 5th of a month; `until` is the last day before that many months ahead."""

    event: str
    months_back: int
    until_ahead: int | None = None


@dataclass(frozen=True)
class Certificate:
    """A disability certificate, by default of long standing."""

    kind: str
    level: str
    days_back: int = 1_500


@dataclass(frozen=True)
class School:
    """One school year, in yuan; `years_back` is 0 for the current one. Empty aid is not reported, 0.00 is none."""

    stage: str
    fee: str
    aid: str = ""
    years_back: int = 0


@dataclass(frozen=True)
class Custody:
    """Away from the 1st of one month to the last day before another; `until_ahead` below zero lies behind."""

    kind: str
    months_back: int
    until_ahead: int


@dataclass(frozen=True)
class Mishap:
    kind: str
    days_back: int
    loss: str = ""


@dataclass(frozen=True)
class Service:
    """A service asked for at a social-work station, and when it came."""

    kind: str
    days_back: int
    resolved_days_back: int | None = None
    station: str = "敲门服务队"


@dataclass(frozen=True)
class Visit:
    """Somebody of county, township or village called; without a kind nothing was stated."""

    level: str
    days_back: int
    finding: str = ""
    kind: str = ""


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
    certificate: Certificate | None = None
    schools: tuple[School, ...] = ()
    custody: Custody | None = None
    mishap: Mishap | None = None
    service: Service | None = None
    watched_for: str | None = None
    """The cause for which the countryside's list of possible returns to poverty names the person."""

    @property
    def id_number(self) -> str:
        return number_of(self.born, 961 if self.sex == "男" else 962)


@dataclass(frozen=True)
class Grant:
    """A benefit since a year and a half, of the whole household or of one of its members.

    One that has ended did so on the last day of month `ended`; `also_paid_in` is a second place that pays it.
    """

    benefit: str
    yuan: str = ""
    member: int | None = None
    ended: int | None = None
    also_paid_in: str | None = None


@dataclass(frozen=True)
class Request:
    """The head asks for help; without `is_numbered` only the name is known."""

    channel: str
    need: str
    days_back: int
    resolved_days_back: int | None = None
    is_numbered: bool = True


@dataclass(frozen=True)
class Meter:
    """Kilowatt hours in an ordinary month and in the last one, and how many months are not paid."""

    usual: str
    last: str
    months_owed: int = 0


@dataclass(frozen=True)
class Household:
    """One story and how it must end: the rules that raise a warning; no other of `NEED` may."""

    key: str
    title: str
    story: str
    members: tuple[Member, ...]
    hits: tuple[str, ...]
    outcome: str
    suggested_cny: str | None = None
    grants: tuple[Grant, ...] = ()
    request: Request | None = None
    meter: Meter | None = None
    visits: tuple[Visit, ...] = ()
    village: str = CAST_STREET_VILLAGE
    hukou: str | None = None
    """Where it is registered; None: in this county, empty: nobody knows."""
    is_guest: bool = False
    """In no register: all that is known of it is its request."""
    holds_from: date = date(2022, 1, 1)
    number: int = 0
    """Its place in the cast."""

    @property
    def misses(self) -> tuple[str, ...]:
        return tuple(code for code in NEED if code not in self.hits)

    def household_id(self, county: str) -> str:
        """A guest's household bears the number of its request, after a word that no register's begins with."""
        return f"求助-{self.request_no(county)}" if self.is_guest else f"JT{county}9{self.number:07d}"

    def request_no(self, county: str) -> str:
        return f"QZ{county}9{self.number:07d}"

    def told(self, county: str) -> dict[str, object]:
        """The story as `cast.json` has it."""
        return {
            "key": self.key,
            "household_id": self.household_id(county),
            "title": self.title,
            "story": self.story,
            "members": [
                {
                    "id_number": member.id_number,
                    "name": member.name,
                    "is_gone": member.died_months_back is not None or member.custody is not None,
                }
                for member in self.members
            ],
            "hits": list(self.hits),
            "misses": list(self.misses),
            "suggested_cny": self.suggested_cny,
            "outcome": self.outcome,
            "holds_from": self.holds_from.isoformat(),
        }
