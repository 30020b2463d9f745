"""What programs that act for people are given: quotations with their version, link and receipt.

The same set, the same answers, pauses and journal as for a person who asks, as plain values instead
of blocks; nothing here changes anything but the journal.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.answering.answer_log import AnswerLog
from bot.answering.blocks import blocks_of, link_to
from bot.answering.kill_switch import all_paused, withhold_paused
from bot.answering.notes import past_notes, today_notes
from bot.answering.whats_new import period_not_understood
from bot.message import Block, Quotation, Text
from bot.messages.formats import day_named
from bot.messages.language import Language, use_locale
from bot.messages.say import say
from bot.messages.set_names import use_set
from knowledge import Library
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage, Policy, Tool
from knowledge.model.policy_set import may_read
from knowledge.query.question_reading import read_question
from knowledge.time.clause_history import first_day
from knowledge.time.temporal_intent import TemporalIntent
from storage.answers.pauses import ALL, Pause

MOST_TOOLS = 50

_REFERENCE = re.compile(
    r"(?:\S*/policies/)?(?P<policy>[a-z0-9-]+)(?:[@/](?P<version>[0-9a-z.-]+))?#(?P<anchor>[\w.-]+)",
    re.IGNORECASE,
)

Values = Mapping[str, Any]


class Refused(Exception):  # noqa: N818 - it names the outcome
    """It cannot be given; the words say why, for whoever asked."""


class Quoting:
    """`site` is where browsers reach the policy pages, or "" for paths alone."""

    def __init__(
        self,
        library: Callable[[], Library],
        pauses: Callable[[], Awaitable[Sequence[Pause]]],
        journal: AnswerLog,
        site: str = "",
    ) -> None:
        self._library = library
        self._pauses = pauses
        self._journal = journal
        self._site = site

    async def find(self, question: str, on: date | None) -> Values:
        """The clauses that answer a question as of a day, with a receipt; `None`: of the day that
        the question names, or today. Raises Refused."""
        library, held = await self._begin()
        with use_set(library.policy_set.settings), use_locale(Language.ENGLISH):
            if on is None:
                question, on = _as_asked(library, question)
            day = self._day(library, on)
            asked_of = None if day == library.today() else day
            answer = await asyncio.to_thread(library.answer, question, on=asked_of)
            policies = library.policy_set
            is_past = day < library.today()
            note = past_notes if is_past else today_notes
            names = {tool.id: tool.name for tool in policies.tools}
            blocks = blocks_of(answer, note(policies, library.today()), names)
            kept = withhold_paused(blocks, held)
            shown = blocks if kept is None else tuple(kept)
            receipt = "" if kept is not None else await self._journal.record(
                answer, question, (), library, blocks
            )  # fmt: skip
        return {
            "kind": answer.kind.value if kept is None else "paused",
            "day": day.isoformat(),
            "said": "\n\n".join(block.text for block in shown if isinstance(block, Text)),
            "verdict": answer.lead.value if answer.lead and kept is None else "",
            "quotations": [self._quotation(block) for block in _quotations(shown)],
            "whom_to_ask": answer.contact,
            "receipt": receipt,
            "policy_set": library.fingerprint,
        }

    async def clause(self, reference: str, on: date | None) -> Values:
        """One clause or register entry by its reference, or by the address of its page; without a
        version the one in force on the day. Raises Refused."""
        library, held = await self._begin()
        day = self._day(library, on)
        found = _REFERENCE.fullmatch(reference.strip())
        passage = _named(library, found, day) if found else None
        if passage is None:
            raise Refused(
                f"There is no such clause on {day.isoformat()}. Give a reference such as "
                "meetings@3.0#recording or meetings#recording, as find_clause returns it."
            )
        if paused := next((one for one in held if one.what == passage.policy_id), None):
            raise Refused(f"This policy is paused: {paused.reason} Ask {paused.contact}.")
        term = library.policy_set.terms.get(f"{passage.policy_id}@{passage.version}")
        return {
            **self._passage(passage),
            "in_force_until": term.last.isoformat() if term and term.last else "",
            "in_force_on_day": term.holds(day) if term else passage.policy_id == REGISTER,
            "day": day.isoformat(),
            "whom_to_ask": passage.contact,
            "policy_set": library.fingerprint,
        }

    async def tools(self, name: str, status: str, on: date | None) -> Values:
        """What the tools register says on a day, of all tools or of those with that name or
        status; at most `MOST_TOOLS`. Raises Refused."""
        library, held = await self._begin()
        if paused := next((one for one in held if one.what == REGISTER), None):
            raise Refused(f"The register is paused: {paused.reason} Ask {paused.contact}.")
        day = self._day(library, on)
        sought = name.strip().casefold()
        among = [
            tool
            for tool in library.policy_set.tools_on(day)
            if (not status or tool.status.value == status)
            and any(sought in one.casefold() for one in (tool.name, tool.id, *tool.aliases))
        ]
        said = "" if among or not sought else f"“{name.strip()}” is not on the register."
        return {
            "day": day.isoformat(),
            "said": said,
            "count": len(among),
            "tools": [self._tool(tool) for tool in among[:MOST_TOOLS]],
            "policy_set": library.fingerprint,
        }

    async def _begin(self) -> tuple[Library, Sequence[Pause]]:
        held = await self._pauses()
        library = self._library()
        if any(one.what == ALL for one in held):
            with use_set(library.policy_set.settings), use_locale(Language.ENGLISH):
                paused = all_paused(held)
            raise Refused(paused.text if paused else say("failure-took-too-long"))
        return library, held

    def _day(self, library: Library, on: date | None) -> date:
        begun = first_day(library.policy_set)
        if on is not None and begun is not None and on < begun:
            raise Refused(
                f"No policy was in force on {on.isoformat()}; the first began on {begun}."
            )
        return on or library.today()

    def _quotation(self, block: Quotation) -> Values:
        return {
            "reference": block.ref,
            "policy": block.title,
            "version": block.version,
            "in_force_from": block.effective_from.isoformat(),
            "clause": block.clause,
            "heading": block.heading,
            "text": block.text,
            "note": block.note,
            "link": f"{self._site}{block.link}",
        }

    def _passage(self, passage: Passage) -> dict[str, Any]:
        return {
            "reference": passage.ref,
            "policy": passage.title,
            "version": passage.version,
            "in_force_from": passage.effective_from.isoformat(),
            "clause": passage.clause,
            "heading": passage.heading,
            "text": passage.text,
            "link": f"{self._site}{link_to(passage)}",
        }

    def _tool(self, tool: Tool) -> Values:
        return {
            "name": tool.name,
            "status": tool.status.value,
            "purpose": tool.purpose,
            "who_may_use": tool.who_may_use,
            "data_allowed": list(tool.data_allowed),
            "data_barred": list(tool.data_barred),
            "alternatives": list(tool.alternatives),
            "owner": tool.owner,
            "conditions": tool.passage.text,
            "reference": tool.passage.ref,
            "link": f"{self._site}{link_to(tool.passage)}",
        }


def _as_asked(library: Library, question: str) -> tuple[str, date | None]:
    """A question without the time for which it is asked, and the last day of that. Raises Refused
    for a day that does not exist and for a period that is not understood."""
    today = library.today()
    time = read_question(question, library.policy_set, today).time
    if time is None or time.when is TemporalIntent.AHEAD:
        return question, None
    if time.when is TemporalIntent.NO_SUCH_DAY:
        raise Refused(say("as-of-no-such-day", day=day_named(time.named)))
    if time.when is TemporalIntent.UNREAD:
        raise Refused(period_not_understood(time.named, today).text)
    return (time.rest or question), time.on


def _quotations(blocks: Sequence[Block]) -> Iterator[Quotation]:
    return (block for block in blocks if isinstance(block, Quotation))


def _named(library: Library, found: re.Match[str], day: date) -> Passage | None:
    policy_id, version, anchor = found["policy"].lower(), found["version"], found["anchor"]
    policies = library.policy_set
    if policy_id == REGISTER:
        entries = (tool.passage for tool in policies.tools_on(day) if tool.id == anchor)
        return next(entries, None)
    policy: Policy | None
    if version:
        named = (one for one in policies.versions(policy_id) if str(one.version) == version)
        policy = next(named, None)
    else:
        policy = policies.version_in_force(policy_id, day)
    term = policies.terms.get(policy.ref) if policy else None
    if policy is None or not may_read(policy) or term is None or term.first > library.today():
        return None
    clauses = policies.clauses.get(policy.ref, ())
    return next((one for one in clauses if one.anchor == anchor), None)
