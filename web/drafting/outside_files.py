"""Entries of the register and lists that were changed in the policy folder past the desk.

A file that the desk has written and that says something else than the desk ever wrote; and an entry
whose history says that its status changed since this installation began, without a change here.
What the lists said before the desk first wrote them is not kept. Ways of asking are left out: they
are taught at the desk too, and are never quoted.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from common.clock import local_time
from knowledge.drafting.set_files.set_file import FileKind, SetFile, set_file
from knowledge.model.policies import Tool
from knowledge.publishing.write_files import from_plain
from storage.publishing.kept_versions import kept_versions
from storage.publishing.policy_drafts import DraftState, drafts
from web.drafting.set_names import file_name, path_of
from web.drafting.workshop import Workshop

_MOST = 1_000  # changes of the desk that are looked through


@dataclass(frozen=True, slots=True)
class OutsideFile:
    """A file by its name and page. `approver` is whom an entry itself names, `""` for nobody and
    for a list."""

    name: str
    path: str
    approver: str = ""


async def outside_files(shop: Workshop) -> Sequence[OutsideFile]:
    """Those in the set, by name. Raises StoreError."""
    policies = shop.policies
    async with shop.store().reading() as connection:
        moments = [row.at for row in await kept_versions(connection) if row.at]
        made = await drafts(connection, DraftState.APPROVED, DraftState.PUBLISHED, most=_MOST)
    if not moments:
        return ()
    began = local_time(min(moments)).date()
    written, on_the_way = defaultdict[str, set[bytes]](set), set()
    for draft in made:
        for one in from_plain(draft.changes):
            written[one.name].add(one.after or b"")
            if draft.state is DraftState.APPROVED:
                on_the_way.add(one.name)
    tools = {tool.passage.file: tool for tool in policies.tools}
    looked_at = {*tools, *written} - on_the_way
    held = await asyncio.to_thread(_contents, shop.serving.folder, looked_at)
    found = []
    for name in sorted(looked_at):
        file, tool = set_file(name), tools.get(name)
        if file is None or file.has_versions or file.kind is FileKind.ASKED:
            continue
        if _is_outside(file, held[name], written.get(name, set()), tool, began):
            approver = tool.columns.get("approved_by", "") if tool else ""
            found.append(OutsideFile(file_name(file, policies), path_of(file), approver))
    return found


def _is_outside(
    file: SetFile, held: bytes, written: set[bytes], tool: Tool | None, began: date
) -> bool:
    if written:
        return _stated(file, held) not in [_stated(file, one) for one in written]
    return tool is not None and any(day >= began for day, *_ in tool.history)


def _stated(file: SetFile, data: bytes) -> object:
    """What a file says: the ways of asking for a subject are taught, and count for nothing."""
    if file.kind is not FileKind.OUT_OF_SCOPE:
        return data
    parts = file.parts.parts(data.decode(errors="replace"))
    return [{name: text for name, text in one.values.items() if name != "lines"} for one in parts]


def _contents(folder: Path, names: set[str]) -> dict[str, bytes]:
    return {
        name: (folder / name).read_bytes() if (folder / name).is_file() else b"" for name in names
    }
