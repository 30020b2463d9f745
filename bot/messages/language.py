"""The language in which the assistant speaks during a turn, and its sentences in that language.

English stands in the code, in `wording*.py` beside this file; every other language is a catalogue
in `languages/`, in the format of gettext that translators know. A sentence that a catalogue lacks
is said in English. Policies are quoted in the language in which they were approved, whatever is
spoken here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from enum import StrEnum
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

CATALOGUES = Path(__file__).parent / "languages"


class Language(StrEnum):
    """What the assistant can speak, by the tag that pages and cards carry as `lang`."""

    ENGLISH = "en-GB"
    WELSH = "cy"


_CURRENT: ContextVar[Language] = ContextVar("spoken", default=Language.ENGLISH)


def current() -> Language:
    """The language of this turn."""
    return _CURRENT.get()


@contextmanager
def use_locale(language: Language) -> Iterator[None]:
    """Everything worded inside is in this language, in threads begun by `asyncio.to_thread` too."""
    before = _CURRENT.set(language)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def of_locale(locale: str) -> Language | None:
    """The language of a client's locale, for example `cy-GB`; None if we do not speak it."""
    tag = locale.partition("-")[0].partition("_")[0].lower()
    return next((one for one in Language if one.partition("-")[0] == tag), None)


def say(text: str, **values: object) -> str:
    """A sentence in the language of this turn; `{name}` in it stands for a value."""
    said = _catalogue(current()).gettext(text)
    return said.format(**values) if values else said


def say_count(one: str, many: str, count: int, **values: object) -> str:
    """The same for a sentence that depends on a count, which `{count}` stands for."""
    said = _catalogue(current()).ngettext(one, many, count)
    return said.format(count=number(count), **values)


def day(when: date) -> str:
    """A day as people write it: 1 October 2026, or 1 Hydref 2026."""
    return format_date(when, "d MMMM y", locale=_locale())


def number(value: float) -> str:
    """A number as people write it: 12,345.6."""
    return format_decimal(value, locale=_locale())


def listed(items: Sequence[str]) -> str:
    """`a, b and c`; nothing for no items."""
    return format_list(list(items), locale=_locale()) if items else ""


def either(items: Sequence[str]) -> str:
    """`a, b or c`; nothing for no items."""
    return format_list(list(items), style="or", locale=_locale()) if items else ""


def _locale() -> str:
    return current().replace("-", "_")


@cache
def _catalogue(language: Language) -> NullTranslations:
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open(encoding="utf-8") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
