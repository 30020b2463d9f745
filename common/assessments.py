"""Kinds of assessment as the council's screening file declares them: plain values for everybody.

A kind is known by its `key` alone (`dpia`), which is what is stored; everything that people read
of it comes from the file, so that a council adds a kind without anybody touching code.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class Gate(StrEnum):
    """A decision before which a test is to be passed, whatever a screening says."""

    PILOT = "pilot"
    ROLL_OUT = "roll-out"


@dataclass(frozen=True, slots=True)
class AssessmentType:
    """One kind. `name` is whole, `short` for where there is little room, `about` its subject.
    `words` has the same three in other languages, by `name-cy` and the like. `before` are the gates
    of a test; without any, questions say whether an assessment is needed."""

    key: str
    name: str
    short: str
    about: str
    words: Mapping[str, str] = field(default_factory=dict)
    before: tuple[Gate, ...] = ()

    def said(self, what: str, language: str = "en") -> str:
        """Its `name`, `short` or `about` in a language, in English where the file has no other."""
        english: str = getattr(self, what)
        return self.words.get(f"{what}-{language}") or english


_BEFORE: Mapping[str, Mapping[str, str]] = {
    "en": {Gate.PILOT: "before the pilot", Gate.ROLL_OUT: "before roll-out"},
    "cy": {Gate.PILOT: "cyn y treial", Gate.ROLL_OUT: "cyn ei gyflwyno"},
}


@lru_cache(maxsize=256)
def gate_of(kind: str) -> Gate | None:
    """The gate before which a test is done, of a kind such as `safety.pilot`; None for an
    assessment that a screening asks for."""
    gate = kind.partition(".")[2]
    return Gate(gate) if gate in set(Gate) else None


@dataclass(frozen=True, slots=True)
class AssessmentTypes:
    """The kinds that there are, in the order of the file; a kind that is not known any more is
    called by its key. `asked` are the keys of those in force today. A test is kept once for each
    of its gates, as `safety.pilot` and `safety.roll-out`."""

    known: Mapping[str, AssessmentType] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()

    @property
    def demanded(self) -> tuple[str, ...]:
        """The tests that are asked for today whatever a screening says, each at each gate."""
        return tuple(
            f"{one.key}.{gate}"
            for gate in Gate
            for one in self
            if one.key in self.asked and gate in one.before
        )

    def knows(self, kind: str) -> bool:
        key, _, gate = kind.partition(".")
        return key in self.known and (not gate or gate in self.known[key].before)

    def __iter__(self) -> Iterator[AssessmentType]:
        return iter(self.known.values())

    def name(self, key: str, language: str = "en") -> str:
        return self._called("name", key, language)

    def with_acronym(self, key: str, language: str = "en") -> str:
        """Its whole name with the acronym that people know it by, if it has one."""
        name, short = self.name(key, language), self.short(key, language)
        acronym = sum(map(str.isupper, short)) > 1 and short not in name
        return f"{name} ({short})" if acronym else name

    def short(self, key: str, language: str = "en") -> str:
        return self._called("short", key, language)

    def about(self, key: str, language: str = "en") -> str:
        return self.known[key].said("about", language) if key in self.known else key

    def _called(self, what: str, kind: str, language: str) -> str:
        key, gate = kind.partition(".")[0], gate_of(kind)
        if key not in self.known:
            return kind
        said = self.known[key].said(what, language)
        before = _BEFORE.get(language, _BEFORE["en"])
        return f"{said} {before[gate]}" if gate else said


NO_TYPES = AssessmentTypes()


def types_as_json(types: AssessmentTypes) -> list[dict[str, object]]:
    return [
        {
            "key": one.key,
            "asked": one.key in types.asked,
            "name": one.name,
            "short": one.short,
            "about": one.about,
            "words": dict(one.words),
            "before": list(one.before),
        }
        for one in types
    ]


def types_from_json(plain: list[Mapping[str, object]]) -> AssessmentTypes:
    """What `types_as_json` wrote. Raises TypeError or ValueError for anything else."""
    found: dict[str, AssessmentType] = {}
    for one in plain:
        words, before = one["words"], one["before"]
        if not isinstance(words, dict) or not isinstance(before, list):
            raise TypeError("an assessment's words are a mapping, its gates a list")
        key = str(one["key"])
        found[key] = AssessmentType(
            key,
            str(one["name"]),
            str(one["short"]),
            str(one["about"]),
            {str(name): str(text) for name, text in words.items()},
            tuple(Gate(gate) for gate in before),
        )
    return AssessmentTypes(found, frozenset(str(one["key"]) for one in plain if one["asked"]))
