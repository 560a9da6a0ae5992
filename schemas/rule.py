"""The header of a rule file: what the rule is called, what it rests on, and what the officer is told."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Severity = Literal["red", "orange", "yellow", "blue"]
SEVERITIES: tuple[Severity, ...] = ("red", "orange", "yellow", "blue")
"""Gravest first."""
Cause = Literal["illness", "income_loss", "education", "emergency"]


class Basis(BaseModel):
    """An article the rule rests on: which, and what it says in our words. `id` names its document, whose own days of
    being in force stand with the documents; an article that its document gained later names the day (`since`) before
    which no warning may cite it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    cite: str
    says: str
    since: date | None = None
    spans: tuple[tuple[date, date], ...] = Field(default=((date.min, date.max),), exclude=True)
    """The days on which its document is in force; filled in from the documents, never written in a rule."""

    def holds_on(self, day: date) -> bool:
        issued = self.since is None or self.since <= day
        return issued and any(first <= day < end for first, end in self.spans)


class RuleHeader(BaseModel):
    """`needs` are extracts without which the rule cannot judge, `needs_any` those of which one at least must have
        come; `parameters` are values it cannot do without.

        `gives` says whether a hit is a warning to verify or a suggested payment on a list. `relief` names the cause for
        which temporary assistance is suggested, by the locality's scheme for that cause (a column `relief_cause` in the
        SELECT names it row by row); `small_fast` that it may be paid before anything is checked. A reason is a list of
        segments; a segment whose figures are not all known is left out.

        `cause` names the columns of the SELECT that tell one occurrence from another (an accident, a certificate, a dead
        person): never an amount, never a date that moves with the night. Where one of them changes, something new has
        happened. `grows` names the one column whose rise makes the same occurrence materially worse. Both bring a settled
    `ask` is what the visitor asks and looks at.

        `shadow` makes the file a trial: it is judged beside the live rules until `valid_to`, and reaches no office.
     is what the visitor asks and looks at.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    title_zh: str
    title: str
    programme: str
    severity: Severity
    gives: Literal["warning", "payment"] = "warning"
    relief: Cause | None = None
    small_fast: bool = False
    valid_from: date
    valid_to: date = date(9999, 12, 31)
    shadow: bool = False
    needs: tuple[str, ...]
    needs_any: tuple[str, ...] = ()
    parameters: tuple[str, ...]
    action_zh: str
    action: str
    cause: tuple[str, ...] = ()
    grows: str | None = None
    ask_zh: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    basis: tuple[Basis, ...]
    reason_zh: tuple[str, ...]
    reason: tuple[str, ...]

    def basis_on(self, day: date) -> tuple[Basis, ...]:
        """What the rule could rest on that day. Nothing, where nothing was in force: a warning that names no article is
        honest, one that names what nobody could have read is not. A bureau that asks what a rule would have said before
        its law gets the warning without the article."""
        return tuple(basis for basis in self.basis if basis.holds_on(day))

    @property
    def reads(self) -> tuple[str, ...]:
        """Every extract that speaks in the rule."""
        return tuple(dict.fromkeys((*self.needs, *self.needs_any)))
