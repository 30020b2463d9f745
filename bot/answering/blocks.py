"""An answer of the library drawn as neutral blocks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from bot.message import Block, Quotation, Table, Text
from bot.messages import wording
from knowledge.model.policies import Answer, AnswerKind, Match, Passage, Tool

Note = Callable[[Passage], str]
"""What must be known besides a quoted passage; empty where there is nothing."""


def _no_note(_: Passage) -> str:
    return ""


Names = Mapping[str, str]
"""What the tools of the register are called, by id."""

_NO_NAMES: Names = MappingProxyType({})


def blocks_of(answer: Answer, note: Note = _no_note, names: Names = _NO_NAMES) -> tuple[Block, ...]:
    """Everything to show for an answer, in reading order. A tool without a name goes by its id."""
    if answer.kind is AnswerKind.ANSWERED:
        return tuple(_answered(answer, note, names))
    if answer.kind is AnswerKind.NEAREST:
        return (
            Text(wording.nearest()),
            *quotes(answer.matches, note, folded_from=0),
            Text(wording.ask(answer.contact)),
        )
    if answer.kind is AnswerKind.NOT_UNDERSTOOD:
        return (Text(wording.not_understood()),)
    if answer.subject is not None:
        return (Text(answer.subject.text),)
    if answer.named:
        return tuple(_not_quoted(answer, note))
    return (Text(wording.silent(), strong=True), Text(wording.ask(answer.contact)))


def _answered(answer: Answer, note: Note, names: Names) -> Iterator[Block]:
    if answer.unlisted:
        yield Text(wording.not_listed(answer.unlisted), strong=True)
    for tool in answer.tools:
        yield Text(wording.tool_line(tool.name, tool.status), strong=True)
    if answer.lead is not None:
        yield Text(wording.lead(answer.lead), strong=True)
    yield from quotes(answer.matches, note, folded_from=max(1, len(answer.parts)))
    if answer.tools:
        yield _table(answer.tools, names)
    yield Text(wording.ask(answer.contact))


def _not_quoted(answer: Answer, note: Note) -> Iterator[Block]:
    """Why nothing is quoted although there is a clause: where it stands, and whom to ask."""
    best = answer.named[0]
    if answer.kind is AnswerKind.NOT_YET:
        yield Text(wording.not_in_force_yet(), strong=True)
        yield Text(wording.not_yet(best.title, best.version, best.effective_from, best.clause))
    elif answer.kind is AnswerKind.NO_LONGER:
        yield Text(wording.no_longer_in_force(), strong=True)
        told = wording.no_longer(best.title, best.version, best.clause)
        yield Text(f"{told} {note(best)}".strip())
    else:
        other = answer.named[-1]
        yield Text(wording.policies_disagree(), strong=True)
        yield Text(wording.conflict(best.title, best.clause, other.title))
    yield Text(wording.ask_owner(best.owner, answer.contact))


def quotes(matches: Sequence[Match], note: Note, folded_from: int) -> Iterator[Quotation]:
    """The passages as quotations, from the given one on folded."""
    for at, match in enumerate(matches):
        yield quoted(match.passage, note(match.passage), folded=at >= folded_from)


def quoted(passage: Passage, note: str = "", folded: bool = False) -> Quotation:
    """A passage as a quotation with its citation and the link to the reader."""
    return Quotation(
        ref=passage.ref,
        title=passage.title,
        version=passage.version,
        clause=passage.clause,
        heading=passage.heading,
        text=passage.text,
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


def _table(tools: Sequence[Tool], names: Names) -> Table:
    return Table(
        caption=wording.on_the_register(),
        columns=wording.register_columns(),
        rows=[
            (
                tool.name,
                wording.status_of(tool.status),
                tool.who_may_use or wording.nobody(),
                wording.listed(tool.data_allowed) or wording.no_data(),
                wording.listed([names.get(other, other) for other in tool.alternatives]) or "-",
                wording.day(tool.next_audit_due) if tool.next_audit_due else "-",
            )
            for tool in tools
        ],
    )
