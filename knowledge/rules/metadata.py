"""The front matter of versions and entries: the right keys, filled as they should be."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.files.front_matter import FrontMatter, read_front_matter
from knowledge.files.source_file import SourceFile
from knowledge.model.in_force import NEVER_IN_FORCE
from knowledge.model.policies import Problem, Severity
from knowledge.nearest import did_you_mean
from knowledge.rules.inspection import Inspection, fault

POLICY_KEYS = (
    *("title", "id", "version", "status", "effective_from", "effective_to", "approved_on"),
    *("review_by", "owner", "approver", "author", "supersedes", "audience", "classification"),
    *("summary", "change_note", "contact", "topics", "conflicts", "approving_role"),
)
POLICY_LISTS = ("audience", "topics", "conflicts")
POLICY_NEEDED = ("owner", "audience", "classification", "summary", "contact")
NEEDED_ONCE_APPROVED = ("review_by",)  # and what `knowledge.files.approval` asks for

_MONTHS = {12: "twelve"}
_EMAIL = re.compile(r"\S+@[\w-]+\.\w")
_TITLE_OF_A_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr|Councillor|Sir|Dame)\.?\s+[A-Z]")
_NAME = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z]\.?)*(?: [A-Z][A-Za-z'’-]+){1,2}")
_WORDS_OF_A_ROLE = re.compile(
    r"\b(?:advis[eo]r|agents?|analyst|assistant|board|cabinet|champion|chair|chief|clerk|committee"
    r"|controller|co-?ordinator|council|desk|developer|director|division|executive|forum|group"
    r"|guardian|head|helpdesk|lead|leader|librarian|manager|member|office|officers?|owner|panel"
    r"|partner|practitioner|principal|registrar|secretary|service|services|solicitor|specialist"
    r"|support|surveyor|team|teams|treasurer|unit|keeper|gardener|architect|engineer|planner"
    r"|resources|transformation|governance|security|protection|procurement|communications)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KeySchema:
    """A front matter with the keys that it may hold, those that it needs and its lists."""

    source: SourceFile
    front: FrontMatter
    keys: Sequence[str]
    needed: Sequence[str]
    lists: Sequence[str]


def policy_schemas(inspection: Inspection) -> Iterator[KeySchema]:
    for file in inspection.reading.dated:
        approved = file.policy.status not in NEVER_IN_FORCE
        needed = (*POLICY_NEEDED, *(NEEDED_ONCE_APPROVED if approved else ()))
        yield KeySchema(file.source, file.front, POLICY_KEYS, needed, POLICY_LISTS)
    for source in inspection.reading.unread:  # a file of another tool hears of everything at once
        front = read_front_matter(source)
        if isinstance(front, FrontMatter):
            yield KeySchema(source, front, POLICY_KEYS, POLICY_NEEDED, POLICY_LISTS)


def right_keys(sheet: KeySchema) -> Iterator[Problem]:
    """Only keys that are known stand in the front matter, and every needed one is filled."""
    for key, entry in sheet.front.entries.items():
        if key not in sheet.keys:
            message = f"`{key}` is not a key of this front matter"
            yield sheet.source.problem(
                entry.line, message + did_you_mean(key, sheet.keys), Severity.FAULT
            )
        elif entry.is_list and key not in sheet.lists:
            message = f"`{key}` must be one text, not a list"
            yield sheet.source.problem(entry.line, message, Severity.FAULT)
        elif entry.text and key in sheet.lists:
            message = f"`{key}` must be a list, for example [{entry.text.split(',')[0]}]"
            yield sheet.source.problem(entry.line, message, Severity.FAULT)
    for key in sheet.needed:
        found = sheet.front.entries.get(key)
        if found is None or not (found.text or found.is_list):
            yield sheet.source.problem(sheet.front.line(key), f"`{key}` is missing", Severity.FAULT)


def roles_not_people(sheet: KeySchema, keys: Sequence[str]) -> Iterator[Problem]:
    """Owners, approvers, authors and contacts are roles, never a person or an e-mail address."""
    for key in keys:
        if trouble := no_role(sheet.front.text(key)):
            line = sheet.front.line(key)
            yield sheet.source.problem(line, f"`{key}` {trouble}", Severity.FAULT)


def no_role(text: str) -> str:
    """Why a text that should name a role does not, in words; `""` where it does."""
    if _EMAIL.search(text):
        return "holds an e-mail address: name a role and how to reach it"
    is_name = _NAME.fullmatch(text) and not _WORDS_OF_A_ROLE.search(text)
    if is_name or _TITLE_OF_A_PERSON.search(text):
        return "looks like a person: name a role"
    return ""


def policy_facts(inspection: Inspection) -> Iterator[Problem]:
    """The front matter of every version: its keys, and roles where roles belong."""
    for sheet in policy_schemas(inspection):
        yield from right_keys(sheet)
        yield from roles_not_people(sheet, ("owner", "approver", "author", "contact"))


def dates_in_order(inspection: Inspection) -> Iterator[Problem]:
    """effective_from < review_by, with review_by at most so many months after approved_on as the
    set says, and effective_to not before effective_from."""
    months = inspection.policies.settings.review_months
    for file in inspection.reading.dated:
        policy, front = file.policy, file.front
        approved, begins, review = policy.approved_on, policy.effective_from, policy.review_by
        wrong: list[tuple[str, str]] = []
        if begins and review and review <= begins:
            wrong.append(("review_by", "is not after `effective_from`"))
        if approved and review and review > months_after(approved, months):
            message = f"is more than {_MONTHS.get(months, months)} months after `approved_on`"
            wrong.append(("review_by", message))
        if policy.effective_to and begins and policy.effective_to < begins:
            wrong.append(("effective_to", "is before `effective_from`"))
        for key, what in wrong:
            yield fault(policy.file, front.line(key), f"`{key}` {what}")


def months_after(start: date, months: int) -> date:
    """The same day so many months later; the first of the next month where it has no such day."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    if start.day > monthrange(year, month)[1]:
        return date(year + month // 12, month % 12 + 1, 1)
    return start.replace(year=year, month=month)
