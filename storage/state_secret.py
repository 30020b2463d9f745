"""A secret outside the database, and the keys and boxes made from it.

What is kept only so that it is known again (a delivery, a chat that was greeted, a conversation)
stands in the database under a keyed digest: whoever has the database alone can neither read it nor
try out whose it is.
"""

import base64
import hmac
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import ENOSPC
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.engine.errors import DatabaseErrorKind, StoreError

FILE = "state.key"
"""The file of a secret that nobody set, in the data folder."""

_BYTES = 32
_MARK = 12  # hexadecimal digits


class StateSecret:
    """One secret, or several while it is changed: the first is used, boxes of the others still
    open. Every purpose has a key of its own, derived by HKDF (RFC 5869)."""

    def __init__(self, *given: bytes) -> None:
        """Raises ValueError without a secret."""
        if not given or not all(given):
            raise ValueError("a secret is needed")
        self._secrets = given

    def digest(self, purpose: str, text: str) -> str:
        """An HMAC-SHA-256 of the text, 64 hexadecimal digits."""
        said = text.encode("utf-8", "surrogatepass")
        return hmac.digest(_key(self._secrets[0], purpose), said, "sha256").hex()

    def box(self, purpose: str) -> MultiFernet:
        """What encrypts, and opens only what was encrypted for this purpose."""
        keys = (base64.urlsafe_b64encode(_key(secret, purpose)) for secret in self._secrets)
        return MultiFernet(list(map(Fernet, keys)))

    @property
    def mark(self) -> str:
        """By this two processes see that they have the same secret; it says nothing of it."""
        return self.digest("mark", "")[:_MARK]


def random_secret() -> StateSecret:
    """A secret of this process alone."""
    return StateSecret(secrets.token_bytes(_BYTES))


def kept_secret(values: Sequence[str], folder: Path) -> StateSecret:
    """The secret of these values; without any, the one in the file of the folder, made now if there
    is none. Raises StoreError if that cannot be read or written."""
    if values:
        return StateSecret(*(value.encode() for value in values))
    make_folder(folder)
    file = folder / FILE
    with _translated(folder):
        if not _read(file):
            new = folder / f"{FILE}.new"
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
                made.write(secrets.token_hex(_BYTES))
            new.replace(file)
        return StateSecret(_read(file).encode())


def make_folder(folder: Path) -> None:
    """Only for ourselves: it will hold what people wrote and who they are. Raises StoreError."""
    with _translated(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        fault = DatabaseErrorKind.FULL if error.errno == ENOSPC else DatabaseErrorKind.READ_ONLY
        raise StoreError(fault, str(folder)) from error


def _read(file: Path) -> str:
    return file.read_text(encoding="ascii").strip() if file.is_file() else ""


@lru_cache(maxsize=64)
def _key(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), _BYTES, salt=None, info=purpose.encode()).derive(secret)
