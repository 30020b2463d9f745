"""Everything that a page shows of a change: what differs, what it touches, what the check says."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.message import Block
from bot.messages.formats import format_day
from common.person import Person
from knowledge.drafting.next_version import marked
from knowledge.drafting.plain_marks import MARK_NAMES
from knowledge.drafting.set_files.set_file import SetFile, set_file
from knowledge.drafting.set_files.version_details import facts_of
from knowledge.files.front_matter import day
from knowledge.model.policies import Policy, Problem, Severity, Verdict
from knowledge.model.policy_set import PolicySet
from knowledge.model.statements import statements
from storage.publishing.draft_acts import WRITING
from storage.publishing.policy_drafts import DraftEvent, PolicyDraft, events_of
from triage.citing_decisions import citing_decisions
from triage.repository.person_numbers import known_number
from web.drafting.fields.detail_fields import LABELS
from web.drafting.set_drafts import PartChange, file_of, part_changes, touched_by
from web.drafting.touches import NOTHING, Touched, touched
from web.drafting.welsh_files import shown_in_english
from web.drafting.workshop import Workshop
from web.policies.policy_reader import Changes


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """Everything that a page shows of a change."""

    draft: PolicyDraft
    base: Policy | None
    events: Sequence[DraftEvent]
    blocks: Sequence[Block]
    facts: Sequence[tuple[str, str, str]]
    problems: Sequence[Problem]
    touches: Touched
    own: bool
    """Whether whoever looks at it wrote some of it, or sent it in."""
    parts: Sequence[PartChange] = ()
    """What differs, for a file that is edited in parts."""
    was_changed_outside: bool = False
    in_english: Sequence[str] = ()
    """The clauses that are shown in Welsh now, and in English until they are worded anew."""

    @property
    def adds_marks(self) -> bool:
        """Whether it keeps the number of the version in force, as no word changes."""
        return self.base is not None and self.base.file == self.draft.file

    @property
    def stops(self) -> bool:
        """Whether something in it keeps it from being published."""
        return any(problem.severity is not Severity.WARNING for problem in self.problems)


async def sheet_of(shop: Workshop, changes: Changes, draft: PolicyDraft, who: Person) -> DraftSheet:
    """Everything that somebody sees of a change. Takes a second for a large set."""
    async with shop.store().reading() as connection:
        events = await events_of(connection, draft.id)
        number = await known_number(connection, who)
    own = any(event.by == number and event.act in WRITING for event in events)
    base = shop.base_of(draft)
    file = set_file(draft.subject)
    if file is not None:
        return await _file_sheet(shop, draft, file, events, own=own)
    found: Sequence[Problem] = ()
    blocks: Sequence[Block] = ()
    facts: Sequence[tuple[str, str, str]] = ()
    touches = NOTHING
    english: Sequence[str] = ()
    if not draft.is_over and base is not None:
        former = shop.policies.texts[base.ref]
        text = draft.text
        if base.file == draft.file:
            with suppress(ValueError):  # an approval says what else differs
                text = marked(draft.text, former, shop.today())
        policies, found = await shop.with_draft(draft.file, text)
        new = next((p for p in policies.policies if p.file == draft.file), None)
        if new is not None:
            blocks = await asyncio.to_thread(changes, policies, base, new)
            decisions = await citing_decisions(shop.store())
            touches = await asyncio.to_thread(
                touched,
                policies,
                base,
                new,
                decisions,
                shop.today(),
                encode=shop.encode,
            )
            facts = _marks(shop.policies, policies, base, new)
        facts = [*facts, *_facts(former, text)]
        folder = shop.serving.folder
        english = await asyncio.to_thread(shown_in_english, folder, base.file, former, text)
    return DraftSheet(draft, base, events, blocks, facts, found, touches, own, in_english=english)


async def _file_sheet(
    shop: Workshop, draft: PolicyDraft, file: SetFile, events: Sequence[DraftEvent], *, own: bool
) -> DraftSheet:
    base = shop.base_of(draft)
    if draft.is_over:
        return DraftSheet(draft, base, events, (), (), (), NOTHING, own)
    now = await file_of(shop, file, draft)
    policies, found = await shop.with_draft(draft.file, draft.text)
    decisions = await citing_decisions(shop.store())
    try:
        parts = await asyncio.to_thread(part_changes, now, shop.policies, shop.today())
        touches = await asyncio.to_thread(
            touched_by, now, policies, decisions, shop.today(), shop.encode
        )
    except ValueError:  # the check says what cannot be read
        parts, touches = (), NOTHING
    outside = now.was_changed_outside
    return DraftSheet(draft, base, events, (), (), found, touches, own, parts, outside)


def _marks(
    before: PolicySet, after: PolicySet, base: Policy, new: Policy
) -> Sequence[tuple[str, str, str]]:
    """Sentences that say the same and answer something else: each with how it was and is marked."""
    old = {p.place: statements(p) for p in before.clauses.get(base.ref, ())}
    return [
        (one.sentence.text, _mark(was.verdict), _mark(one.verdict))
        for passage in after.clauses.get(new.ref, ())
        for was, one in zip(old.get(passage.place, ()), statements(passage), strict=False)
        if was.sentence.text == one.sentence.text and was.verdict != one.verdict
    ]


def _mark(verdict: Verdict | None) -> str:
    return MARK_NAMES[verdict] if verdict else "no mark"


def _facts(before: str, after: str) -> Sequence[tuple[str, str, str]]:
    """The details that differ: what they are called, how they were and are."""
    old, new = facts_of(before), facts_of(after)
    return [
        (label, _shown(old[name]), _shown(new[name]))
        for name, (label, _) in LABELS.items()
        if old[name] != new[name]
    ]


def _shown(value: str) -> str:
    """A day as people write it; anything else as it is."""
    found = day(value)
    return format_day(found) if found else value
