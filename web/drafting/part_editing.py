"""One part of a file on its way through the editor."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from bot.message import Field
from knowledge.drafting.set_files.parts import Part, Values, tidied
from knowledge.drafting.set_files.set_file import FileKind
from web.drafting.fields.field_builders import FieldGroup
from web.drafting.set_drafts import BegunFile, parts_of
from web.drafting.set_names import PARTS, path_of


@dataclass(frozen=True, slots=True)
class Editing:
    """One part on its way: None in place of it where it is new."""

    now: BegunFile
    kind: str
    part: Part | None
    groups: Sequence[FieldGroup]

    @property
    def fields(self) -> Sequence[Field]:
        return [one for group in self.groups for one in group.fields]

    @property
    def held(self) -> Values:
        return self.part.values if self.part else {}

    @property
    def seal(self) -> str:
        """What two of the same values have in common."""
        said = "\n".join(f"{name}={tidied(value)}" for name, value in sorted(self.held.items()))
        return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:24]

    def differs(self, values: Values) -> bool:
        """Whether any of the values is another one than is held."""
        return any(tidied(values[n]) != tidied(v) for n, v in self.held.items() if n in values)


def may_go(editing: Editing) -> bool:
    """Whether a part can be taken out: not one that its file cannot do without."""
    return (editing.now.file.kind, editing.kind) in PARTS and (
        editing.part is not None and editing.now.file.kind is not FileKind.REGISTER
    )


def saved_by_script(before: BegunFile, after: BegunFile, key: str) -> web.Response:
    """For the script that saves by itself: what the part is known by from now on, which may be
    another key where its name was changed."""
    known = {part.key for part in parts_of(before)}
    now = next(
        (p for p in parts_of(after) if p.key not in known), after.file.parts.part(after.text, key)
    )
    if now is None:
        raise web.HTTPNotFound(text="This is not in the list any more.")
    action = quote(f"{path_of(after.file)}/part/{now.key}")
    return web.json_response({"seen": Editing(after, now.kind, now, ()).seal, "action": action})
