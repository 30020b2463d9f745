"""A file read as parts that are edited by themselves, every other byte left as it is.

Whatever a format writes is read again: if a part does not say what was typed, or another part
changed with it, the text was taken for something else, and nothing is written.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.files.source_file import SourceFile

Values = Mapping[str, str]
"""What a part says, by the names of its fields; a field of several things has one a line."""

ODD = (
    "This would be read as something else. Take out signs such as #, - or : at the beginning of a "
    "line, and braces."
)
TWICE = "This stands in the list already: change what is there."


class PartError(Exception):
    """What was typed cannot be written; `field` is where, "" for no single one."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a file: `kind` says which fields it has, `key` finds it again in the file.

    It stands in the lines from `begin` up to `end`, both counted from 1.
    """

    key: str
    kind: str
    name: str
    values: Values
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class PartFormat:
    """How parts are read and written.

    `read` gives the parts of a text in its order; ValueError where it cannot be read. `write` gives
    the lines of a part of a kind from its values and the lines that it has ("" for a new one);
    PartError for values that make none. `apart` says that an empty line stands before a part,
    `begins` what a file begins with, and `above` what a first part of a kind stands below.
    """

    read: Callable[[str], Sequence[Part]]
    write: Callable[[str, Values, str], str]
    apart: bool = False
    begins: str = ""
    above: Mapping[str, str] | None = None

    def parts(self, text: str) -> Sequence[Part]:
        """The parts in the text's order, each with a key of its own. Raises ValueError."""
        seen: Counter[str] = Counter()
        found = []
        for part in _read_once(self.read, text):
            seen[part.key] += 1
            again = seen[part.key]
            found.append(replace(part, key=f"{part.key}.{again}") if again > 1 else part)
        return found

    def part(self, text: str, key: str) -> Part | None:
        """The part with this key."""
        return next((part for part in self.parts(text) if part.key == key), None)

    def changed(self, text: str, key: str, values: Values) -> str:
        """The text with a part that says something else. Raises PartError; KeyError for a key that
        is not there."""
        part = self._found(text, key)
        if all(tidied(part.values.get(name, "")) == tidied(values[name]) for name in values):
            return text
        source = _source(text)
        lines = self.write(part.kind, values, source.lines(part.begin, part.end))
        new = source.lines(1, part.begin) + lines + source.lines(part.end, source.end)
        return self._as_meant(text, new, part.kind, values, without=key)

    def removed(self, text: str, key: str) -> str:
        """The text without a part. Raises KeyError for a key that is not there."""
        part = self._found(text, key)
        source = _source(text)
        above, below = source.lines(1, part.begin), source.lines(part.end, source.end)
        return above + (below.lstrip("\n") if self.apart else below)

    def added(self, text: str, kind: str, values: Values, after: str = "") -> str:
        """The text with one more part, behind another one or behind the last of its kind. Raises
        PartError; KeyError for a key that is not there."""
        known = self.parts(text)
        behind = self._found(text, after) if after else None
        behind = behind or next((part for part in reversed(known) if part.kind == kind), None)
        text = text or self.begins
        text += "" if text.endswith("\n") or not text else "\n"
        source = _source(text)
        at = behind.end if behind else source.end
        lines = self.write(kind, values, "")
        if behind is None and self.above and kind in self.above:
            lines = f"\n{self.above[kind]}\n{lines}"
        elif self.apart and text:
            lines = f"\n{lines}"
        new = source.lines(1, at) + lines + source.lines(at, source.end)
        return self._as_meant(text, new, kind, values)

    def _found(self, text: str, key: str) -> Part:
        part = self.part(text, key)
        if part is None:
            raise KeyError(key)
        return part

    def _as_meant(
        self, text: str, new: str, kind: str, values: Values, *, without: str = ""
    ) -> str:
        """The new text, if beside one part that says what was typed it says what it said."""
        others = {part.key: part for part in self.parts(text) if part.key != without}
        try:
            now = self.parts(new)
        except ValueError:
            raise PartError(ODD) from None
        fresh = [part for part in now if part.key not in others]
        kept = {part.key: part for part in now if part.key in others}
        if len(fresh) != 1 or kept.keys() != others.keys():
            raise PartError(ODD)
        if any(kept[key].values != others[key].values for key in others):
            raise PartError(ODD)
        if _doubles(_read_once(self.read, new)) > _doubles(_read_once(self.read, text)):
            raise PartError(TWICE)
        for name, value in fresh[0].values.items():
            if fresh[0].kind != kind or tidied(value) != tidied(values.get(name, value)):
                raise PartError(ODD, name)
        return new


@lru_cache(maxsize=4)
def _read_once(read: Callable[[str], Sequence[Part]], text: str) -> tuple[Part, ...]:
    """A page or a change asks for the parts of a text several times."""
    return tuple(read(text))


def _doubles(parts: Sequence[Part]) -> int:
    return len(parts) - len({part.key for part in parts})


def tidied(text: str) -> str:
    """A value without blanks around its lines and blank lines around it."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def items_of(value: str) -> list[str]:
    """The things of a field that has one a line."""
    return [" ".join(line.split()) for line in value.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Rebased:
    """A text on another base: `both` names the parts that were changed on both sides, of which the
    draft's stand."""

    text: str
    both: Sequence[str]


def rebased(form: PartFormat, base: str, mine: str, theirs: str) -> Rebased:
    """What a draft changed of its `base`, done to the text that the file has now.

    Raises ValueError where one of them cannot be read, PartError where it cannot be done.
    """
    before, after = _by_key(form, base), _by_key(form, mine)
    now, text, both = _by_key(form, theirs), theirs, []
    for key, part in after.items():
        old, there = before.get(key), now.get(key)
        if old is not None and old.values == part.values:
            continue
        if there is not None and there.values != part.values:
            values, disputed = _merged(old.values if old else {}, part.values, there.values)
            both += [part.name] * disputed
            text = form.changed(text, key, values)
        elif there is None:
            if old is not None:
                both.append(part.name)
            text = form.added(text, part.kind, part.values, _last_before(after, key, text, form))
    for key, part in before.items():
        if key not in after and key in now:
            if now[key].values != part.values:
                both.append(part.name)
            text = form.removed(text, key)
    return Rebased(text, both)


def _merged(base: Values, mine: Values, theirs: Values) -> tuple[Values, bool]:
    """The values of a part that two changed, each field as whoever changed it has it, and whether
    both changed one to different things: mine stands."""
    values = {
        name: said if said != base.get(name) else theirs.get(name, said)
        for name, said in mine.items()
    }
    return values, any(
        theirs.get(name) not in (base.get(name), said) for name, said in values.items()
    )


def _by_key(form: PartFormat, text: str) -> Mapping[str, Part]:
    return {part.key: part for part in form.parts(text)}


def _last_before(after: Mapping[str, Part], key: str, text: str, form: PartFormat) -> str:
    """The part behind which a new one stood, if it is there."""
    there = _by_key(form, text)
    earlier = list(after)[: list(after).index(key)]
    return next((one for one in reversed(earlier) if one in there), "")


def _source(text: str) -> SourceFile:
    return SourceFile.of("file.md", text.encode())
