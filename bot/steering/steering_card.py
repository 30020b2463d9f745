"""The card of an idea as it is from now on: how the idea stands, who decided, and what can be done
still."""

from collections.abc import Iterator

from bot.message import Block, Reply, Text
from bot.messages.formats import format_day
from bot.messages.say import say
from bot.steering.steering_forms import buttons
from common.clock import local_time
from triage.model.idea import Decision, DecisionKind, Dossier, Idea, StageChange


def card_of(dossier: Dossier, *said: str) -> Reply:
    """The card, with something said besides."""
    idea = dossier.idea
    blocks: tuple[Block, ...] = (
        Text(f"{idea.reference}: {idea.title}", strong=True),
        *about(idea.proposal.problem, idea.proposal.service),
        Text(say("steering-stands", state=say("steering-state", stage=idea.stage))),
        *(Text(sentence) for sentence in said),
        *_latest(dossier),
        buttons(idea.reference, idea.stage, _record(dossier)),
    )
    return Reply(blocks, in_place=True)


def _record(dossier: Dossier) -> str:
    """The reference of the last decision that the card tells of; "" before there is one."""
    made = [one for one in dossier.decisions if one.deciding.kind is not DecisionKind.ASK]
    return made[-1].reference if made else ""


def about(problem: str, service: str) -> Iterator[Text]:
    """What an idea is about, as a channel is told it."""
    if problem:
        yield Text(say("notice-its-problem", problem=problem))
    if service:
        yield Text(say("notice-from-service", service=service))


def _latest(dossier: Dossier) -> Iterator[Text]:
    """The last decision, or else who moved the idea on, in which name, and when."""
    made = [one for one in dossier.decisions if one.deciding.kind is not DecisionKind.ASK]
    moves = [one for one in dossier.moves if one.before]
    if moves and not (made and made[-1].recorded_at >= moves[-1].at):
        yield from _moved(moves[-1], dossier.idea)
    elif made:
        yield from _decided(made[-1])


def _decided(made: Decision) -> Iterator[Text]:
    said = made.deciding
    yield Text(
        say(
            "steering-decided-by",
            decision=say("steering-kind", kind=said.kind),
            role=say("steering-maker", role=said.maker),
            day=format_day(said.decided_on),
            name=made.recorded_by.name,
        )
    )
    yield Text(say("steering-because", reason=said.reason))


def _moved(move: StageChange, idea: Idea) -> Iterator[Text]:
    """A channel is not told who sent an idea in, nor what they did with it."""
    by = move.by if move.by and move.by.number != idea.submitter.number else None
    when = format_day(local_time(move.at))
    yield Text(
        say(
            "steering-moved-by",
            state=say("steering-state", stage=move.after),
            day=when,
            name=by.name if by else "",
        )
    )
    if by and move.reason:
        yield Text(say("steering-because", reason=move.reason))
