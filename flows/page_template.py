"""Pages that people print: the report, the visit slips, the family's page. A name that a template uses and nobody gave
is an error, not a blank."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template


def page_template(path: Path, filters: Mapping[str, Callable[..., Any]] | None = None) -> "Template":
    """The template in a file. Only who draws a page needs the engine."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    house = Environment(
        loader=FileSystemLoader(path.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    house.filters.update(filters or {})
    return house.get_template(path.name)
