"""What the served policy set calls itself and those who decide, in the language of the turn.

No sentence names a body of one council: it says `{ SET("board") }`, and the name comes from here.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from bot.messages.language import current
from knowledge.model.set_settings import NO_SETTINGS, Phrase, SetSettings

SETTINGS: ContextVar[SetSettings] = ContextVar("settings", default=NO_SETTINGS)
"""The settings of the set that is served in this turn."""
OWN_MESSAGES: ContextVar[Mapping[str, str] | None] = ContextVar("own messages", default=None)
"""The set's own messages of this turn by language (`bot.messages.overrides`); None outside of
one."""


@contextmanager
def use_set(settings: SetSettings, own: Mapping[str, str] | None = None) -> Iterator[None]:
    """Everything worded inside uses this set's names, and its own messages where they are given,
    in threads begun by `asyncio.to_thread` too."""
    before, own_before = SETTINGS.set(settings), OWN_MESSAGES.set(own)
    try:
        yield
    finally:
        SETTINGS.reset(before)
        OWN_MESSAGES.reset(own_before)


def set_name(which: str) -> str:
    """What the set calls something: itself, the organisation, a body or role that decides (the
    fields of `SetNames`); its `contact`, or the `subjects` that one can ask about, `""` where it
    does not say. Raises AttributeError for anything else."""
    settings = SETTINGS.get()
    if which == "contact":
        return settings.contact
    phrase: Phrase = settings.ask_about if which == "subjects" else getattr(settings.names, which)
    return spoken(phrase)


def _given(value: object) -> str:
    """`GIVEN($name)`: `yes`, or `no` for nothing."""
    return "no" if value == "" else "yes"


FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {"GIVEN": _given, "SET": set_name}
"""What the catalogue's messages may call besides Fluent's own functions."""


def spoken(phrase: Phrase) -> str:
    """Words of the set in the language of the turn; in English where it has no others."""
    return phrase.in_language(current())
