"""A document as it was read, before it becomes a policy: its HTML, its words and its facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ANCHOR_OF_ITEM, END_OF_LABEL = "\ue000", "\ue001"
"""Around the level and label of a list point whose number a tool keeps outside the text:
`\\ue0002|(a)\\ue001` begins the point (a) of the second level."""


class ImportRefusedError(Exception):
    """The document cannot be read; the message says what to do, in words for a person."""


class NoConverterError(ImportRefusedError):
    """What reads such documents is not installed; how it is depends on who is told."""

    INSTALL = "python3 run.py install importing"

    def __init__(self, kind: str, converter: str) -> None:
        super().__init__(
            f"{kind} is read with {converter}, which is not installed here. Whoever runs the "
            "assistant can add it."
        )


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Some text of the document with its place in words. `left_out` says why it is not taken."""

    place: str
    text: str
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person must know or decide, with its place in the document ("" for all of it)."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One document. `facts` are what it says of itself, by front matter key where one is known:
    title, version, owner, effective_from, review_by, approved_on, summary, classification."""

    name: str
    html: str
    words: Sequence[SourceWords]
    facts: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()
