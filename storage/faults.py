"""What can be wrong with a database, told apart so that the right person hears what to do."""

from enum import StrEnum

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class Fault(StrEnum):
    GONE = "gone"
    FULL = "full"
    READ_ONLY = "read_only"
    BUSY = "busy"
    DAMAGED = "damaged"
    NEWER = "newer"


_ADVICE = {
    Fault.GONE: "The database cannot be reached. Check that it runs and that DATABASE_URL is right",
    Fault.FULL: "The disk that holds the database is full. Free some space",
    Fault.READ_ONLY: "The database cannot be written. Check who may write there",
    Fault.BUSY: "The database is too busy to answer in time",
    Fault.DAMAGED: "The file is not a sound database. Restore it from a backup",
    Fault.NEWER: "The database was written by a newer release. Start that release",
}


class StoreError(Exception):
    """Nothing of this unit of work is known to be kept.

    `fault` says why and the message says what an operator does about it; neither holds a value
    that was to be stored. Doing the same again with the same once-only key is safe: if the
    connection broke during the commit itself, the first attempt may have been kept.
    """

    def __init__(self, fault: Fault, place: str) -> None:
        self.fault = fault
        super().__init__(f"{_ADVICE[fault]} ({place}).")


_SQLITE = {
    5: Fault.BUSY,
    6: Fault.BUSY,
    8: Fault.READ_ONLY,
    10: Fault.GONE,
    11: Fault.DAMAGED,
    13: Fault.FULL,
    14: Fault.GONE,
    26: Fault.DAMAGED,
}
"""By SQLite's primary result code."""

_POSTGRES = {
    "08": Fault.GONE,
    "25006": Fault.READ_ONLY,
    "28": Fault.GONE,
    "3D": Fault.GONE,
    "40": Fault.BUSY,
    "53100": Fault.FULL,
    "53": Fault.BUSY,
    "55P03": Fault.BUSY,
    "57014": Fault.BUSY,
    "57P": Fault.GONE,
    "58": Fault.GONE,
    "XX001": Fault.DAMAGED,
}
"""By SQLSTATE or its class; the longest that fits counts."""


_LOST = {"OperationalError", "InterfaceError", "ConnectionTimeout"}
"""psycopg's errors without a state: no server answered, or it went away."""


def fault_of(error: Exception) -> Fault | None:
    """What the engine's own error means; None for a mistake in a program, which stays as it is."""
    if isinstance(error, PoolTimeoutError):
        return Fault.BUSY
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        fits = [key for key in _POSTGRES if state.startswith(key)]
        return _POSTGRES[max(fits, key=len)] if fits else None
    return Fault.GONE if type(cause).__name__ in _LOST else None
