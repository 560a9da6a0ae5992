"""Which engine judges a night."""

from dataclasses import dataclass
from typing import Literal

Name = Literal["duckdb", "spark"]
NAMES: tuple[Name, ...] = ("duckdb", "spark")


@dataclass(frozen=True)
class Choice:
    """`master` is Spark's: local[2], spark://host:7077, yarn. Where it is none of this machine's, the lake must lie where
    every executor sees it under the same path."""

    name: Name = "duckdb"
    master: str = "local[*]"


DUCKDB = Choice()
