"""What the process itself may use."""

import ctypes
import sys

_THRESHOLD = -3  # M_MMAP_THRESHOLD in malloc.h
_LARGE = 1024 * 1024  # bytes
_HEAPS = -8  # M_ARENA_MAX


def allow_many_connections() -> None:
    """Have as many open files as the system lets us: each connection is one, and the usual 1,024
    are soon taken by clients that are slow."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows, which has no such limit

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def give_large_blocks_back() -> None:
    """Have the C library take every block of a megabyte and more from the system by itself, and
    keep one heap for all threads.

    GNU's raises that size to 32 MB once such blocks have been freed (mallopt(3)), and keeps what is
    smaller: tables of vectors that each edit of a policy makes anew left holes for good. It also
    gives each thread a heap, eight for a core, and none takes what another has left: Python's
    threads take turns, so they need no heaps of their own. Another C library goes on as it does.
    """
    if sys.platform != "linux":
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # musl has none
        return
    mallopt(_THRESHOLD, _LARGE)
    mallopt(_HEAPS, 1)
