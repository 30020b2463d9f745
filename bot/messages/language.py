"""The language in which the assistant speaks during a turn.

Policies are quoted in the language in which they were approved, whatever is spoken here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Language(StrEnum):
    """What the assistant can speak, by the tag that pages and cards carry as `lang`."""

    ENGLISH = "en-GB"
    WELSH = "cy"


SPOKEN: ContextVar[Language] = ContextVar("spoken", default=Language.ENGLISH)
"""The language of this turn, to be set by `use_locale` alone."""


def current() -> Language:
    """The language of this turn."""
    return SPOKEN.get()


def spoken() -> str:
    """The same without a country: `en` or `cy`, as other files of the council name languages."""
    return current().partition("-")[0]


@contextmanager
def use_locale(language: Language) -> Iterator[None]:
    """Everything worded inside is in this language, in threads begun by `asyncio.to_thread` too."""
    before = SPOKEN.set(language)
    try:
        yield
    finally:
        SPOKEN.reset(before)


def of_locale(locale: str) -> Language | None:
    """The language of a client's locale, for example `cy-GB`; None if we do not speak it."""
    tag = locale.partition("-")[0].partition("_")[0].lower()
    return next((one for one in Language if one.partition("-")[0] == tag), None)
