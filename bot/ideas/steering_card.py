"""The card of an idea as it is from now on: how the idea stands, who decided, and what can be done
still."""

from collections.abc import Iterator

from bot import wording_of_notices as of_notices
from bot import wording_of_steering as wording
from bot.ideas.steering_forms import buttons
from bot.language import day
from bot.message import Block, Reply, Said
from knowledge.clock import local_time
from triage.model.idea import Decision, DecisionKind, Dossier, Idea, StageChange


def card_of(dossier: Dossier, *said: str, for_all: bool = False) -> Reply:
    """The card, with something said besides."""
    idea = dossier.idea
    blocks: tuple[Block, ...] = (
        Said(f"{idea.reference}: {idea.title}", strong=True),
        *about(idea.proposal.problem, idea.proposal.service),
        Said(wording.stands(wording.state(idea.stage))),
        *(Said(sentence) for sentence in said),
        *_latest(dossier),
        buttons(idea.reference, idea.stage),
    )
    return Reply(blocks, in_place=True, for_all=for_all)


def about(problem: str, service: str) -> Iterator[Said]:
    """What an idea is about, as a channel is told it."""
    if problem:
        yield Said(of_notices.its_problem(problem))
    if service:
        yield Said(of_notices.from_service(service))


def _latest(dossier: Dossier) -> Iterator[Said]:
    """The last decision, or else who moved the idea on, in which name, and when."""
    made = [one for one in dossier.decisions if one.deciding.kind is not DecisionKind.ASK]
    moves = [one for one in dossier.moves if one.before]
    if moves and not (made and made[-1].recorded_at >= moves[-1].at):
        yield from _moved(moves[-1], dossier.idea)
    elif made:
        yield from _decided(made[-1])


def _decided(made: Decision) -> Iterator[Said]:
    said = made.deciding
    yield Said(
        wording.decided_by(
            wording.kind(said.kind),
            wording.maker(said.maker),
            day(said.decided_on),
            made.recorded_by.name,
        )
    )
    yield Said(wording.because(said.reason))


def _moved(move: StageChange, idea: Idea) -> Iterator[Said]:
    """A channel is not told who sent an idea in, nor what they did with it."""
    by = move.by if move.by and move.by.number != idea.submitter.number else None
    when = day(local_time(move.at))
    yield Said(wording.moved_by(wording.state(move.after), when, by.name if by else ""))
    if by and move.reason:
        yield Said(wording.because(move.reason))
