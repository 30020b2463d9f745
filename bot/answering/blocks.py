"""An answer of the library drawn as neutral blocks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.message import Block, Quotation, Table, Text
from bot.messages.formats import format_day, listed
from bot.messages.language import Language, current
from bot.messages.say import say
from knowledge.model.excerpt import excerpt
from knowledge.model.policies import (
    Answer,
    AnswerKind,
    Comparison,
    Match,
    OutOfScopeTopic,
    Passage,
    Tool,
)
from knowledge.query.entry_question import EntryFact, entry_facts

Note = Callable[[Passage], str]
"""What must be known besides a quoted passage; empty where there is nothing."""


def _no_note(_: Passage) -> str:
    return ""


Names = Mapping[str, str]
"""What the tools of the register are called, by id."""

_NO_NAMES: Names = MappingProxyType({})


def blocks_of(answer: Answer, note: Note = _no_note, names: Names = _NO_NAMES) -> tuple[Block, ...]:
    """Everything to show for an answer, in reading order. A tool without a name goes by its id."""
    blocks = _said(answer, note, names)
    if answer.compared is Comparison.WORDS_SO_FAR:
        return (*blocks, Text(say("answer-by-words-so-far")))
    return blocks


def _said(answer: Answer, note: Note, names: Names) -> tuple[Block, ...]:
    if answer.kind is AnswerKind.ANSWERED:
        return tuple(_answered(answer, note, names))
    if answer.kind is AnswerKind.NEAREST:
        return (
            Text(say("answer-nearest")),
            *quotes(answer.matches, note, folded_from=0),
            Text(say("answer-ask", contact=answer.contact)),
        )
    if answer.kind is AnswerKind.NOT_UNDERSTOOD:
        return (Text(say("answer-not-understood")),)
    if answer.subject is not None:
        return tuple(_not_covered(answer.subject))
    if answer.named:
        return tuple(_not_quoted(answer, note))
    return (
        Text(say("answer-silent"), strong=True),
        Text(say("answer-ask", contact=answer.contact)),
    )


def _answered(answer: Answer, note: Note, names: Names) -> Iterator[Block]:
    if answer.incident:
        yield Text(say("answer-incident"), strong=True)
    if answer.unlisted:
        yield Text(say("tool-not-listed", tool=answer.unlisted), strong=True)
    if answer.lead is not None:
        yield Text(say("answer-lead", verdict=answer.lead), strong=True)
    yield from quotes(answer.matches, note, folded_from=max(1, len(answer.parts)))
    facts = entry_facts(answer.asked)
    for tool in answer.tools:
        yield Text(_standing(tool))
        yield from _facts(tool, facts)
    if len(answer.tools) > 1 or any(tool.passage in answer.passages[:1] for tool in answer.tools):
        yield _table(answer.tools, names)
    yield Text(say("answer-ask", contact=answer.contact))


def _standing(tool: Tool) -> str:
    """How a tool stands on the register and which information it may take, below the answer."""
    status = say("tool-status", status=tool.status)
    data = _data(tool.data_allowed)
    return say("tool-standing", tool=tool.name, status=status, data=data)


def _facts(tool: Tool, asked: Sequence[EntryFact]) -> Iterator[Text]:
    """What is asked of an entry and stands in none of its sentences."""
    if EntryFact.OWNER in asked:
        yield Text(say("tool-owned", tool=tool.name, owner=tool.owner))
    if EntryFact.AUDIT in asked:
        said = say(
            "tool-audited", tool=tool.name, last=tool.last_audit_on, next=tool.next_audit_due
        )
        yield Text(said)


def _not_quoted(answer: Answer, note: Note) -> Iterator[Block]:
    """Why nothing is quoted although there is a clause: where it stands, and whom to ask."""
    best = answer.named[0]
    if answer.kind is AnswerKind.NOT_YET:
        yield Text(say("answer-not-in-force-yet"), strong=True)
        yield Text(
            say(
                "answer-not-yet",
                number=best.clause,
                title=best.title,
                version=best.version,
                day=best.effective_from,
            )
        )
    elif answer.kind is AnswerKind.NO_LONGER:
        yield Text(say("answer-no-longer-in-force"), strong=True)
        told = say("answer-no-longer", number=best.clause, title=best.title, version=best.version)
        yield Text(f"{told} {note(best)}".strip())
    else:
        other = answer.named[-1]
        yield Text(say("answer-policies-disagree"), strong=True)
        yield Text(say("answer-conflict", number=best.clause, title=best.title, other=other.title))
    yield Text(say("answer-ask-owner", owner=best.owner, contact=answer.contact))


def quotes(matches: Sequence[Match], note: Note, folded_from: int) -> Iterator[Quotation]:
    """The passages as quotations, from the given one on folded."""
    for at, match in enumerate(matches):
        shown = quoted(match.passage, note(match.passage), folded=at >= folded_from)
        is_whole = shown.folded or shown.language != Language.ENGLISH
        part = "" if is_whole else excerpt(match.passage.text, match.answers)
        yield replace(shown, excerpt=part)


def quoted(
    passage: Passage, note: str = "", folded: bool = False, language: Language | None = None
) -> Quotation:
    """A passage as a quotation with its citation and the link to the reader; in Welsh where that
    is spoken, or asked for by `language`, and the clause is published in it."""
    welsh = passage.welsh if (language or current()) is Language.WELSH else None
    said = welsh or passage
    return Quotation(
        ref=passage.ref,
        title=said.title,
        version=passage.version,
        clause=passage.clause,
        heading=said.heading,
        text=said.text,
        language=Language.WELSH if welsh else Language.ENGLISH,
        effective_from=passage.effective_from,
        link=link_to(passage),
        note=note,
        folded=folded,
    )


def link_to(passage: Passage) -> str:
    """The reader's path of a passage."""
    if passage.policy_id == "register":
        return f"/policies/register/{passage.anchor}"
    return f"/policies/{passage.policy_id}/{passage.version}#{passage.anchor}"


def _not_covered(subject: OutOfScopeTopic) -> Iterator[Block]:
    """What the council says of a subject, in the language of the turn if it is written in it."""
    if subject.welsh and current() is Language.WELSH:
        yield Text(subject.welsh)
    else:
        yield from _as_approved()
        yield Text(subject.text)


def _as_approved() -> Iterator[Text]:
    """Above the policies' own words, where the assistant speaks another language than theirs."""
    if current() is not Language.ENGLISH:
        yield Text(say("chat-quoted-as-approved"))


def _data(classes: Sequence[str]) -> str:
    """Classes of data as they are called in the language of the turn."""
    return listed([say("tool-data-class", name=one) for one in classes]) or say("tool-no-data")


def _who_may_use(tool: Tool) -> str:
    """The register's own words; those for nobody in the language of the turn."""
    if tool.who_may_use.strip().lower() in ("", "nobody"):
        return say("tool-nobody")
    return say("tool-as-registered", words=tool.who_may_use)


def _table(tools: Sequence[Tool], names: Names) -> Table:
    return Table(
        caption=say("tool-on-the-register"),
        columns=(
            say("tool-column-tool"),
            say("tool-column-status"),
            say("tool-column-who"),
            say("tool-column-data"),
            say("tool-column-instead"),
            say("tool-column-audit"),
        ),
        rows=[
            (
                tool.name,
                say("tool-status", status=tool.status),
                _who_may_use(tool),
                _data(tool.data_allowed),
                listed([names.get(other, other) for other in tool.alternatives]) or "-",
                format_day(tool.next_audit_due) if tool.next_audit_due else "-",
            )
            for tool in tools
        ],
    )
