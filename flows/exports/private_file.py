"""A file that only the account of the pipeline may read: every list names people."""

import os
from pathlib import Path
from typing import BinaryIO


def private_folder(folder: Path) -> Path:
    """The folder, made with rights for its owner alone when it is not there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def private_file(path: Path) -> BinaryIO:
    """A new, empty file with 0600 from its first moment on.

    An older file of that name goes first: opening it would keep its rights, and a link in its place would
    lead the names somewhere else.
    """
    new = os.O_RDWR | os.O_CREAT | os.O_EXCL
    try:
        handle = os.open(path, new, 0o600)
    except FileExistsError:
        path.unlink()
        handle = os.open(path, new, 0o600)
    return os.fdopen(handle, "w+b")
