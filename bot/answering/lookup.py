"""Looking up rather than asking: clauses and register entries for words, or for a link to one.

One and the same search serves the compose box of Teams and the search of the policy reader.
Nothing that was looked for is kept.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from math import ceil
from urllib.parse import unquote

from bot.answering.blocks import quoted
from bot.answering.kill_switch import all_paused, withhold_paused
from bot.answering.notes import today_notes
from bot.answering.starters import starters
from bot.message import Block, Choice, Choices, Reply, SearchResult, SearchResults, Text
from bot.messages.citation import source
from bot.messages.language import spoken
from bot.messages.say import say
from common.pace import Searching
from common.person import Person
from knowledge import Library
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage, Policy
from knowledge.model.policy_set import may_read
from storage.answers.pauses import Pause

LONGEST_SEARCH = 200
"""Characters of a search that are read."""


class Lookup:
    """`library` gives the set that is served at this moment, `pauses` the pauses that hold."""

    def __init__(
        self,
        library: Callable[[], Library],
        pauses: Callable[[], Awaitable[Sequence[Pause]]],
        searching: Searching,
    ) -> None:
        self._library = library
        self._pauses = pauses
        self._searching = searching

    async def find(self, words: str, skip: int, count: int, who: Person) -> SearchResults:
        """At most `count` things for these words after the first `skip`; without words, what
        people ask about most."""
        held = await self._pauses()
        if paused := all_paused(held):
            return SearchResults((), paused.text)
        library = self._library()
        sought = " ".join(words.split())[:LONGEST_SEARCH]
        async with self._searching.turns.behind():
            if wait := self._searching.wait(who):
                return SearchResults((), say("failure-too-many", count=ceil(wait)))
            shown = await asyncio.to_thread(_shown, library, sought, skip, count)
        found = [item for item in shown if withhold_paused(item.reply.blocks, held) is None]
        if found:
            return SearchResults(found)
        return SearchResults((), say("lookup-no-more") if skip else say("lookup-nothing-found"))

    async def resolve_link(self, path: str, anchor: str) -> SearchResult | None:
        """What a link to the policy reader leads to; None if it leads to nothing that everybody
        may read. `path` and `anchor` are as they stand in an address."""
        held = await self._pauses()
        library = self._library()
        passage = _passage_at(library, path, unquote(anchor))
        if isinstance(passage, Policy):
            return _cover(library, passage)
        if passage is None:
            return None
        found = _found(library, passage)
        paused = all_paused(held)
        kept = (paused,) if paused else withhold_paused(found.reply.blocks, held)
        return found if kept is None else replace(found, reply=Reply(kept), drawn_as=())


def _shown(library: Library, sought: str, skip: int, count: int) -> list[SearchResult]:
    passages = (
        _searched(library, sought, skip, count)
        if sought
        else _suggested(library)[skip : skip + count]
    )
    return [_found(library, passage) for passage in passages]


def _searched(library: Library, words: str, skip: int, count: int) -> list[Passage]:
    """As the policy reader ranks them. Where no word is known, only what means something like it:
    for gibberish the ranking would go on with clauses that have nothing to do with it."""
    edition = library.answerer_on(library.today()).edition
    is_known = any(word in edition.known for word in edition.parse(words).words)
    best = library.search(words, skip + count)
    return [match.passage for match in best if is_known or match.score > 0][skip:]


def _suggested(library: Library) -> list[Passage]:
    """The clause that each of the questions offered at a greeting is about, each once."""
    best = [library.search(one.ask, 1) for one in starters(library)]
    return list({m.passage.ref: m.passage for matches in best for m in matches}.values())


def _found(library: Library, passage: Passage) -> SearchResult:
    """A passage as something to put into a message."""
    today = library.today()
    shown = quoted(passage, today_notes(library.policy_set, today)(passage))
    line = source(passage.title, passage.version, passage.effective_from)
    blocks: list[Block] = [shown, Text(say("lookup-automatic"))]
    if passage.policy_id == REGISTER:
        tools = {tool.id: tool for tool in library.policy_set.tools_on(today)}
        if tool := tools.get(passage.anchor):
            line = say("tool-line", tool=tool.name, status=tool.status)
            blocks.insert(0, Text(line, strong=True))
    title = say("answer-clause", number=shown.clause, heading=shown.heading)
    drawn_as = (library.fingerprint, str(today), spoken(), passage.ref)
    return SearchResult(title, line, Reply(blocks), drawn_as)


def _passage_at(library: Library, path: str, anchor: str) -> Passage | Policy | None:
    """The clause or the entry at an address of the reader; a policy where no clause of it is
    named that has ever been in force; None for everything else."""
    steps = [unquote(step) for step in path.split("/") if step]
    if len(steps) not in (2, 3) or steps[0] != "policies":
        return None
    version = steps[2] if len(steps) == 3 else ""
    if steps[1] == REGISTER:
        return _entry(library, version)
    policy = _version(library, steps[1], version)
    if policy is None:
        return None
    clauses = library.policy_set.clauses.get(policy.ref, ())
    clause = next((passage for passage in clauses if passage.anchor == anchor), None)
    return clause if clause and _has_begun(library, policy) else policy


def _entry(library: Library, tool_id: str) -> Passage | None:
    tools = library.policy_set.tools_on(library.today())
    return next((tool.passage for tool in tools if tool.id == tool_id), None)


def _version(library: Library, policy_id: str, version: str) -> Policy | None:
    """The version that was named, or the one in force; None if it is not for everybody."""
    known = library.policy_set
    if version:
        named = (p for p in known.versions(policy_id) if str(p.version) == version)
        found = next(named, None)
    else:
        found = known.version_in_force(policy_id, library.today())
    return found if found and may_read(found) else None


def _has_begun(library: Library, policy: Policy) -> bool:
    term = library.policy_set.terms.get(policy.ref)
    return term is not None and term.first <= library.today()


def _cover(library: Library, policy: Policy) -> SearchResult:
    """What a whole policy is: its title, how it stands today, and the way to it."""
    term = library.policy_set.terms.get(policy.ref)
    today, version = library.today(), str(policy.version)
    stands = say("lookup-over", title=policy.title, version=version)
    if term is not None and today < term.first:
        stands = say("lookup-begins", title=policy.title, version=version, day=term.first)
    elif term is not None and term.holds(today):
        stands = say("lookup-in-force", title=policy.title, version=version, day=term.first)
    way = Choice(say("lookup-open-policy"), link=f"/policies/{policy.id}/{policy.version}")
    shown = (Text(policy.title, strong=True), Text(stands), Choices([way]))
    return SearchResult(policy.title, stands, Reply(shown))
