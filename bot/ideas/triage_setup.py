"""The triage list as the assistant keeps it: open with its store, and told of the tools that the
council has already, so that an idea can be compared with both."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager

from knowledge import Library, Tool
from knowledge.index.installed import installed_encoder
from storage import Store, StoreError
from triage import TriageList
from triage.similarity.similar_ideas import SimilarIdeas
from triage.similarity.similarity_index import Item

logger = logging.getLogger(__name__)

TOOL = "tool"
"""The kind of the things that are entries of the tools register; their ref is the tool's id."""

_POLL_INTERVAL = 5.0
"""Seconds between two looks at whether there are new texts whose meaning has to be learned."""


@asynccontextmanager
async def open_triage_list(
    store: Store, library: Callable[[], Library], *, announce_to: str = ""
) -> AsyncIterator[TriageList]:
    """The list on an open store; what its texts mean is learned while the block runs."""
    encoder = installed_encoder()
    ideas = TriageList(
        store,
        announce_to,
        encoder.encode if encoder else None,
        lambda: library().policy_set.settings.class_names,
    )
    learning = asyncio.create_task(_embed_continuously(ideas, library), name="likenesses")
    try:
        yield ideas
    finally:
        learning.cancel()
        await asyncio.gather(learning, return_exceptions=True)


async def _embed_continuously(ideas: TriageList, library: Callable[[], Library]) -> None:
    register = RegisterItems(ideas.hints)
    while True:
        try:
            register.update(library())
            await ideas.hints.build_embeddings()
        except StoreError as error:
            logger.warning("ideas: likenesses could not be learned: %s", error)
        await asyncio.sleep(_POLL_INTERVAL)


class RegisterItems:
    """Holds today's entries of the tools register among the things that an idea may be like."""

    def __init__(self, hints: SimilarIdeas) -> None:
        self._hints = hints
        self._held: dict[str, Item] = {}

    def update(self, library: Library) -> None:
        """Take up what has changed in the register since the last time."""
        tools = library.policy_set.tools_on(library.today())
        now = {thing.ref: thing for thing in tool_items(tools)}
        self._hints.drop(self._held.keys() - now.keys())
        self._hints.add(thing for ref, thing in now.items() if self._held.get(ref) != thing)
        self._held = now


def tool_items(tools: Iterable[Tool]) -> Iterator[Item]:
    """Tools as things that an idea may be like."""
    for tool in tools:
        text = ". ".join(part.rstrip(".") for part in (tool.purpose, tool.category) if part)
        yield Item(TOOL, tool.id, tool.name, text, short=True)
