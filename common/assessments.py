"""Kinds of assessment as the council's screening file declares them: plain values for everybody.

A kind is known by its `key` alone (`dpia`), which is what is stored; everything that people read
of it comes from the file, so that a council adds a kind without anybody touching code.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class AssessmentTypes:
    """The kinds that there are, in the order of the file; a kind that is not known any more is
    called by its key."""

    known: Mapping[str, AssessmentType] = field(default_factory=dict)

    def __iter__(self) -> Iterator[AssessmentType]:
        return iter(self.known.values())

    def name(self, key: str, language: str = "en") -> str:
        return self.known[key].said("name", language) if key in self.known else key

    def with_acronym(self, key: str, language: str = "en") -> str:
        """Its whole name with the acronym that people know it by, if it has one."""
        name, short = self.name(key, language), self.short(key, language)
        acronym = sum(map(str.isupper, short)) > 1 and short not in name
        return f"{name} ({short})" if acronym else name

    def short(self, key: str, language: str = "en") -> str:
        return self.known[key].said("short", language) if key in self.known else key

    def about(self, key: str, language: str = "en") -> str:
        return self.known[key].said("about", language) if key in self.known else key


NO_TYPES = AssessmentTypes()


def types_as_json(types: AssessmentTypes) -> list[dict[str, object]]:
    return [
        {
            "key": one.key,
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
    return AssessmentTypes(found)
