"""Everything that a set says from a day on, sentence by sentence, whatever says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.model.in_force import NEVER_IN_FORCE
from knowledge.model.policies import Passage, Policy, Tool
from knowledge.model.policy_set import PolicySet
from knowledge.model.screening_questions import ScreeningQuestion
from knowledge.model.sentences import sentences

EXAMPLE = "example question"
REGISTER_ENTRY = "register entry"

_COLUMNS = (
    "purpose", "conditions", "who_may_use", "service_areas", "account_type", "hosting",
    "trains_on_our_data", "training_required", "risk_level", "owner_role", "approved_by",
    "approved_on", "last_audit_on", "next_audit_due", "ends_on", "contact",
)  # fmt: skip
"""Columns of the register that state something; the others are names and numbers of papers."""


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
    for screening in policies.screenings:
        if screening.policy.ref != but and _holds_or_comes(policies, screening.policy, on):
            for question in screening.questions:
                yield from _question(question)
    for subject in policies.subjects:
        yield Said("subject that is not covered", subject.id, subject.title, subject.text)
    for place, lines in policies.asked.items():
        for line in lines:
            yield Said(EXAMPLE, place, "A way of asking", line)
    for language, text in policies.messages.items():
        for line in text.splitlines():
            yield Said("message", f"messages.{language}.ftl", "A message of your own", line)


def _version(policies: PolicySet, policy: Policy) -> Iterator[Said]:
    path = f"/policies/{policy.id}"
    for text in (policy.summary, policy.change_note, policy.contact):
        if text:
            yield Said("summary", policy.ref, policy.title, text, path, file=policy.file)
    for passage in policies.clauses.get(policy.ref, ()):
        yield from said_by(passage)


def said_by(passage: Passage) -> Iterator[Said]:
    """A clause's heading and its sentences."""
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


def _entry(tool: Tool) -> Iterator[Said]:
    passage = tool.passage
    sentences_of = [sentence.whole for sentence in sentences(passage.text)]
    columns = [_column(key, tool.columns[key]) for key in _COLUMNS if tool.columns.get(key)]
    classes = (("allowed", tool.data_allowed), ("barred", tool.data_barred))
    columns += [f"Data classes {one}: {', '.join(words)}" for one, words in classes if words]
    columns += [f"Status: {tool.status}"]
    columns += [f"{day} {status}: {note}" for day, status, note in tool.history]
    for ref, texts in ((passage.ref, sentences_of), ("", columns)):
        for text in texts:
            yield Said(
                REGISTER_ENTRY, passage.place, tool.name, text, f"/policies/register/{tool.id}",
                " ".join(tool.aliases), passage.file, tool.id, ref,
            )  # fmt: skip


def _column(key: str, value: str) -> str:
    return f"{key.replace('_', ' ').capitalize()}: {value}"


def _question(question: ScreeningQuestion) -> Iterator[Said]:
    """A question with what can be ticked, and the lowest scores that a yes allows."""
    kind, title = "screening question", question.title
    place = f"{question.file}#{question.anchor}"
    floors = (("impact", question.floor), ("likelihood", question.likelihood))
    lowest = [f"{question.text} Floor: {name} {floor}" for name, floor in floors if floor]
    for text in (question.title, question.text, *question.items, *lowest):
        yield Said(kind, place, title, text, about=title, file=question.file)
