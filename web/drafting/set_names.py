"""What a file of the set and a change are called for people, and where they are found."""

from collections.abc import Mapping

from knowledge.drafting.next_version import newest
from knowledge.drafting.set_files.parts import Part
from knowledge.drafting.set_files.set_file import FileKind, SetFile, set_file
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policy_set import PolicySet
from storage.publishing.policy_drafts import PolicyDraft

KINDS: Mapping[FileKind, str] = {
    FileKind.REGISTER: "Tools register",
    FileKind.LEXICON: "Words of staff",
    FileKind.ASKED: "Ways of asking",
    FileKind.OUT_OF_SCOPE: "Not covered",
    FileKind.SCREENING: "Screening questions",
    FileKind.SCORING: "Scoring",
    FileKind.GOLDEN: "Questions with known answers",
    FileKind.COUNCIL: "Aims and uses",
}
PARTS: Mapping[tuple[FileKind, str], str] = {
    (FileKind.REGISTER, "entry"): "entry",
    (FileKind.LEXICON, "acronyms"): "acronym",
    (FileKind.LEXICON, "staff-words"): "word of staff",
    (FileKind.LEXICON, "data-classes"): "word for a class of data",
    (FileKind.ASKED, "questions"): "clause",
    (FileKind.OUT_OF_SCOPE, "subject"): "subject",
    (FileKind.SCREENING, "assessment"): "assessment",
    (FileKind.SCREENING, "question"): "question",
    (FileKind.SCORING, "benefit"): "part of the benefit",
    (FileKind.GOLDEN, "question"): "question",
    (FileKind.GOLDEN, "topic"): "topic",
    (FileKind.COUNCIL, "objectives"): "aims",
    (FileKind.COUNCIL, "categories_of_use"): "what AI is used for",
}
"""What can be added to each file, in the singular."""


def path_of(file: SetFile) -> str:
    """Where the file is changed; a slash in its name is a tilde in the address."""
    return f"/desk/set/{file.subject.replace('/', '~')}"


def subject_in(address: str) -> str:
    """What `path_of` made the address of."""
    return address.replace("~", "/")


def file_name(file: SetFile, policies: PolicySet) -> str:
    """What the file is called."""
    name = KINDS[file.kind]
    welsh = ", in Welsh" if file.is_welsh else ""
    if file.kind is FileKind.REGISTER:
        tool = policies.tool(file.name)
        return f"{name}: {tool.name if tool else file.name}"
    if file.kind is not FileKind.ASKED:
        return name + welsh
    if file.owner == REGISTER:
        return f"{name}: {KINDS[FileKind.REGISTER]}{welsh}"
    titles = [policy.title for policy in policies.policies if policy.id == file.owner]
    return f"{name}: {titles[-1] if titles else file.owner}{welsh}"


def draft_name(draft: PolicyDraft, policies: PolicySet) -> str:
    """What a change is of: a policy with its version, or a file."""
    file = set_file(draft.subject)
    if file is not None and not file.has_versions:
        return file_name(file, policies)
    titles = {policy.id: policy.title for policy in policies.dated}
    title = KINDS[file.kind] if file else titles.get(draft.subject, draft.subject)
    return f"{title}, version {draft.file.rpartition('/')[2].removesuffix('.md')}"


def part_name(file: SetFile, part: Part, policies: PolicySet) -> str:
    """A part as a list of them calls it: a clause by its heading, a tool by its name."""
    if file.kind is not FileKind.ASKED:
        return part.name
    if file.owner == REGISTER:
        tool = policies.tool(part.key)
        return tool.name if tool else part.name
    base = newest(policies, file.owner)
    clauses = policies.clauses.get(base.ref, ()) if base else ()
    found = next((p for p in clauses if p.anchor == part.key), None)
    return f"{found.clause} {found.heading}".strip() if found else part.name
