"""One part of the offices' other work on the operator's page."""

from typing import NamedTuple

from flows.words import Words


class SystemRow(NamedTuple):
    """Its name, and what there is to say tonight, in one sentence with its figures."""

    name: Words
    says: Words
