"""Receipts: short codes such as R-7K2M-9QF3 that a person can read out and type again.

Eight signs of Crockford's alphabet (no I, L, O, U): seven of chance and one that tells a slip.
"""

import re
from collections.abc import Callable

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_SIGNS = 7
_WRITTEN = re.compile(r"R?[\s-]*([0-9A-Z]{4})[\s-]*([0-9A-Z]{4})", re.IGNORECASE)
_MEANT = str.maketrans("ILO", "110")

Below = Callable[[int], int]
"""A number of chance from 0 up to but without the one given; `secrets.randbelow`."""


def new_receipt(chance: Below) -> str:
    signs = "".join(_SIGNS[chance(len(_SIGNS))] for _ in range(_RANDOM_SIGNS))
    return _shown(signs + _check(signs))


def read_receipt(text: str) -> str | None:
    """The receipt that somebody typed, with small letters, without hyphens or with O for 0; None
    for what cannot be one."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    signs = (found[1] + found[2]).upper().translate(_MEANT)
    if any(sign not in _SIGNS for sign in signs) or _check(signs[:-1]) != signs[-1]:
        return None
    return _shown(signs)


def _shown(signs: str) -> str:
    return f"R-{signs[:4]}-{signs[4:]}"


def _check(signs: str) -> str:
    """A weighted sum: it tells every wrong sign, and nearly every two that changed places."""
    total = sum(
        at * _SIGNS.index(sign) for at, sign in zip((1, 3, 5, 7, 9, 11, 13), signs, strict=True)
    )
    return _SIGNS[total % len(_SIGNS)]
