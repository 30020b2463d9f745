"""The fields of an idea: each declared once, and everything that is done with it follows from here.

A new field is one line of `Proposal`, a migration that adds its column to the table `idea`, and the
messages of its `question` and `hint`. Forms, masking,
the table's column, the board, its filters and its search, exports, imports and papers read
`FIELDS`; nothing else names the fields one by one.
"""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

USUAL_CLASSES = ("public", "internal", "personal", "special", "confidential")


class FieldType(StrEnum):
    """What may be filled in: a line of text, several lines, a day, a number, yes or no, one of the
    choices, any of the choices, or items one a line."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    ITEMS = "items"


class Place(StrEnum):
    """Where a field is shown, besides the form in which a submitter adds to an idea, which has all.

    `FORM`: asked when an idea is suggested. `BOARD`: among what the submitter said, on the idea's
    page. `FILTER`: a choice above the board's list. `SEARCH`: found by its words there. `EXPORT`: a
    column of tables that are taken away. `IMPORT`: a heading of the template for tables that are
    sent in. `PAPERS`: under an idea that is to be decided, in the agenda pack. `CATALOGUE`: what a
    description for other councils begins with. `SCREENED`: its words suggest answers to the
    screening.
    """

    FORM = "form"
    BOARD = "board"
    FILTER = "filter"
    SEARCH = "search"
    EXPORT = "export"
    IMPORT = "import"
    PAPERS = "papers"
    CATALOGUE = "catalogue"
    SCREENED = "screened"


_TABLES = frozenset({Place.EXPORT, Place.IMPORT})
_READ = _TABLES | {Place.BOARD, Place.PAPERS}


class Offer(StrEnum):
    """What a field is chosen from, where the council names it."""

    DATA_CLASSES = "data classes"
    OBJECTIVES = "objectives"


@dataclass(frozen=True, slots=True)
class IdeaField:
    """One field. `label` is its name on the board; `question` and `hint` are ids of messages
    by which the form asks it, and it asks by the label where there is no such message. `masked`:
    people write about people in it, so it is looked through for personal data. `limit` is in
    characters (0: it is no text). `offer` is the council's list that it is
    chosen from. `asked` is its place in the form; those without one follow, in the order
    declared."""

    name: str
    type: FieldType
    label: str
    question: str
    hint: str
    needed: bool
    masked: bool
    limit: int
    shown: frozenset[Place]
    asked: int
    offer: Offer | None

    def is_shown(self, place: Place) -> bool:
        return place in self.shown


LIMIT = 2000
"""Characters at most of a text that says nothing else."""


def _declared(
    kind: FieldType,
    label: str,
    question: str,
    hint: str = "",
    *,
    shown: frozenset[Place] = _READ,
    needed: bool = False,
    masked: bool = False,
    limit: int = LIMIT,
    asked: int = 99,
    offer: Offer | None = None,
) -> Any:
    """A field of `Proposal`; one that is needed has no default."""
    texts = kind in (FieldType.LINE, FieldType.TEXT)
    about = {
        "type": kind,
        "label": label,
        "question": question,
        "hint": hint,
        "needed": needed,
        "masked": masked,
        "limit": limit if texts else 0,
        "shown": shown,
        "asked": asked,
        "offer": offer,
    }
    if needed:
        return field(metadata=about)
    empty = "" if texts else () if kind is FieldType.CHOICES else None
    return field(default=empty, metadata=about)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person says of an idea. Only title and description are compulsory; a yes/no of None
    has not been answered. Numbers are per month and in minutes."""

    title: str = _declared(
        FieldType.LINE,
        "Title",
        "field-title",
        "field-title-help",
        needed=True,
        masked=True,
        limit=150,
        asked=3,
        shown=_TABLES | {Place.FORM, Place.SEARCH, Place.SCREENED, Place.CATALOGUE},
    )
    description: str = _declared(
        FieldType.TEXT,
        "The idea",
        "field-description",
        "field-description-help",
        needed=True,
        masked=True,
        limit=6000,
        asked=2,
        shown=_READ | {Place.FORM, Place.SEARCH, Place.SCREENED},
    )
    problem: str = _declared(
        FieldType.TEXT,
        "The problem",
        "field-problem",
        "field-problem-help",
        masked=True,
        asked=1,
        shown=_READ | {Place.FORM, Place.SEARCH, Place.SCREENED, Place.CATALOGUE},
    )
    service: str = _declared(
        FieldType.LINE,
        "Service",
        "field-service",
        limit=100,
        shown=_TABLES | {Place.FORM, Place.FILTER, Place.SEARCH, Place.CATALOGUE},
    )
    who_benefits: str = _declared(FieldType.LINE, "Who benefits", "field-who-benefits", masked=True)
    how_done_now: str = _declared(
        FieldType.TEXT, "How it is done now", "field-how-done-now", masked=True
    )
    volume_per_month: int | None = _declared(
        FieldType.NUMBER,
        "How often in a month",
        "field-volume-per-month",
        "field-rough-number",
    )
    minutes_each: int | None = _declared(
        FieldType.NUMBER,
        "Minutes each",
        "field-minutes-each",
        "field-rough-number",
    )
    data_classes: tuple[str, ...] = _declared(
        FieldType.CHOICES,
        "Data that it would use",
        "field-data-classes",
        "field-data-classes-help",
        offer=Offer.DATA_CLASSES,
        shown=_READ | {Place.FORM},
    )
    tool_in_mind: str = _declared(
        FieldType.LINE,
        "Tool in mind",
        "field-tool-in-mind",
        limit=100,
        shown=_READ | {Place.FORM, Place.SEARCH, Place.SCREENED},
    )
    public_facing: bool | None = _declared(
        FieldType.YES_NO, "The public deals with it", "field-public-facing"
    )
    affects_decisions: bool | None = _declared(
        FieldType.YES_NO,
        "It affects decisions about people",
        "field-affects-decisions",
    )
    children_or_vulnerable: bool | None = _declared(
        FieldType.YES_NO,
        "It concerns children or vulnerable people",
        "field-children-or-vulnerable",
    )
    expected_benefit: str = _declared(
        FieldType.TEXT,
        "Expected benefit",
        "field-expected-benefit",
        masked=True,
    )
    objective: str = _declared(
        FieldType.LINE,
        "Objective",
        "field-objective",
        offer=Offer.OBJECTIVES,
        limit=150,
        shown=_READ | {Place.FILTER},
    )


FIELDS = tuple(IdeaField(one.name, **one.metadata) for one in fields(Proposal))
"""In the order in which tables have them."""

BY_NAME = {one.name: one for one in FIELDS}

ASKED = tuple(sorted(FIELDS, key=lambda one: one.asked))
"""In the order in which people are asked and shown them: the problem before the product."""


def shown_in(place: Place) -> tuple[IdeaField, ...]:
    """The fields of a place, in the order in which people are shown them."""
    return tuple(one for one in ASKED if one.is_shown(place))


def as_words(value: object) -> str:
    """A value of a field as people read it; empty where nothing was said."""
    if isinstance(value, str):  # what most are
        return value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if isinstance(value, int):
        return f"{value:,}" if value else ""
    return str(value or "")


def said_in(place: Place, proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """What was said, by the labels of a place; what was not said is left out."""
    said = ((one.label, as_words(getattr(proposal, one.name))) for one in shown_in(place))
    return tuple((label, text) for label, text in said if text)
