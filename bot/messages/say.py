"""Saying a message of the catalogue in the language of the turn."""

import logging
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from fluent.runtime import FluentBundle
from fluent.syntax import ast

from bot.messages.catalogue import entries, short_tag
from bot.messages.formats import format_day
from bot.messages.language import SPOKEN, Language
from bot.messages.overrides import current_texts, own_messages
from bot.messages.set_names import FUNCTIONS, OWN_MESSAGES, SETTINGS
from knowledge.model.set_settings import SetSettings

logger = logging.getLogger(__name__)

Value = str | int | date | None

_SAID_KEPT = 2_048  # sentences

strict = False
"""Whether a message that cannot be said as it is written raises: tests set it."""

_LONGEST = 2_000
"""Characters of a value that Fluent is given; it refuses 2,500 as an attack on itself, and an
idea's text may be longer."""


class MessageError(Exception):
    """A message is unknown, or was not given what it needs."""


def say(message: str, /, **values: Value) -> str:
    """A message of the catalogue, in the language of this turn, with its values put in.

    A day is written as the language writes it, a number likewise; nothing, False and "" are what
    `GIVEN($name)` calls `no` in the catalogue. `SET("board")` there is what the policy set that is
    served calls its board (`bot.messages.set_names`). Raises MessageError for an id that nobody
    wrote.
    What a language lacks, or cannot say with these values, is said in English.
    """
    given = {name: _plain(value) for name, value in values.items()}
    long = {name: text for name, text in given.items() if _is_long(text)}
    for number, name in enumerate(long):
        given[name] = f"\ue000{number}\ue001"
    turn = _SaidIn(SPOKEN.get(), SETTINGS.get(), _own_texts(), strict)
    said = _said_before(turn, message, tuple(given.items()))
    for number, text in enumerate(long.values()):
        said = said.replace(f"\ue000{number}\ue001", str(text))
    return said


def has_message(message: str) -> bool:
    """Whether anybody wrote this message."""
    return message in entries(Language.ENGLISH)


class _SaidIn:
    """What a sentence depends on beside itself: the turn's language, the names and messages of its
    set, and whether mistakes raise. The set's settings count by being the same ones."""

    __slots__ = ("key", "language", "settings", "own", "strict")  # noqa: RUF023 - as they are given

    def __init__(
        self,
        language: Language,
        settings: SetSettings,
        own: tuple[tuple[str, str], ...],
        strict: bool,
    ) -> None:
        self.language, self.settings, self.own, self.strict = language, settings, own, strict
        self.key = (language, id(settings), own, strict)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SaidIn) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=_SAID_KEPT)
def _said_before(turn: _SaidIn, message: str, given: tuple[tuple[str, str | int], ...]) -> str:
    """A reply asks some thirty times, mostly for what was said before."""
    return _say(turn, message, dict(given))


def _say(turn: _SaidIn, message: str, given: Mapping[str, str | int]) -> str:
    said = ""
    for language in dict.fromkeys((turn.language, Language.ENGLISH)):
        bundle = _bundle_with(language, dict(turn.own).get(short_tag(language), ""))
        if not bundle.has_message(message):
            continue
        pattern = bundle.get_message(message).value
        if pattern is None:
            raise MessageError(f"{message} has no text")
        result, errors = bundle.format_pattern(pattern, dict(given))
        if not errors:
            return str(result)
        if turn.strict:
            raise MessageError(f"{message} in {language}: {errors}")
        logger.error("the message %s cannot be said in %s: %s", message, language, errors)
        said = str(result)
    if not said:
        raise MessageError(f"there is no message {message}")
    return said


def _is_long(value: str | int) -> bool:
    return isinstance(value, str) and len(value) > _LONGEST


def _plain(value: Value) -> str | int:
    """A value as Fluent takes it."""
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    return format_day(value) if isinstance(value, date) else value


def _own_texts() -> tuple[tuple[str, str], ...]:
    """The council's own messages by their languages, as this turn has them."""
    own = OWN_MESSAGES.get()
    return tuple((current_texts() if own is None else own).items())


@lru_cache(maxsize=8)
def _bundle_with(language: Language, own: str) -> FluentBundle:
    """A language's messages with the council's own before them, ready to be said."""
    bundle = FluentBundle([language], functions=dict(FUNCTIONS), use_isolating=False)
    # The first message of a name is the one that is said.
    bundle.add_resource(ast.Resource([*own_messages(short_tag(language), own)]))
    bundle.add_resource(ast.Resource([entry.message for entry in entries(language).values()]))
    return bundle
