"""Lists kept encrypted in the home, where the bureau asks for it: they name heads of households in full.

A list is written in memory and only its sealed form reaches the disk (AES-256, GCM, bound to its name); handing it out
opens it.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.database_file import Key
from flows.exports.manifest import MANIFEST
from flows.exports.private_file import private_file, private_folder
from schemas.faults import DoudiError

ENDING = ".sealed"
IN_MEMORY = Path("/dev/shm")
"""Where Linux keeps files that never reach a disk."""
PURPOSE = b"doudi lists"
_NONCE = 12


@contextmanager
def written_for(folder: Path, key: Key | None) -> Iterator[Path]:
    """Where to write the lists that shall lie in `folder`: there; with a key in memory, and sealed when all are written.
    The manifest names nobody and stays as it is."""
    if key is None:
        yield folder
        return
    apart = in_memory(folder.parent)
    clear(folder.parent)
    # Everybody may write in there: a folder or a link that somebody else put in this place is never used.
    apart.mkdir(mode=0o700)
    try:
        yield apart
        private_folder(folder)
        for path in sorted(apart.iterdir()):
            content = path.read_bytes()
            is_told = path.name == MANIFEST
            with private_file(folder / (path.name if is_told else path.name + ENDING)) as out:
                out.write(content if is_told else _sealed(content, path.name, key))
            path.unlink()
    finally:
        clear(folder.parent)


def in_memory(exports: Path) -> Path:
    """One home's own place, which no other night can be using: its lock is held."""
    root = IN_MEMORY if IN_MEMORY.is_dir() else Path(tempfile.gettempdir())
    return root / f"doudi-{hashlib.sha256(str(exports.resolve()).encode()).hexdigest()[:16]}"


def clear(exports: Path) -> None:
    """Take away what a night that was killed has left there. Only for whoever holds the home's lock."""
    shutil.rmtree(in_memory(exports), ignore_errors=True)


def is_there(path: Path) -> bool:
    return path.is_file() or path.with_name(path.name + ENDING).is_file()


def content_of(path: Path, key: Key | None) -> bytes:
    """A list as it was written, sealed or not. Raises: DoudiError E-KEY where the key is missing or another."""
    sealed = path.with_name(path.name + ENDING)
    if not sealed.is_file():
        return path.read_bytes()
    if key is None:
        raise DoudiError("E-KEY", sealed.name, exit_code=2)
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    content = sealed.read_bytes()
    try:
        return AESGCM(key.derived(PURPOSE)).decrypt(content[:_NONCE], content[_NONCE:], path.name.encode())
    except (InvalidTag, ValueError):
        raise DoudiError("E-KEY", sealed.name, exit_code=2) from None


def _sealed(content: bytes, name: str, key: Key) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key.derived(PURPOSE)).encrypt(nonce, content, name.encode())
