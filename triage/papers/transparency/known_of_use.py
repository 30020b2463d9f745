"""What is on record of one use of AI, by the fields of the transparency standard, each value with
the record that it is read from. Nothing stands here that no record says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.model.idea import Idea
from triage.model.stages import Stage
from triage.names import UNNAMED
from triage.papers.policy_facts import ToolFacts
from triage.papers.snapshot import Snapshot
from triage.papers.transparency.found import Found
from triage.papers.transparency.known_of_idea import known_of_idea, less_precise
from triage.papers.transparency.known_of_tool import known_of_tool
from triage.records.record import Record
from triage.records.schemas import TRANSPARENCY
from triage.records.transparency_standard import FIELDS

REGISTER = "register_entry"
"""The evidence of a roll-out that names the entry of the register."""


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value and the record, by its reference or its name, that it was read from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Use:
    """One use of AI: an idea, the register's entry of its tool, or both; and what was typed of
    either, that of the subject before the other's and the latest first."""

    idea: Idea | None
    tool: ToolFacts | None
    typed: Sequence[Record]

    @property
    def name(self) -> str:
        return self.idea.title if self.idea else self.tool.name if self.tool else ""

    @property
    def reference(self) -> str:
        return self.idea.reference if self.idea else self.tool.id if self.tool else ""


def use_of(snapshot: Snapshot, subject: str) -> Use | None:
    """The idea or the tool of that reference, with what belongs to it; None if there is none. A
    tool that several ideas use stands alone: its record is not that of one of them."""
    idea = snapshot.idea(subject)
    tools = snapshot.tools or ()
    tool = next((one for one in tools if one.id == subject), None)
    if idea is None and tool is None:
        return None
    if idea is not None:
        tool = _tool_of(snapshot, idea)
    else:
        uses = [
            one for one in snapshot.ideas if one.stage in _USED and _tool_of(snapshot, one) == tool
        ]
        idea = uses[0] if len(uses) == 1 else None
    of_idea = {idea.reference.casefold()} if idea else set()
    of_tool = _called(tool) if tool else set()
    of_subject, of_other = (
        (of_idea, of_tool) if subject.casefold() in of_idea else (of_tool, of_idea)
    )
    entries = snapshot.of_kind(TRANSPARENCY)[::-1]
    typed = [
        one for about in (of_subject, of_other) for one in entries if one.title.casefold() in about
    ]
    return Use(idea, tool, typed)


def _called(tool: ToolFacts) -> set[str]:
    """What people call a tool: its id, its name and the register's other names for it."""
    others = tool.columns.get("aliases", "").casefold().split("; ")
    return {tool.id.casefold(), tool.name.casefold(), *others} - {""}


_USED = frozenset({Stage.PILOT, Stage.SCALE, Stage.CLOSED})


def _tool_of(snapshot: Snapshot, idea: Idea) -> ToolFacts | None:
    """The entry of the register that an idea is about. The one that a roll-out was decided with
    says it surer than what somebody had in mind."""
    decided = [one for one in snapshot.standing() if one.idea == idea.reference]
    said = [one.deciding.evidence.get(REGISTER, "") for one in reversed(decided)]
    said += [snapshot.plans.get(idea.reference, {}).get(REGISTER, ""), idea.proposal.tool_in_mind]
    named = [text.casefold().strip() for text in said]
    tools = snapshot.tools or ()
    return next((one for name in named for one in tools if name in _called(one)), None)


def known_of(snapshot: Snapshot, use: Use) -> Mapping[str, KnownValue]:
    """Every field of which something is on record, by its number; what was typed goes first."""
    found: dict[str, KnownValue] = {}
    idea = known_of_idea(snapshot, use.idea) if use.idea else ()
    tool = known_of_tool(snapshot, use.tool) if use.tool else ()
    rest = less_precise(snapshot, use.idea) if use.idea else ()
    for source in (_typed(use), idea, tool, rest, _of_set(snapshot)):
        for number, text, read_from in source:
            if text and number not in found:
                found[number] = KnownValue(text, read_from)
    return {one.number: found[one.number] for one in FIELDS if one.number in found}


def _typed(use: Use) -> Found:
    for entry in use.typed:
        for one in FIELDS:
            yield one.number, entry.text(one.key), entry.reference


def _of_set(snapshot: Snapshot) -> Found:
    named = snapshot.bodies.organisation
    if named != UNNAMED.organisation:
        yield "0.2", named, "settings.yaml"
        yield "2.1.1", named, "settings.yaml"
