"""What speaks for two records being about one person, and how loudly.

Every kind of evidence has levels, the strongest first. A level says how often it holds between a row and the person it is
about (`m`) and between a row and somebody else (`u`); its weight in bits is log2(m / u). Where a level is an equality,
`term` names the column that is equal, and how frequent its content is among the people takes the place of `u`: a rare name
says much, a common one little. Nothing is learned from a night's rows: the same rows get the same weights every night.

Source: Fellegi and Sunter, A Theory for Record Linkage (1969), as splink computes it.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Level:
    """`when` is SQL over the columns of both, with `_l` for the person's and `_r` for the row's."""

    when: str
    m: float
    u: float
    term: str | None = None
    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class Evidence:
    """One kind. Where `unknown` holds, it speaks neither way; where no level holds, the two differ."""

    name: str
    unknown: str
    levels: tuple[Level, ...]
    differ: float
    """How often a row differs from the very person it is about."""

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(level.term for level in self.levels if level.term)

    def reached(self, level: int) -> Level | None:
        """The level of a number that `score` gave, 0 for none of them."""
        return self.levels[len(self.levels) - level] if level > 0 else None


@dataclass(frozen=True)
class Model:
    """`blocks` are conditions over `l` and `r`: only pairs for which one of them holds are looked at. `chance` is how
    likely a row and a person drawn at random belong together. `must` is what a proposal needs besides its weight, as SQL
    over the levels by the names of their evidence."""

    evidence: tuple[Evidence, ...]
    blocks: tuple[str, ...]
    chance: float
    must: str = "TRUE"

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(term for each in self.evidence for term in each.terms))

    def settings(self) -> dict[str, Any]:
        """The same, as splink reads it."""
        return {
            "link_type": "link_only",
            "unique_id_column_name": "record_id",
            "probability_two_random_records_match": self.chance,
            "comparisons": [_comparison(each) for each in self.evidence],
            "blocking_rules_to_generate_predictions": list(self.blocks),
        }


def _comparison(evidence: Evidence) -> dict[str, Any]:
    unknown = {"sql_condition": evidence.unknown, "label_for_charts": "unknown", "is_null_level": True}
    levels = [
        {
            "sql_condition": level.when,
            "label_for_charts": level.when,
            "m_probability": level.m,
            "u_probability": level.u,
        }
        | ({"tf_adjustment_column": level.term, "tf_adjustment_weight": 1.0} if level.term else {})
        for level in evidence.levels
    ]
    differ = {
        "sql_condition": "ELSE",
        "label_for_charts": "differ",
        "m_probability": evidence.differ,
        "u_probability": 1 - sum(level.u for level in evidence.levels),
    }
    return {"output_column_name": evidence.name, "comparison_levels": [unknown, *levels, differ]}
