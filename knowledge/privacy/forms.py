"""Written forms, each with what is put in its place."""

import re
from collections.abc import Sequence

Forms = Sequence[tuple[re.Pattern[str], str]]


def compiled(*forms: tuple[str, str]) -> Forms:
    """The forms, capitals or not; `(?-i:...)` inside one minds capitals."""
    return tuple((re.compile(form, re.IGNORECASE), kind) for form, kind in forms)
