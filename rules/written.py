"""Figures as people read them: SQL expressions that make text, exact, and never back into a figure."""


def money(fen: str) -> str:
    """Yuan with thousands and two decimals."""
    written = f"format('{{:,}}', abs({fen}) // 100) || '.' || lpad(CAST(abs({fen}) % 100 AS VARCHAR), 2, '0')"
    return f"CASE WHEN {fen} < 0 THEN '-' ELSE '' END || {written}"


def exact_money(fen_e6: str, *, thousands: bool = True) -> str:
    """Yuan of millionths of a fen: two decimals, and more where there are more."""
    whole = f"{fen_e6} // 100000000"
    parts = f"lpad(CAST({fen_e6} % 100000000 AS VARCHAR), 8, '0')"
    yuan = f"format('{{:,}}', {whole})" if thousands else f"CAST({whole} AS VARCHAR)"
    return f"{yuan} || '.' || left({parts}, 2) || rtrim(substr({parts}, 3), '0')"


def number(e6: str) -> str:
    """A number of millionths, without idle zeros."""
    parts = f"lpad(CAST({e6} % 1000000 AS VARCHAR), 6, '0')"
    return f"rtrim(CAST({e6} // 1000000 AS VARCHAR) || '.' || rtrim({parts}, '0'), '.')"
