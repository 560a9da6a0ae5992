"""The moment a night becomes visible, and how it is finished after a power cut.

Everything lies ready aside. The renaming of the analysts' file to its own name is the point of no return: before it
nothing has changed for anybody, after it every further step can be done again until all of them are done.
"""

import ctypes
import errno
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.exports.sealed_file import clear
from flows.home import Home

_AT_FDCWD, _EXCHANGE = -100, 2


@dataclass(frozen=True)
class Places:
    """Where a night's results are made, and where they stand. A replay stands beside and moves no link."""

    database_aside: Path
    database: Path
    parquet_aside: Path
    parquet: Path
    """The same tables as a folder of Parquet files."""
    folder_aside: Path
    exports: Path
    page_aside: Path
    report: Path
    held: Path | None
    """The page of this night while it was held."""
    link: Path | None
    parquet_link: Path | None


def places(home: Home, as_of: date, run_id: str, *, is_replay: bool) -> Places:
    name = f"{as_of}-{run_id}" if is_replay else str(as_of)
    return Places(
        database_aside=home.published / f".{run_id}.building",
        database=home.published / f"doudi-{as_of}-{run_id}.duckdb",
        parquet_aside=home.published / f".{run_id}.building.parquet",
        parquet=home.published / f"doudi-{as_of}-{run_id}.parquet",
        folder_aside=home.exports / f".{run_id}",
        exports=home.exports / name,
        page_aside=home.reports / f".{run_id}.html",
        report=home.reports / f"{name}.html",
        held=None if is_replay else home.reports / f"{as_of}-暂停待处理.html",
        link=None if is_replay else home.published / "latest.duckdb",
        parquet_link=None if is_replay else home.published / "latest.parquet",
    )


def switch(made: Places) -> None:
    """Make a night visible. What was done before a power cut is not done again."""
    for aside in (made.database_aside, made.parquet_aside, made.folder_aside, made.page_aside):
        if aside.exists():
            _settle(aside, *(aside.iterdir() if aside.is_dir() else ()))
    if made.database_aside.exists():
        os.replace(made.database_aside, made.database)
        _settle(made.database.parent)
    if made.parquet_aside.exists():
        replace_folder(made.parquet_aside, made.parquet)
    if made.folder_aside.exists():
        replace_folder(made.folder_aside, made.exports)
    if made.page_aside.exists():
        os.replace(made.page_aside, made.report)
    if made.held:
        made.held.unlink(missing_ok=True)
    if made.link and made.parquet_link:
        _point(made.link, made.database)
        _point(made.parquet_link, made.parquet)
    _settle(made.exports.parent, made.report.parent, made.database.parent)


def replace_folder(new: Path, place: Path) -> None:
    """Put a finished folder in the place of the old one; at no moment is there neither."""
    if place.exists():
        _exchange(new, place)
        shutil.rmtree(new)
    else:
        os.replace(new, place)


def sweep(home: Home) -> None:
    """Remove what nights that were broken off have left aside. Only for whoever holds the home's lock."""
    clear(home.exports)
    for folder, left in (
        (home.published, ".*.building*"),
        (home.published, ".latest.*"),
        (home.exports, ".[RU]*"),
        (home.exports, ".*.old"),
        (home.reports, ".R*.html"),
        (home.scratch, "*"),
    ):
        for path in folder.glob(left):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def _point(link: Path, target: Path) -> None:
    """Point `link` at the night's file, in one rename."""
    aside = link.with_name(f".{link.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    aside.symlink_to(target.name)
    os.replace(aside, link)


def _settle(*paths: Path) -> None:
    """See files, and folders as lists of names, written to the disk: a rename may otherwise outlive what it names."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exchange(one: Path, other: Path) -> None:
    """Two folders change places in one step; where the file system cannot (a network share), in two."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename and rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return
    code = ctypes.get_errno() if rename else errno.ENOSYS
    if code not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        raise OSError(code, os.strerror(code), str(other))
    old = other.with_name(f".{other.name}.old")
    os.replace(other, old)
    os.replace(one, other)
    os.replace(old, one)
