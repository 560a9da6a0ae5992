"""Little tables as tests: one case a line, inputs left of the arrow, what must come out right of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    case: str
    given: dict[str, str]
    expected: dict[str, str]


def examples(table: str) -> list[Example]:
    """Read a table. An empty cell, or `-`, is unknown on the left and nothing on the right."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    left, right = lines[0].split("->")
    names, outcomes = _cells(left), _cells(right)
    found = []
    for line in lines[1:]:
        inputs, outputs = line.split("->")
        values = _cells(inputs)
        assert len(values) == len(names), line
        found.append(
            Example(
                values[0],
                dict(zip(names[1:], values[1:], strict=True)),
                dict(zip(outcomes, _cells(outputs), strict=True)),
            )
        )
    return found


def _cells(text: str) -> list[str]:
    return [
        cell.strip().replace("-", "", 1) if cell.strip() == "-" else cell.strip() for cell in text.split("|")
    ]
