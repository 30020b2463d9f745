"""What can be wrong with a database, told apart so that the right person hears what to do."""

from enum import StrEnum

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class DatabaseErrorKind(StrEnum):
    GONE = "gone"
    FULL = "full"
    READ_ONLY = "read_only"
    BUSY = "busy"
    DAMAGED = "damaged"
    NEWER = "newer"


_ADVICE = {
    DatabaseErrorKind.GONE: (
        "The database cannot be reached. Check that it runs and that DATABASE_URL is right"
    ),
    DatabaseErrorKind.FULL: "The disk that holds the database is full. Free some space",
    DatabaseErrorKind.READ_ONLY: "The database cannot be written. Check who may write there",
    DatabaseErrorKind.BUSY: "The database is too busy to answer in time",
    DatabaseErrorKind.DAMAGED: "The file is not a sound database. Restore it from a backup",
    DatabaseErrorKind.NEWER: "The database was written by a newer release. Start that release",
}


class StoreError(Exception):
    """Nothing of this unit of work is known to be kept.

    `fault` says why and the message says what an operator does about it; neither holds a value
    that was to be stored. Doing the same again with the same once-only key is safe: if the
    connection broke during the commit itself, the first attempt may have been kept.
    """

    def __init__(self, fault: DatabaseErrorKind, place: str) -> None:
        self.fault = fault
        super().__init__(f"{_ADVICE[fault]} ({place}).")


_SQLITE = {
    5: DatabaseErrorKind.BUSY,
    6: DatabaseErrorKind.BUSY,
    8: DatabaseErrorKind.READ_ONLY,
    10: DatabaseErrorKind.GONE,
    11: DatabaseErrorKind.DAMAGED,
    13: DatabaseErrorKind.FULL,
    14: DatabaseErrorKind.GONE,
    26: DatabaseErrorKind.DAMAGED,
}
"""By SQLite's primary result code."""

_POSTGRES = {
    "08": DatabaseErrorKind.GONE,
    "25006": DatabaseErrorKind.READ_ONLY,
    "28": DatabaseErrorKind.GONE,
    "3D": DatabaseErrorKind.GONE,
    "40": DatabaseErrorKind.BUSY,
    "53100": DatabaseErrorKind.FULL,
    "53": DatabaseErrorKind.BUSY,
    "55P03": DatabaseErrorKind.BUSY,
    "57014": DatabaseErrorKind.BUSY,
    "57P": DatabaseErrorKind.GONE,
    "58": DatabaseErrorKind.GONE,
    "XX001": DatabaseErrorKind.DAMAGED,
}
"""By SQLSTATE or its class; the longest that fits counts."""


_LOST = {"OperationalError", "InterfaceError", "ConnectionTimeout"}
"""psycopg's errors without a state: no server answered, or it went away."""


def error_kind(error: Exception) -> DatabaseErrorKind | None:
    """What the engine's own error means; None for a mistake in a program, which stays as it is."""
    if isinstance(error, PoolTimeoutError):
        return DatabaseErrorKind.BUSY
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        fits = [key for key in _POSTGRES if state.startswith(key)]
        return _POSTGRES[max(fits, key=len)] if fits else None
    return DatabaseErrorKind.GONE if type(cause).__name__ in _LOST else None
