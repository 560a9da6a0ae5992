"""Money on paper: yuan with two decimals, from whole fen, without a float on the way."""


def yuan(fen: int) -> str:
    """`522600` is `5226.00`."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02d}"
