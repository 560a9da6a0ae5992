"""A file that a command is asked to write: never over another, and said before anything is looked up."""

from pathlib import Path

from schemas.faults import DoudiError


def new_file(given: str) -> Path:
    """Raises: DoudiError E-USAGE where the name is taken or its folder is not there."""
    path = Path(given).expanduser()
    if path.exists():
        raise DoudiError("E-USAGE", f"{path}: 已存在 exists", exit_code=2)
    if not path.parent.is_dir():
        raise DoudiError("E-USAGE", f"{path.parent}: 没有这个目录 no such folder", exit_code=2)
    return path
