"""A council's own wording: messages that stand in the policy folder go before the catalogue's.

They are files `messages.en.ftl` and `messages.cy.ftl` beside the policies, checked as the catalogue
is, so that one that cannot be said keeps a set from being served, as any error of a set does.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import lru_cache

from fluent.runtime import FluentBundle
from fluent.syntax import ast

from bot.messages.catalogue import (
    CatalogueError,
    Entry,
    entries,
    misfits,
    read_text,
    short_tag,
    values_of,
)
from bot.messages.language import Language
from bot.messages.set_names import FUNCTIONS
from knowledge.model.policies import Problem

logger = logging.getLogger(__name__)

Texts = Mapping[str, str]
"""The content of each such file, by its language as in its name: `en`."""

_LATER = 1
"""Seconds until other languages than English are read: the first answers do not wait for it."""

NONE: Texts = {}


def problems_of(texts: Texts) -> Iterator[Problem]:
    """What is wrong with a council's own messages; each is an error of the set."""
    spoken = {short_tag(language): language for language in Language}
    for tag, text in sorted(texts.items()):
        file = f"messages.{tag}.ftl"
        if tag not in spoken:
            known = " or ".join(f"messages.{one}.ftl" for one in spoken)
            yield Problem(file, 0, f"no such language is spoken: name it {known}")
            continue
        found: list[Problem] = []
        own = read_text(file, text, found)
        found += misfits(own, entries(Language.ENGLISH))
        yield from found
        if not found:
            yield from _unsayable(own, spoken[tag])


def _unsayable(own: Mapping[str, Entry], language: Language) -> Iterator[Problem]:
    """Messages that raise something when they are said, for example an unknown function."""
    among = {**entries(Language.ENGLISH), **entries(language), **own}
    bundle = FluentBundle([language], functions=dict(FUNCTIONS), use_isolating=False)
    bundle.add_resource(ast.Resource([entry.message for entry in among.values()]))
    for name, entry in own.items():
        for value in ("", "x", 3):
            values = dict.fromkeys(values_of(name, among), value)
            pattern = bundle.get_message(name).value
            errors = bundle.format_pattern(pattern, values)[1] if pattern else ["no text"]
            if errors:
                yield Problem(entry.file, entry.line, f"{name} cannot be said: {errors[0]}")
                break


class _Served:
    """Whose messages are said now: those of the set that this process serves."""

    texts: Callable[[], Texts] = staticmethod(lambda: NONE)


def current_texts() -> Texts:
    """The council's own messages, as they are served at this moment."""
    return _Served.texts()


async def serving(texts: Callable[[], Texts]) -> AsyncIterator[None]:
    """While the server runs, its set's own messages go first; for aiohttp's `cleanup_ctx`.

    Every language is read here, so that the first person in a language does not wait for it: the
    others than English while it serves. A catalogue that is not sound stops the start with
    CatalogueError; one of those others is told in the log.
    """
    entries(Language.ENGLISH)
    others = asyncio.create_task(_read_others(), name="catalogues")
    _Served.texts = staticmethod(texts)
    yield
    _Served.texts = staticmethod(lambda: NONE)
    others.cancel()
    await asyncio.gather(others, return_exceptions=True)


async def _read_others() -> None:
    await asyncio.sleep(_LATER)
    for language in Language:
        try:
            await asyncio.to_thread(entries, language)
        except CatalogueError:
            logger.exception("nothing can be said in %s", language)


@lru_cache(maxsize=8)
def own_messages(tag: str, text: str) -> tuple[ast.Message, ...]:
    """The messages of such a file; what is wrong with it was refused when the set was loaded."""
    return tuple(e.message for e in read_text(f"messages.{tag}.ftl", text, []).values())
