"""Entries of the register and lists that were changed in the policy folder past the desk.

A file that says something else than the desk last wrote, or than it said when the set was first
served; one that is new or gone; and an entry whose history says that its status changed since this
installation began, without a change here. Ways of asking are left out: they are taught at the desk
too, and are never quoted.
"""

import asyncio
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from common.clock import local_time
from knowledge.drafting.set_files.held_files import held_files
from knowledge.drafting.set_files.set_file import FileKind, SetFile, set_file
from knowledge.model.policies import Tool
from knowledge.publishing.write_files import from_plain
from storage.publishing.adopted_files import adopted_files
from storage.publishing.kept_versions import kept_versions
from storage.publishing.policy_drafts import DraftState, PolicyDraft, drafts
from web.drafting.set_names import file_name, path_of
from web.drafting.workshop import Workshop

_MOST = 1_000  # changes of the desk that are looked through


@dataclass(frozen=True, slots=True)
class OutsideFile:
    """A file by its name and page. `approver` is whom an entry itself names, `""` for nobody and
    for a list; `done` is `new` or `gone` for a file that was not there, or is not there now."""

    name: str
    path: str
    approver: str = ""
    done: str = ""


async def outside_files(shop: Workshop) -> Sequence[OutsideFile]:
    """Those in the set, by name. Raises StoreError."""
    policies = shop.policies
    of_model_set = policies.settings.is_model_set
    async with shop.store().reading() as connection:
        moments = [row.at for row in await kept_versions(connection) if row.at]
        made = await drafts(connection, DraftState.APPROVED, DraftState.PUBLISHED, most=_MOST)
        adopted = await adopted_files(connection, of_model_set=of_model_set)
    if not moments or adopted is None:
        return ()
    began = local_time(min(moments)).date()
    written, on_the_way = _made(made)
    held = await asyncio.to_thread(held_files, shop.serving.folder)
    tools = {tool.passage.file: tool for tool in policies.tools}
    found = []
    for name in sorted({*held, *adopted, *written} - on_the_way):
        file, tool = set_file(name), tools.get(name)
        if file is None or file.has_versions or file.kind is FileKind.ASKED:
            continue
        if file.kind is FileKind.COUNCIL and name not in adopted and name not in written:
            continue  # an installation that began before its lists could be edited
        known = written.get(name, adopted.get(name, ""))
        told_by_history = name not in written and tool is not None and _changed(tool, began)
        if told_by_history or _stated(file, held.get(name, "")) != _stated(file, known):
            approver = tool.columns.get("approved_by", "") if tool else ""
            done = "new" if not known else "" if name in held else "gone"
            found.append(OutsideFile(file_name(file, policies), path_of(file), approver, done))
    return found


def _made(made: Sequence[PolicyDraft]) -> tuple[Mapping[str, str], Set[str]]:
    """What the desk wrote last into each file, and the files that it is yet to write."""
    written: dict[str, str] = {}
    on_the_way = set()
    for draft in made:  # the one changed last first
        for one in from_plain(draft.changes):
            written.setdefault(one.name, (one.after or b"").decode(errors="replace"))
            if draft.state is DraftState.APPROVED:
                on_the_way.add(one.name)
    return written, on_the_way


def _changed(tool: Tool, began: date) -> bool:
    return any(day >= began for day, *_ in tool.history)


def _stated(file: SetFile, text: str) -> object:
    """What a file says: the ways of asking for a subject are taught, and count for nothing; of the
    settings it is the lists."""
    if file.kind not in (FileKind.OUT_OF_SCOPE, FileKind.COUNCIL):
        return text
    try:
        parts = file.parts.parts(text)
    except ValueError:
        return text
    taught = {"lines"} if file.kind is FileKind.OUT_OF_SCOPE else set()
    return [{n: said for n, said in one.values.items() if n not in taught} for one in parts]
