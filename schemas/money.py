"""Money inside is whole fen; outside it is yuan with two decimals. The step between them, as SQL, exact."""


def yuan(fen: str) -> str:
    return f"CAST({fen} * CAST(0.01 AS DECIMAL(3, 2)) AS DECIMAL(18, 2))"
