"""A change of a file that is edited in parts: where it stands, what it changes and touches."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from aiohttp import web

from bot.message import DiffSide, Field, FieldKind
from knowledge.drafting.contradictions import contradictions
from knowledge.drafting.facts import front_of
from knowledge.drafting.next_version import begun, newest
from knowledge.drafting.said_in_set import column_lines
from knowledge.drafting.same_subject import Encode
from knowledge.drafting.set_files.parts import Part, PartError, rebased
from knowledge.drafting.set_files.register_entry import new_entry
from knowledge.drafting.set_files.set_file import FileKind, SetFile, set_file
from knowledge.drafting.taken_back import ChangedClause
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.publishing.write_files import FileChange, as_plain, from_plain
from knowledge.versions.word_diff import diff_words
from storage.publishing.draft_acts import NewDraft
from storage.publishing.policy_drafts import PolicyDraft, open_draft
from triage.citing_decisions import CitingDecision
from web.drafting.fields.part_forms import fields_of
from web.drafting.touches import Touched, resting_on
from web.drafting.workshop import Workshop

_STATES_RULES = (
    FileKind.REGISTER, FileKind.SCREENING, FileKind.SCORING, FileKind.OUT_OF_SCOPE,
)  # fmt: skip
"""Files that say something which may disagree with another place; the others are for finding."""


_STATED = {"weight": "Weight", "items": "To tick"}
"""What a part states besides its text and the columns of an entry."""


@dataclass(frozen=True, slots=True)
class BegunFile:
    """A change of a file as it stands: the text that it began from, its own, and what a draft
    begins with. `draft` is None before the first word, `stands` is the file as it lies in the
    folder now, "" for none."""

    file: SetFile
    base: str
    text: str
    new: NewDraft
    draft: PolicyDraft | None
    stands: str

    @property
    def was_changed_outside(self) -> bool:
        """Whether the file is not the one from which the change began."""
        return not self.file.has_versions and self.stands != self.base


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that a change adds, takes out or changes, with what differs under each label."""

    name: str
    what: str
    fields: Sequence[tuple[str, Sequence[tuple[DiffSide, str]]]]


async def begun_file(shop: Workshop, subject: str) -> BegunFile:
    """The change of a file that is under way, or what one begins with. Raises 404 where there is no
    such file, 409 where it cannot be changed here."""
    file = set_file(subject)
    if file is None or not _may_be(shop.policies, file):
        raise web.HTTPNotFound(text="There is no such list or entry.")
    async with shop.store().reading() as connection:
        draft = await open_draft(connection, subject)
    return await file_of(shop, file, draft)


async def file_of(shop: Workshop, file: SetFile, draft: PolicyDraft | None) -> BegunFile:
    """The file of a draft, or of none. Raises 404, 409 likewise."""
    if file.has_versions:
        return _version(shop, file, draft)
    path = shop.serving.folder / file.subject
    data = await asyncio.to_thread(lambda: path.read_bytes() if path.exists() else None)
    stands = data.decode(errors="replace") if data else ""
    begin = stands or (new_entry(file.name) if file.kind is FileKind.REGISTER else "")
    kept = as_plain([FileChange(file.subject, data, None)])
    new = NewDraft(file.subject, file.subject, file.subject, begin, kept)
    before = stands
    if draft is not None:
        first = from_plain(draft.changes)
        before = (first[0].before or b"").decode() if first else ""
    return BegunFile(file, before, draft.text if draft else begin, new, draft, stands)


def _version(shop: Workshop, file: SetFile, draft: PolicyDraft | None) -> BegunFile:
    policies = shop.policies
    base = (shop.base_of(draft) if draft else None) or newest(policies, file.subject)
    if base is None:
        raise web.HTTPNotFound(text="The set has no such version to begin from.")
    former = policies.texts[base.ref]
    try:
        text = begun(policies, base, shop.today())
    except ValueError as wrong:
        raise web.HTTPConflict(text=f"{base.file} cannot be changed here: {wrong}.") from None
    number = front_of(text).text("version")
    new = NewDraft(file.subject, base.ref, f"{file.subject}/{number}.md", text)
    return BegunFile(file, former, draft.text if draft else text, new, draft, former)


def parts_of(now: BegunFile) -> Sequence[Part]:
    """What the file holds. Raises 409 where it cannot be read."""
    try:
        return now.file.parts.parts(now.text)
    except ValueError as wrong:
        raise web.HTTPConflict(text=f"This file cannot be changed here: {wrong}.") from None


def _may_be(policies: PolicySet, file: SetFile) -> bool:
    """Whether the set may have such a file: ways of asking belong to a policy or the register."""
    if file.kind is not FileKind.ASKED:
        return True
    return file.owner == REGISTER or newest(policies, file.owner) is not None


def part_changes(now: BegunFile, policies: PolicySet, on: date) -> Sequence[PartChange]:
    """What a change says otherwise, part by part. Raises ValueError for what cannot be read."""
    form = now.file.parts
    before = {part.key: part for part in form.parts(now.base)} if now.base else {}
    after = {part.key: part for part in form.parts(now.text)} if now.text else {}
    found = []
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if old and new and old.values == new.values:
            continue
        part = new or old
        if part is None:
            continue
        what = "changed" if old and new else "new" if new else "taken out"
        groups = fields_of(now.file, part.kind, policies, on)
        fields = [one for group in groups for one in group.fields]
        fields += [Field("history", "History")] if "history" in part.values else []
        found.append(PartChange(part.name, what, tuple(_differences(fields, old, new))))
    return found


def _differences(
    fields: Sequence[Field], old: Part | None, new: Part | None
) -> Iterator[tuple[str, Sequence[tuple[DiffSide, str]]]]:
    was: Mapping[str, str] = old.values if old else {}
    will: Mapping[str, str] = new.values if new else {}
    for one in fields:
        before, after = (_shown(one, values.get(one.name, "")) for values in (was, will))
        if before != after:
            yield one.label, _pieces(one, before, after)


def _shown(field: Field, value: str) -> str:
    if field.kind is FieldKind.CONFIRM:
        return {"true": "yes", "false": "no"}.get(value, value)
    names = dict(field.options)
    return "\n".join(names.get(line, line) for line in value.splitlines())


def _pieces(field: Field, before: str, after: str) -> Sequence[tuple[DiffSide, str]]:
    """A text word by word, a list by its lines, anything else as it was and is."""
    if field.kind is FieldKind.LONG_TEXT and field.name == "text":
        return [(DiffSide(one.side.value), one.text) for one in diff_words(before, after)]
    old, new = before.splitlines(), after.splitlines()
    gone = [(DiffSide.OLD, line) for line in old if line not in new]
    both = [*gone, *((DiffSide.NEW, line) for line in new if line not in old)]
    return [piece for one in both for piece in ((DiffSide.BOTH, "\n"), one)][1:]


def touched_by(
    now: BegunFile,
    policies: PolicySet,
    decisions: Sequence[CitingDecision],
    on: date,
    encode: Encode | None,
) -> Touched:
    """What a change of a file touches. Takes as long as `touched` does."""
    form = now.file.parts
    if now.file.kind not in _STATES_RULES or not now.base:
        return Touched(0, (), ())
    before = {part.key: part for part in form.parts(now.base)}
    after = {part.key: part for part in form.parts(now.text)}
    changed = [
        ChangedClause(_said(now.file, before.get(key)), _said(now.file, after.get(key)))
        for key in dict.fromkeys((*before, *after))
        if (before[key].values if key in before else None)
        != (after[key].values if key in after else None)
    ]
    elsewhere = contradictions(policies, changed, on, replaced=now.new.base, encode=encode)
    if now.file.kind is not FileKind.REGISTER:
        # The list as it stands is no other place; of an entry its other lines are.
        here = {now.file.subject, now.new.file, now.draft.file if now.draft else ""} - {""}
        elsewhere = tuple(one for one in elsewhere if one.statement.file not in here)
    places = {clause.place for one in changed for clause in (one.old, one.new) if clause}
    return Touched(len(changed), elsewhere, resting_on(decisions, places))


async def taken_back(shop: Workshop, file: SetFile, draft: PolicyDraft) -> NewDraft | None:
    """What takes a change of a file back that is in use: the parts that it changed, as they were,
    in the file as it is now. None for a new entry, and where that cannot be put together."""
    done = from_plain(draft.changes)
    if not done or done[0].after is None or (file.kind is FileKind.REGISTER and not done[0].before):
        return None
    now = await file_of(shop, file, None)
    before, after = ((data or b"").decode() for data in (done[0].before, done[0].after))
    try:
        if file.kind is FileKind.REGISTER:
            text = _entry_as_before(now, before, shop.today())
        else:
            text = rebased(file.parts, after, before, now.stands).text
    except (PartError, ValueError):
        return None
    return replace(now.new, text=text) if text != now.stands else None


def _entry_as_before(now: BegunFile, before: str, today: date) -> str:
    """An entry as it was, with one more line of history: what it said meanwhile stays known."""
    (part,) = now.file.parts.parts(before)
    said = {name: value for name, value in part.values.items() if name != "history"}
    said |= {"reason": "the change before is taken back", "since": today.isoformat()}
    return now.file.parts.changed(now.stands, part.key, said)


def _said(file: SetFile, part: Part | None) -> Passage | None:
    """A part as a passage, so that what it states is compared as that of a clause is."""
    if part is None:
        return None
    lines = [part.values.get("text", "")]
    lines += column_lines(part.values)
    lines += [
        f"{label}: {part.values[name]}" for name, label in _STATED.items() if part.values.get(name)
    ]
    owner = file.owner or file.subject
    anchor = file.name if file.kind is FileKind.REGISTER else part.key
    return Passage(
        policy_id=owner, version="", anchor=anchor, title=part.name, clause="",
        heading_path=(part.name,), text="\n\n".join(lines), effective_from=date.min,
        owner="", contact="", file=file.subject, line=0, end_line=0,
    )  # fmt: skip
