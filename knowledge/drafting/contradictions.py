"""Where else the set states what a change takes back: a figure, a day, a role, a tool or a duty.

A change replaces something in a sentence. Each place that still has it, in a sentence on the same
subject, now disagrees with it; so does the entry of a tool that the change sends people to and the
register does not let them use.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.drafting.likeness import Rarity
from knowledge.drafting.named_things import ToolNames
from knowledge.drafting.said_in_set import (
    EXAMPLE,
    Said,
    entry_leads,
    said_by,
    said_in,
)
from knowledge.drafting.same_subject import Encode, Evidences, Statement
from knowledge.drafting.stated_facts import Fact, FactKind
from knowledge.drafting.subject_odds import BESIDE_SURE, SURE, WORTH_A_LOOK, Evidence, sureness
from knowledge.drafting.taken_back import ChangedClause, TakenBack, newly_sent_to, taken_back
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import ToolStatus
from knowledge.model.policy_set import PolicySet

_WORTH_READING = 60
_NOT_TO_BE_USED = (
    ToolStatus.ASSESSING, ToolStatus.SUSPENDED, ToolStatus.REFUSED, ToolStatus.RETIRED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A statement that still has a fact which a change took back, how sure that is from 0 to 1, and
    what the change says instead ("" where it says nothing). One that is not `sure` may well be
    about something else."""

    statement: Said
    fact: Fact
    instead: str
    nearness: float
    sure: bool = True


def contradictions(
    policies: PolicySet,
    changed: Sequence[ChangedClause],
    on: date,
    *,
    replaced: str = "",
    encode: Encode | None = None,
) -> tuple[Contradiction, ...]:
    """What disagrees on a day or later with clauses as they are changed, the surest first, ways of
    asking last; one for each sentence, of places that are not sure the surest alone. `replaced` is
    the version, if any, that goes with the change. Blocks: about a second for a hundred clauses."""
    tools = ToolNames(policies)
    listed = list(_tools_not_to_be_used(policies, changed, tools))
    weighed = [
        (lost, said, sureness(lost.fact.kind, found))
        for lost, said, found in compared(policies, changed, on, replaced=replaced, encode=encode)
    ]
    places = {said.place for _, said, much in weighed if much >= SURE}
    facts = {(one.fact.key, said.place) for one, said, much in weighed if much >= SURE}
    for lost, said, much in weighed:
        # Sentences of one place are about one thing: where one is meant, so is its like.
        same = lost.fact.kind is not FactKind.DUTY and (lost.fact.key, said.place) in facts
        beside = said.place in places and much >= BESIDE_SURE
        sure = said.kind == EXAMPLE or same or beside or much >= SURE
        if sure or much >= WORTH_A_LOOK:
            listed.append(Contradiction(said, lost.fact, lost.instead, much, sure))
    listed.sort(key=_order)
    return tuple(_once(listed))


def _order(one: Contradiction) -> tuple[object, ...]:
    said = one.statement
    return said.kind == EXAMPLE, not one.sure, -one.nearness, said.place


def _once(listed: Sequence[Contradiction]) -> Iterator[Contradiction]:
    """Each sentence once, and of a place that is not sure one sentence."""
    seen: set[object] = set()
    for one in listed:
        said = one.statement
        if (said.place, said.text) not in seen and (one.sure or said.place not in seen):
            seen |= {(said.place, said.text), said.place}
            yield one


def compared(
    policies: PolicySet,
    changed: Sequence[ChangedClause],
    on: date,
    *,
    replaced: str = "",
    encode: Encode | None = None,
) -> Iterator[tuple[TakenBack, Said, Evidence]]:
    """Each statement that still has something which was taken back, with the evidence that it is
    about the same."""
    tools = ToolNames(policies)
    lost = [one for clause in changed for one in taken_back(clause, tools)]
    if not lost:
        return
    read = [Statement.of(one, tools) for one in _said_after(policies, changed, on, replaced)]
    rarity = Rarity(one.stems for one in read)
    evidences = Evidences(read, rarity, tools, encode)
    for one in lost:
        having = _most_alike(one, [other for other in read if other.states(one, rarity)], rarity)
        for other, found in zip(having, evidences.of(one, having), strict=True):
            yield one, other.said, found


def _said_after(
    policies: PolicySet, changed: Sequence[ChangedClause], on: date, replaced: str
) -> Iterator[Said]:
    """What the set says once it is changed; ways of asking only of what changes."""
    both = [passage for clause in changed for passage in (clause.old, clause.new) if passage]
    refs = {passage.ref for passage in both}
    places = {passage.place for passage in both}
    entries = {c.old.place: c.old.text for c in changed if c.old and c.old.policy_id == REGISTER}
    for one in said_in(policies, on, but=replaced):
        stays = one.ref not in refs and one.text not in entries.get(one.place, "")
        if one.place in places if one.kind == EXAMPLE else stays:
            yield one
    for clause in changed:
        if clause.old and clause.new:  # what is new there is the change itself
            stood = {one.text for one in said_by(clause.old)}
            yield from (one for one in said_by(clause.new) if one.text in stood)


def _most_alike(
    lost: TakenBack, having: Sequence[Statement], rarity: Rarity
) -> Sequence[Statement]:
    """Those that share most words, as many as are worth being read for their meaning."""

    def shared(one: Statement) -> float:
        return rarity.nearness(lost.subject, one.stems, one.above)

    return sorted(having, key=shared, reverse=True)[:_WORTH_READING]


def _tools_not_to_be_used(
    policies: PolicySet, changed: Sequence[ChangedClause], tools: ToolNames
) -> Iterator[Contradiction]:
    """The entries of tools that a change newly sends people to, and that nobody may use."""
    named = {
        tool: said for clause in changed for tool, said in newly_sent_to(clause, tools).items()
    }
    for tool in policies.tools:
        if tool.id in named and tool.status in _NOT_TO_BE_USED:
            for said in entry_leads(tool):
                fact = Fact(FactKind.TOOL, f"tool {tool.id}", str(tool.status))
                yield Contradiction(said, fact, named[tool.id], 1.0)
