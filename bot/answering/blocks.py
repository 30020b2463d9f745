"""An answer of the library drawn as neutral blocks."""

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.message import Block, Quotation, Table, Text
from bot.messages.formats import format_day, listed
from bot.messages.language import SPOKEN, Language, current
from bot.messages.say import say
from knowledge.model.answers import Answer, AnswerKind, Comparison, Match
from knowledge.model.excerpt import excerpt
from knowledge.model.policies import OutOfScopeTopic, Passage, Tool, Verdict
from knowledge.query.asking_part import asks
from knowledge.query.context import points_back
from knowledge.query.tools.entry_question import EntryFact, entry_facts
from knowledge.query.tools.naming import overall_verdict

Note = Callable[[Passage], str]
"""What must be known besides a quoted passage; empty where there is nothing."""


def _no_note(_: Passage) -> str:
    return ""


_MOST_QUOTED = 70  # words quoted for the questions of a message together; the rest is folded
_LONGEST_PART = 48  # characters of a question that its answer repeats

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
            *nearest_quotes(answer.matches, note),
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
    told = () if answer.incident else _told_in_parts(answer, note)
    if sum(len(one.asked) for one in told) > 1:
        yield from _in_parts(answer, told, note)
    else:
        yield from _lead(answer)
        yield from quotes(answer.matches, note)
    facts = entry_facts(answer.asked) if answer.tools else ()
    for tool in answer.tools:
        yield Text(_standing(tool, names))
        yield from _facts(tool, facts)
    if len(answer.tools) > 1:
        yield _table(answer.tools, names)
    yield Text(say("answer-ask", contact=answer.contact))


def _lead(answer: Answer) -> Iterator[Text]:
    if answer.lead is not None:
        yield Text(say("answer-lead", verdict=answer.lead), strong=True)


@dataclass(frozen=True, slots=True)
class _Told:
    """What answers one question of several, or more that the same words answer."""

    asked: list[str]
    part: Answer
    quotation: Quotation

    @property
    def shown(self) -> str:
        return self.quotation.excerpt or self.quotation.text

    def answers(self, part: Answer) -> bool:
        """Whether the words that answer a further question stand here already."""
        match = part.matches[0]
        says_it = match.answers is None or match.answers.text in self.shown
        is_same = match.passage.ref == self.quotation.ref and part.lead in (None, self.part.lead)
        return says_it and is_same


def _in_parts(answer: Answer, told: Sequence[_Told], note: Note) -> Iterator[Block]:
    """Each question of several under its own words, behind a clause that answers all of them; as
    many clauses as there is room for, the others folded."""
    room = _MOST_QUOTED
    if answer.passages[0].ref not in [one.quotation.ref for one in told]:
        yield from _lead(answer)
        for quotation in quotes(answer.matches[:1], note):
            room -= len((quotation.excerpt or quotation.text).split())
            yield quotation
    for one in told:
        yield Text(say("answer-part", asked=listed([f"“{part_shown(a)}”" for a in one.asked])))
        yield from _lead(one.part)
        words = len(one.shown.split())
        is_open = room == _MOST_QUOTED or words <= room
        yield one.quotation if is_open else replace(one.quotation, folded=True)
        room -= words
    for part in answer.parts:
        is_open = part.kind is not AnswerKind.ANSWERED and asks(part.asked)
        if is_open and not points_back(part.asked):
            yield Text(say("answer-part", asked=f"“{part_shown(part.asked)}”"))
            yield from _not_covered(part.subject) if part.subject else (Text(say("answer-silent")),)


def _told_in_parts(answer: Answer, note: Note) -> Sequence[_Told]:
    """The answers to its questions; the limits of a clause's sentence are said of it once."""
    found: list[_Told] = []
    for part in answer.parts:
        if part.kind is not AnswerKind.ANSWERED or not asks(part.asked):
            continue
        home = next((one for one in found if one.answers(part)), None)
        if home is not None:
            home.asked.append(part.asked)
            continue
        (quotation,) = quotes(part.matches[:1], note)
        sentence = part.matches[0].answers
        if sentence and quotation.ref in [one.quotation.ref for one in found]:
            quotation = replace(quotation, excerpt=sentence.whole)
        found.append(_Told([part.asked], part, quotation))
    return found


def part_shown(asked: str) -> str:
    """What is repeated of a question above its answer: cut where its words are many."""
    return textwrap.shorten(asked, _LONGEST_PART, placeholder=" …")


def _standing(tool: Tool, names: Names) -> str:
    """How a tool stands on the register and which information it may take, below the answer; and
    what to use instead of one that nobody may use."""
    status = say("tool-status", status=tool.status)
    data = _data(tool.data_allowed)
    stands = say("tool-standing", tool=tool.name, status=status, data=data)
    is_out = overall_verdict(tool) is Verdict.NOT_ALLOWED
    others = listed([names.get(other, other) for other in tool.alternatives]) if is_out else ""
    return f"{stands} {say('tool-instead', tools=others)}" if others else stands


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


def quotes(matches: Sequence[Match], note: Note) -> Iterator[Quotation]:
    """The first passage, with the sentence that answers, and the others beside it."""
    notes = [note(match.passage) for match in matches]
    for match, noted in zip(matches[:1], notes, strict=False):
        shown = _marked(match, noted)
        is_welsh = shown.language != Language.ENGLISH  # its sentences are found in the English
        part = "" if is_welsh else excerpt(match.passage.text, match.answers)
        yield replace(shown, excerpt=part)
    for match, noted in zip(matches[1:], notes[1:], strict=True):
        yield replace(_marked(match, noted), folded=True, related=True)


def nearest_quotes(matches: Sequence[Match], note: Note) -> Iterator[Quotation]:
    """Passages of which none answers: the headings, and the texts on demand."""
    return (replace(_marked(match, note(match.passage)), folded=True) for match in matches)


def _marked(match: Match, note: str) -> Quotation:
    """A passage with the place of the sentence that answers, unless that is all that it says."""
    shown, found = quoted(match.passage, note), match.answers
    if found is None or shown.text != match.passage.text or found.text == shown.text.strip():
        return shown
    return replace(shown, answers=(found.start, found.end))


def quoted(
    passage: Passage, note: str = "", folded: bool = False, language: Language | None = None
) -> Quotation:
    """A passage as a quotation with its citation and the link to the reader; in Welsh where that
    is spoken, or asked for by `language`, and the clause is published in it."""
    welsh = passage.welsh if (language or SPOKEN.get()) is Language.WELSH else None
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
