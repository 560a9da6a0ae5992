"""The few forms that the generated pages are made of."""

import re
from collections.abc import Iterable


def between(text: str, mark: str, made: str) -> str:
    """Put `made` between `<!-- mark -->` and `<!-- /mark -->`. Raises: ValueError without the marks."""
    found = re.fullmatch(rf"(.*<!-- {mark} -->\n).*(<!-- /{mark} -->.*)", text, re.DOTALL)
    if not found:
        raise ValueError(f"<!-- {mark} --> ... <!-- /{mark} -->")
    return f"{found[1]}\n{made}\n\n{found[2]}"


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    names = tuple(headings)
    lines = [names, ("---",) * len(names), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
