"""Everything that a set says from a day on, sentence by sentence, whatever says it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.files.tool_entry import REGISTER
from knowledge.model.in_force import NEVER_IN_FORCE
from knowledge.model.policies import Passage, Policy, Tool
from knowledge.model.policy_set import PolicySet
from knowledge.model.scoring_rule import Scoring
from knowledge.model.screening_questions import ScreeningQuestion
from knowledge.model.sentences import sentences

EXAMPLE = "example question"
REGISTER_ENTRY = "register entry"

_COLUMNS = (
    "purpose", "conditions", "who_may_use", "service_areas", "account_type", "hosting",
    "trains_on_our_data", "training_required", "risk_level", "owner_role", "next_audit_due",
    "ends_on", "contact",
)  # fmt: skip
"""Columns of the register that state something; the others name papers, or what was done once."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence somewhere in the set: what kind of thing says it, under which name, where it is
    read, and what it is about besides.

    `place` is `policy-id#anchor` or another name of its own; `ref` that of the clause, "" for what
    is none. `file` is inside the policy folder, "" where it is not known. `tool` is whose entry it
    is.
    """

    kind: str
    place: str
    name: str
    text: str
    path: str = ""
    about: str = ""
    file: str = ""
    tool: str = ""
    ref: str = ""


def said_in(policies: PolicySet, on: date, *, but: str = "") -> Iterator[Said]:
    """Everything that holds on the day or is to come, drafts too, without the version `but`; also
    what is not for all staff: whoever changes a rule reads it all."""
    for policy in policies.policies:
        if policy.ref != but and _holds_or_comes(policies, policy, on):
            yield from _version(policies, policy)
    for tool in policies.tools:
        yield from _entry(tool)
    yield from _screening_and_scoring(policies, on, but)
    for subject in policies.subjects:
        yield Said("subject that is not covered", subject.id, subject.title, subject.text)
    for place, lines in policies.asked.items():
        for line in lines:
            yield Said(EXAMPLE, place, "A way of asking", line)
    for language, text in policies.messages.items():
        for line in text.splitlines():
            yield Said("message", f"messages.{language}.ftl", "A message of your own", line)


def _screening_and_scoring(policies: PolicySet, on: date, but: str) -> Iterator[Said]:
    for screening in policies.screenings:
        if screening.policy.ref != but and _holds_or_comes(policies, screening.policy, on):
            for question in screening.questions:
                yield from _question(question)
    for scoring in policies.scorings:
        if scoring.policy.ref != but and _holds_or_comes(policies, scoring.policy, on):
            yield from _scoring(scoring)


def _version(policies: PolicySet, policy: Policy) -> Iterator[Said]:
    path = f"/policies/{policy.id}"
    for text in (policy.summary, policy.change_note, policy.contact):
        for sentence in sentences(text):
            said = sentence.whole
            yield Said("summary", policy.ref, policy.title, said, path, file=policy.file)
    for passage in policies.clauses.get(policy.ref, ()):
        yield from said_by(passage)


def said_by(passage: Passage) -> Iterator[Said]:
    """A clause's heading and its sentences."""
    if passage.policy_id == REGISTER:
        yield from _of_entry(passage, sentences_of(passage), passage.ref)
        return
    path = f"/policies/{passage.policy_id}#{passage.anchor}"
    name = f"{passage.clause} {passage.heading}, {passage.title}".strip()
    for text in (passage.heading, *(sentence.whole for sentence in sentences(passage.text))):
        yield Said("clause", passage.place, name, text, path, file=passage.file, ref=passage.ref)


def _holds_or_comes(policies: PolicySet, policy: Policy, on: date) -> bool:
    """A version that was ever in force has a term; one without may come, unless it was withdrawn or
    another has taken its place."""
    term = policies.terms.get(policy.ref)
    if term is not None:
        return term.last is None or term.last >= on
    return policy.status in NEVER_IN_FORCE


def whole_entry(tool: Tool) -> Passage:
    """An entry as one text: what it says, and what each of its columns states."""
    lines = "\n\n".join((tool.passage.text, *_columns(tool)))
    return replace(tool.passage, text=lines)


def _entry(tool: Tool) -> Iterator[Said]:
    about = " ".join(tool.aliases)
    yield from _of_entry(tool.passage, sentences_of(tool.passage), tool.passage.ref, about)
    yield from _of_entry(tool.passage, _columns(tool), "", about)


def entry_leads(tool: Tool) -> Iterator[Said]:
    """What an entry says first: what the tool's status is."""
    first = sentences_of(tool.passage)[:1]
    yield from _of_entry(tool.passage, first, tool.passage.ref)


def sentences_of(passage: Passage) -> Sequence[str]:
    """The sentences of a text, each behind what leads into it."""
    return [sentence.whole for sentence in sentences(passage.text)]


def _of_entry(passage: Passage, texts: Sequence[str], ref: str, about: str = "") -> Iterator[Said]:
    for text in texts:
        yield Said(
            REGISTER_ENTRY, passage.place, passage.heading, text,
            f"/policies/register/{passage.anchor}", about, passage.file, passage.anchor, ref,
        )  # fmt: skip


def _columns(tool: Tool) -> Sequence[str]:
    classes = (("allowed", tool.data_allowed), ("barred", tool.data_barred))
    return [
        *column_lines(tool.columns),
        *(f"Data classes {one}: {', '.join(words)}" for one, words in classes if words),
        f"Status: {tool.status}",
    ]


def column_lines(columns: Mapping[str, str]) -> Iterator[str]:
    """What the columns of an entry state, each condition by itself."""
    for key in _COLUMNS:
        for one in columns.get(key, "").split("; " if key == "conditions" else "\n"):
            if one:
                yield f"{key.replace('_', ' ').capitalize()}: {one}"


def _scoring(scoring: Scoring) -> Iterator[Said]:
    """Each part with its weight, how ease is judged, and the lowest impact of what is touched."""
    parts = [(one.anchor, one.name, (one.asks, f"{one.name}: weight {one.weight}"))
             for one in scoring.parts]  # fmt: skip
    lowest = [
        f"{touched}: {floor}, impact at least {floor}" for touched, floor in scoring.floors.items()
    ]
    file, title = scoring.policy.file, scoring.policy.title
    for anchor, name, texts in (
        *parts,
        ("ease", title, (scoring.ease,)),
        ("floors", title, lowest),
    ):
        for text in texts:
            yield Said("scoring", f"{file}#{anchor}", name, text, about=title, file=file)


def _question(question: ScreeningQuestion) -> Iterator[Said]:
    """A question with what can be ticked, and the lowest scores that a yes allows."""
    kind, title = "screening question", question.title
    place = f"{question.file}#{question.anchor}"
    floors = (("impact", question.floor), ("likelihood", question.likelihood))
    lowest = [f"{question.text} Floor: {name} {floor}" for name, floor in floors if floor]
    for text in (question.title, question.text, *question.items, *lowest):
        yield Said(kind, place, title, text, about=title, file=question.file)
