"""Money: whole fen inside the generator, yuan with two decimals in a department's file."""

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_CENTS = pa.array([f"{cents:02d}" for cents in range(100)])
_EMPTY = pa.scalar("", pa.string())


def yuan(fen: np.ndarray, *, blank_zero: bool = False) -> pa.Array:
    """`123456` as `1234.56`. An optional column that was never filled is left empty instead of 0.00."""
    written = pc.binary_join_element_wise(
        pa.array(fen // 100).cast(pa.string()), _CENTS.take(pa.array(fen % 100)), "."
    )
    return pc.if_else(pa.array(fen != 0), written, _EMPTY) if blank_zero else written


def tenths(values: np.ndarray) -> pa.Array:
    """`453` as `45.3`: a meter's kilowatt hours, a home's square metres."""
    return pc.binary_join_element_wise(
        pa.array(values // 10).cast(pa.string()), pa.array(values % 10).cast(pa.string()), "."
    )


def fen_of(yuan: str) -> int:
    """An amount as a file has it; an empty cell adds nothing."""
    return int(Decimal(yuan or "0") * 100)


def yuan_text(fen: int) -> str:
    """One amount, as a manifest states it."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"
