"""What the process itself may use."""

import sys


def allow_many_connections() -> None:
    """Have as many open files as the system lets us: each connection is one, and the usual 1,024
    are soon taken by clients that are slow."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows, which has no such limit

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
