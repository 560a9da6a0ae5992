"""How sure a share is: the score interval of Wilson (1927), right also near none and near all.

SQL expressions over two counts; null where nothing was counted.
"""

from statistics import NormalDist

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


def share(part: str, whole: str) -> str:
    return f"(CAST({part} AS DOUBLE) / nullif({whole}, 0))"


def low(part: str, whole: str) -> str:
    return f"greatest(0.0, {_middle(part, whole)} - {_half(part, whole)})"


def high(part: str, whole: str) -> str:
    return f"least(1.0, {_middle(part, whole)} + {_half(part, whole)})"


def _middle(part: str, whole: str) -> str:
    return f"(({part} + {Z**2 / 2!r}) / (nullif({whole}, 0) + {Z**2!r}))"


def _half(part: str, whole: str) -> str:
    spread = f"CAST({part} AS DOUBLE) * ({whole} - {part}) / nullif({whole}, 0) + {Z**2 / 4!r}"
    return f"({Z!r} * sqrt({spread}) / (nullif({whole}, 0) + {Z**2!r}))"
