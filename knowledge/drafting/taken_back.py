"""What the sentences of a clause do not say any more once it is changed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from common.words import words
from knowledge.drafting.duties import duties, duties_spoken_against, duties_taken_back
from knowledge.drafting.likeness import Subject, stems_of
from knowledge.drafting.named_things import ToolNames, names
from knowledge.drafting.sentence_parts import changed_parts, holding
from knowledge.drafting.stated_facts import Fact, FactKind, facts, without_links
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage
from knowledge.model.sentences import Sentence, sentences

_THE_SAME_SENTENCE = 0.15  # the share of words by which a sentence is known after its change
_LINKED = re.compile(r"\[([^\]]+)\]\(register#([a-z0-9-]+)\)")
_PARTS = re.compile(r"[;:]\s")
_SENDS = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|try|choose|turn to|done|there (?:is|are)|may|can|approved|allowed"
    r"|licence for|access to)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^(?:without|unless|if|where|when)\b[^,;]*,", re.IGNORECASE)
_NAMES = (FactKind.TOOL, FactKind.ROLE, FactKind.NAME)
_TIMES = (FactKind.FIGURE, FactKind.TIMING)
_SAID = {
    "forbids": "forbids it",
    "restricts": "allows it only so",
    "demands": "demands it",
    "allows": "allows it",
}


@dataclass(frozen=True, slots=True)
class ChangedClause:
    """A clause before and after; None for one that was not there, or is gone."""

    old: Passage | None
    new: Passage | None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Something that a sentence does not say any more, what it says instead ("" for nothing), and
    what it is about besides. `item` is the sentence without what leads into it, `parts` are what
    of it said so."""

    fact: Fact
    instead: str
    sentence: str
    item: str
    clause: Passage
    subject: Subject
    around: Sequence[str]
    parts: Sequence[str]


def taken_back(clause: ChangedClause, tools: ToolNames) -> Iterator[TakenBack]:
    """Everything that the clause's changed sentences do not say any more."""
    if clause.old is None:
        return
    for before, after, parted in _aligned(clause.old, clause.new):
        yield from _of_sentence(clause.old, before, after.whole if after else "", parted, tools)


def newly_sent_to(clause: ChangedClause, tools: ToolNames) -> Mapping[str, str]:
    """The ids of the tools to which a clause or an entry sends people and did not before, each as
    it is named there; none where nothing was before. An entry sends nobody to its own tool."""
    if clause.old is None or clause.new is None:
        return {}
    own = clause.new.anchor if clause.new.policy_id == REGISTER else ""
    before = _sent_to(clause.old, tools)
    after = _sent_to(clause.new, tools).items()
    return {tool: said for tool, said in after if tool not in before and tool != own}


def _sent_to(clause: Passage, tools: ToolNames) -> Mapping[str, str]:
    """The tools to which some part of a sentence sends people, each as it is named there."""
    found: dict[str, str] = {}
    for sentence in sentences(clause.text):
        if _SENDS.search(sentence.whole):
            for part in _PARTS.split(sentence.whole):
                for tool, said in _tools_of(part, tools):
                    if not _is_forbidden(part, said):
                        found.setdefault(tool, said)
    return found


def _tools_of(part: str, tools: ToolNames) -> Iterator[tuple[str, str]]:
    """The tools that a text links, names or names in part, each as it is named."""
    yield from ((tool, said) for said, tool in _LINKED.findall(part))
    for fact in names(part, tools):
        if fact.kind is FactKind.TOOL:
            yield fact.key.removeprefix("tool "), fact.said
        elif tool := tools.begun_by(fact.said):
            yield tool, fact.said


def _is_forbidden(part: str, name: str) -> bool:
    """Whether what leads to a name, or what is said of it next, forbids."""
    before, _, behind = without_links(part).partition(name)
    said = re.split(r"[,.]", behind, maxsplit=1)[0]
    return bool(duties(f"{_CONDITION.sub('', before)} {said}")["forbids"])


def stated(text: str, tools: ToolNames) -> Sequence[Fact]:
    """The facts and the names of a text."""
    return [*facts(text), *names(text, tools)]


def _of_sentence(
    clause: Passage, before: Sentence, new: str, parted: Sequence[str], tools: ToolNames
) -> Iterator[TakenBack]:
    """`parted` are further sentences that a sentence has become."""
    said, says = stated(before.whole, tools), stated(" ".join((new, *parted)), tools)
    gone, fresh = _less(said, says), _less(says, said)
    of_facts = {stem for fact in (*gone, *fresh) for stem in stems_of(fact.said)}
    whole = stems_of(before.whole)
    left = [stem for stem in whole if stem not in of_facts]
    above = [s for s in stems_of(f"{clause.heading} {clause.title}") if s not in whole]
    for fact in gone:
        alike = next((some for some in (_NAMES, _TIMES) if fact.kind in some), (fact.kind,))
        instead = next((one.said for one in fresh if one.kind in alike), "")
        yield TakenBack(
            fact,
            instead,
            before.whole,
            before.text,
            clause,
            Subject(left, above),
            whole,
            holding(fact.said, before.whole),
        )
    lost = duties_taken_back(before.whole, new)
    for duty in lost.union(*(duties_spoken_against(before.whole, one) for one in parted)):
        fact = Fact(FactKind.DUTY, duty, _SAID[duty])
        yield TakenBack(
            fact, without_links(new), before.whole, before.text, clause,
            Subject(whole, above), whole, changed_parts(before.whole, " ".join((new, *parted))),
        )  # fmt: skip


def _less(some: Sequence[Fact], others: Sequence[Fact]) -> Sequence[Fact]:
    """The facts that are stated more often among some than among others, each once."""
    often, there = (Counter(fact.key for fact in one) for one in (some, others))
    return [fact for key, fact in {f.key: f for f in some}.items() if often[key] > there[key]]


def _aligned(
    old: Passage, new: Passage | None
) -> Iterator[tuple[Sentence, Sentence | None, Sequence[str]]]:
    """Each sentence that changes, with what it becomes, and what else it becomes where it is parted
    in two. An item whose list is led into otherwise stays as it is: what leads into it is a
    sentence of its own."""
    before = sentences(old.text)
    after = sentences(new.text) if new else ()
    stay = {_folded(one.text) for one in before} & {_folded(one.text) for one in after}
    gone, fresh = (
        [one for one in some if _folded(one.text) not in stay] for some in (before, after)
    )
    known = [_nearest(one, fresh) for one in gone]
    further = [(one, _nearest(one, gone)) for one in fresh if one not in known]
    for one, best in zip(gone, known, strict=True):
        yield one, best, [other.whole for other, its in further if its == one]


def _nearest(one: Sentence, others: Sequence[Sentence]) -> Sentence | None:
    """The one that is most likely the same sentence, None where none is."""
    best = max(others, key=lambda other: _alike(one, other), default=None)
    return best if best and _alike(one, best) >= _THE_SAME_SENTENCE else None


def _alike(one: Sentence, other: Sentence) -> float:
    first, second = set(words(one.text)), set(words(other.text))
    return len(first & second) / max(1, len(first | second))


def _folded(text: str) -> str:
    return without_links(text).casefold()
