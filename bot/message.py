"""What passes between a channel and the conversation: neutral of Teams and of HTML.

A channel turns what a person did into a `Message` and draws the `Reply` with what it has:
`bot/teams` as an Adaptive Card with a full plain-text twin, `web` as HTML.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from common.person import Person


class Scope(StrEnum):
    """Who reads the reply; only `personal` may show anything personal."""

    PERSONAL = "personal"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that a person said, chose or filled in.

    `conversation` is the channel's own stable key for follow-ups. `action` with `values` is a
    button or a form, unchecked client data that the conversation validates; `text` is what was
    typed, mention removed. `id` is the channel's once-only key of this delivery, `channel` the
    name, with Teams, of the channel in which it was said, if it was in one. `context` is what
    somebody else wrote that this quotes or passes on, `quoted_receipt` the receipt of the answer
    of ours that it quotes. `is_edit`: it takes the place of a message that was read before.
    `has_unread`: with it came a file, a picture or the like. `in_dialog`: it is said in a dialog
    over a chat, so that what is typed in that chat is no answer to it. `can_be_alone`: the channel
    can show a reply to this person alone, though others read along. `is_press`: the text is that of
    a button, in whatever language the button's words are.
    """

    id: str
    conversation: str
    person: Person
    text: str = ""
    action: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    scope: Scope = Scope.PERSONAL
    locale: str = "en-GB"
    channel: str = ""
    context: str = ""
    quoted_receipt: str = ""
    is_edit: bool = False
    has_unread: bool = False
    in_dialog: bool = False
    can_be_alone: bool = False
    is_press: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The assistant's own voice: plain text with blank lines between paragraphs, no Markdown."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as approved, in policy Markdown, with everything that a citation needs.

    `link` is the reader's path, for example `/policies/meetings/2.0#recording`. Of a `folded`
    passage a channel shows the heading first and the text on demand; a `related` one stands beside
    the passage that answers, and all those that follow each other are one fold away. `excerpt`
    is the part of the text that answers, with what limits it: where there is one, it is shown
    first and the whole text on demand. `answers` is where in the text the sentence that answers
    stands, from and up to which character: a channel marks it there. `language` is that of the
    words, as `lang` has it.
    """

    ref: str
    title: str
    version: str
    clause: str
    heading: str
    text: str
    effective_from: date
    link: str
    note: str = ""
    folded: bool = False
    related: bool = False
    excerpt: str = ""
    language: str = "en-GB"
    answers: tuple[int, int] | None = None


class DiffSide(StrEnum):
    """Where a piece of a reworded text stands: in both versions, or in one of them only."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Diff:
    """What was taken out of a clause and put into it, in reading order, as plain text.

    A channel marks `OLD` and `NEW` pieces in words or by `ins` and `del`, never by colour alone.
    `note` says what happened; `link` is the reader's path of the clause as it is now.
    """

    clause: str
    heading: str
    pieces: Sequence[tuple[DiffSide, str]]
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; every row is as long as `columns`."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: typing `say` has the same effect as pressing it. A choice with a `link` opens a
    page instead; one with an `action` sends that action with `values`. What comes of one that is
    `in_place` takes the place of the card that it is on, for whoever pressed it."""

    label: str
    say: str = ""
    action: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    in_place: bool = False


FEEDBACK = "feedback"
"""The action of the choices that say whether an answer helped. A channel that has buttons of its
own for that leaves them out."""

OPEN_CHAT = "chat:"
"""The link of a choice that opens the person's own chat with the assistant."""


@dataclass(frozen=True, slots=True)
class Choices:
    """At most six things to do next (Teams' validation guidelines). `folded` ones are of second
    rank: a channel shows the prompt first and the things on demand."""

    items: Sequence[Choice]
    prompt: str = ""
    folded: bool = False


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `problem` is shown beside it; `value` keeps what was typed."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    hint: str = ""
    required: bool = False
    options: Sequence[tuple[str, str]] = ()
    max_length: int = 0
    value: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that can be filled in as a card, as HTML, or field by field by typing.

    `key` is the once-only key of this form: submitted twice, it acts once. `page` is the link of
    one of our pages that has the same, for where the form cannot be shown.
    """

    action: str
    key: str
    title: str
    fields: Sequence[Field]
    submit: str
    intro: str = ""
    page: str = ""


Block = Text | Quotation | Diff | Table | Choices | Form


def with_related_together(blocks: Sequence[Block]) -> Iterator[Block | list[Quotation]]:
    """The blocks in their order, with related passages that follow each other in one list."""
    held: list[Quotation] = []
    for block in blocks:
        if isinstance(block, Quotation) and block.related:
            held.append(block)
            continue
        if held:
            yield held
            held = []
        yield block
    if held:
        yield held


@dataclass(frozen=True, slots=True)
class Reply:
    """What to show, top to bottom. `receipt` names the journal entry of an answer. A `passing`
    remark answers nothing: a form that was sent in stays as it is, to be sent again. One that is
    `in_place` is seen by whoever pressed a button and by nobody else, so a form may be in it.
    What is `for_asker` is shown to whoever asked and to nobody else of those who read along.
    `language` is the tag of the assistant's own voice; what is quoted is in the language of its
    approval.
    `switch_to` is the tag of the language that the person asks to be spoken to from now on."""

    blocks: Sequence[Block]
    receipt: str = ""
    passing: bool = False
    in_place: bool = False
    for_asker: bool = False
    language: str = "en-GB"
    switch_to: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One thing that somebody looked up: a title and a line for a list of such things, and all
    that is shown when it is chosen. What is drawn of two with the same `drawn_as` is the same."""

    title: str
    line: str
    reply: Reply
    drawn_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Some of what was found, best first; `note` says why there is nothing to choose from."""

    items: Sequence[SearchResult]
    note: str = ""


class Responder(Protocol):
    """Who decides what to say: `bot.conversation.Conversation`, and what is put around it."""

    async def reply_to(self, message: Message) -> Reply: ...

    async def welcome(self, message: Message) -> Reply: ...
