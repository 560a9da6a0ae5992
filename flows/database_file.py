"""A database on the disk, plain or encrypted, and the key to it.

DuckDB encrypts the file, its log and what spills out of memory (AES-256, GCM); for writing it needs OpenSSL, which comes
with its extension httpfs. A key cannot be a parameter of a statement, so the statement is built in one place, here, and
what DuckDB says about it is never passed on.
"""

import importlib.util
import os
import re
import stat
from pathlib import Path

import duckdb

from schemas import connection
from schemas.checks import text
from schemas.faults import DoudiError

FROM_ENVIRONMENT = "DOUDI_KEY"
LOCKED = "Could not set lock"
LEAST_CHARACTERS = 20
_PLAIN = re.compile(r"[A-Za-z0-9+/=_-]*")
"""DuckDB reads a backslash as the start of a byte, refuses what is not ASCII, and quotes the key when it does."""
_MAGIC, _ENCRYPTED = slice(8, 12), 20


class Key:
    """A secret that no text made of it shows."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return "Key(***)"

    def quoted(self) -> str:
        """For the one statement that needs it."""
        return text(self._secret)

    def derived(self, purpose: bytes) -> bytes:
        """Thirty-two bytes of a key for something else (HKDF, RFC 5869): neither key tells of the other."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), 32, salt=None, info=purpose).derive(self._secret.encode())


def read_key(file: Path | None) -> Key | None:
    """The environment's key, else the one in the file; None where neither is named.

    Raises: DoudiError E-SETTINGS for a file that is not there, that others may read, or whose key can be guessed.
    """
    secret = os.environ.get(FROM_ENVIRONMENT, "").strip()
    where = FROM_ENVIRONMENT
    if not secret:
        if file is None:
            return None
        where = f"key_file: {file}"
        try:
            if stat.S_IMODE(file.stat().st_mode) & 0o077:
                raise DoudiError("E-SETTINGS", f"{where}: chmod 0600", exit_code=2)
            secret = file.read_text(encoding="utf-8", errors="replace").strip()
        except OSError as error:
            raise DoudiError("E-SETTINGS", f"{where}: {error.strerror}", exit_code=2) from None
    if not _PLAIN.fullmatch(secret):
        raise DoudiError("E-SETTINGS", f"{where}: A-Z a-z 0-9 + / = - _", exit_code=2)
    if len(secret) < LEAST_CHARACTERS:
        raise DoudiError("E-SETTINGS", f"{where}: < {LEAST_CHARACTERS} 个字符 characters", exit_code=2)
    return Key(secret)


def is_encrypted(path: Path) -> bool:
    """By the flag in the file's own head, which is never encrypted; nothing has to be opened for it."""
    try:
        with path.open("rb") as file:
            head = file.read(_ENCRYPTED + 1)
    except FileNotFoundError:
        return False
    return head[_MAGIC] == b"DUCK" and len(head) > _ENCRYPTED and bool(head[_ENCRYPTED] & 1)


def connect(path: Path, key: Key | None, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Open a file, encrypted where a key is given. Raises: duckdb.Error, DoudiError E-KEY where the key is not its."""
    if key is None:
        return connection.connect(path, read_only=read_only)
    con = connection.connect()
    try:
        attach(con, path, "encrypted", key, read_only=read_only)
        con.execute("USE encrypted")
    except BaseException:
        con.close()
        raise
    return con


def attach(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, key: Key | None, *, read_only: bool
) -> None:
    """Raises: duckdb.Error as it names the file, DoudiError E-KEY where the key is not the file's."""
    options = ["READ_ONLY"] if read_only else []
    if key is not None:
        con.execute(f"LOAD {text(str(_openssl()))}")
        # What spills out of memory is encrypted only when this is said before the first query.
        con.execute("SET temp_file_encryption = true")
        options.append(f"ENCRYPTION_KEY {key.quoted()}")
    try:
        con.execute(f"ATTACH {text(str(path))} AS {name}" + (f" ({', '.join(options)})" if options else ""))
    except duckdb.Error as error:
        if "encryption key" in str(error) or "without a key" in str(error):
            raise DoudiError("E-KEY", str(path), exit_code=2) from None
        if key is not None and LOCKED not in str(error):
            # It may quote the statement.
            raise DoudiError("E-WAREHOUSE", f"{path}: {type(error).__name__}") from None
        raise


def _openssl() -> Path:
    """Loaded by its path: DuckDB checks its makers' signature and copies nothing. Raises: DoudiError E-KEY without it."""
    found = importlib.util.find_spec("duckdb_extension_httpfs")
    for folder in (found and found.submodule_search_locations) or ():
        file = Path(folder) / "extensions" / f"v{duckdb.__version__}" / "httpfs.duckdb_extension"
        if file.is_file():
            return file
    raise DoudiError("E-KEY", f"duckdb-extension-httpfs {duckdb.__version__}", exit_code=2)
