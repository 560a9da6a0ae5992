"""A file that a command was given and that is not there to be read."""

from pathlib import Path

from flows.ingest.landing import shown
from schemas.faults import DoudiError


def missing(path: Path) -> DoudiError:
    """E-NO-FILE, saying whether nothing bears the name or a folder does."""
    why = "是目录，不是文件 / a folder" if path.is_dir() else "没有这个文件 / no such file"
    return DoudiError("E-NO-FILE", f"{shown(path.name)}：{why}")
