"""Following up: what became of one's own ideas."""

from collections.abc import Callable, Iterator

from bot.answering.blocks import quoted
from bot.ideas.screening_outcome import questions_used
from bot.ideas.service_level import screened_by, triage_clause
from bot.message import Block, Choice, Choices, Reply, Table, Text
from bot.messages.formats import format_day
from bot.messages.language import spoken
from bot.messages.say import say
from common.clock import local_day
from common.person import Person
from knowledge import Library
from storage import StoreError
from triage import Idea, TriageList
from triage.model.idea import Decision, Dossier
from triage.model.stages import UNDECIDED, Stage

_MOST_ROWS = 20


class StatusHandler:
    """Tells a person about their own ideas; another's reference is answered as an unknown one."""

    def __init__(
        self,
        ideas: Callable[[], TriageList],
        library: Callable[[], Library],
    ) -> None:
        self._ideas = ideas
        self._library = library

    async def mine(self, who: Person) -> Reply:
        try:
            ideas = await self._ideas().ideas_of(who)
        except StoreError:
            return Reply((Text(say("idea-cannot-look")),))
        if not ideas:
            start = Choice(say("idea-suggest-an-idea"), say="suggest an idea")
            return Reply((Text(say("status-none-yet")), Choices([start])))
        table = Table(
            caption=say("status-your-ideas", count=len(ideas)),
            columns=(
                say("status-column-reference"),
                say("status-column-idea"),
                say("status-column-stage"),
                say("status-column-since"),
            ),
            rows=[
                (
                    one.reference,
                    one.title,
                    say("idea-stage", stage=one.stage),
                    format_day(local_day(one.stage_since)),
                )
                for one in ideas[:_MOST_ROWS]
            ],
        )
        latest = [
            Choice(say("status-see", ref=one.reference), say=f"status {one.reference}")
            for one in ideas[:3]
        ]
        another = Choice(say("idea-another-idea"), say="another idea")
        return Reply((table, Choices([*latest, another])))

    async def only_open(self, who: Person) -> str:
        """The reference of the one idea that has not been decided on; "" if there are several."""
        try:
            ideas = await self._ideas().ideas_of(who)
        except StoreError:
            return ""
        refs = [one.reference for one in ideas if one.stage in UNDECIDED]
        return refs[0] if len(refs) == 1 else ""

    async def status(self, who: Person, ref: str) -> Reply:
        try:
            dossier = await self._ideas().idea(ref, reader=who)
        except StoreError:
            return Reply((Text(say("idea-cannot-look")),))
        if dossier is None:
            return unknown(ref)
        return Reply(tuple(self._status(dossier)))

    def _status(self, dossier: Dossier) -> Iterator[Block]:
        idea = dossier.idea
        yield Text(say("status-idea-line", ref=idea.reference, title=idea.title), strong=True)
        lines = [
            say(
                "status-stands",
                stage=say("idea-stage", stage=idea.stage),
                day=local_day(idea.stage_since),
            )
        ]
        if idea.duplicate_of:
            lines.append(say("status-joined-with", ref=idea.duplicate_of))
        if idea.revisit_on and idea.stage is Stage.DEFERRED:
            lines.append(say("status-looked-at-again", day=idea.revisit_on))
        if idea.risk:
            lines.append(say("status-risk-now", level=say("screening-risk-level", level=idea.risk)))
        supports = len(dossier.supports)
        if supports:
            lines.append(say("idea-supported-by", count=supports))
        yield Text("\n\n".join(lines))
        for decision in dossier.decisions:
            yield Text("\n\n".join(_decided(decision)))
        for note in dossier.notes:
            yield Text(say("status-note", day=local_day(note.at), words=note.text))
        screened = dossier.screenings[-1:]
        library = self._library()
        types = library.policy_set.assessment_types(library.today())
        for one in screened:
            yield Table(
                caption=questions_used(one.screening.questions),
                columns=(say("screening-column-assessment"), say("screening-column-outcome")),
                rows=[
                    (types.with_acronym(name, spoken()), say("screening-outcome", outcome=outcome))
                    for name, outcome in one.screening.outcomes.items()
                ],
            )
        clause = triage_clause(self._library())
        if idea.stage in UNDECIDED and clause is not None:
            by = screened_by(clause.text, local_day(idea.submitted_at))
            if by and idea.stage is Stage.SUBMITTED:
                yield Text(say("status-screened-by", day=by))
            yield quoted(clause, folded=True)
        choices = list(_next(idea, screened=bool(screened)))
        if choices:
            yield Choices(choices)


def _decided(decision: Decision) -> Iterator[str]:
    deciding = decision.deciding
    yield say("status-decided", kind=deciding.kind, ref=decision.reference, day=deciding.decided_on)
    yield say("status-because", reason=deciding.reason)
    if deciding.conditions:
        yield say("status-conditions", words=deciding.conditions)
    if deciding.in_force_on and deciding.call_in_until:
        until = deciding.call_in_until
        yield say("notice-call-in", day=deciding.in_force_on, until=until)
    elif deciding.in_force_on:
        yield say("notice-in-force", day=deciding.in_force_on)
    if deciding.review_on:
        yield say("status-looked-at-again", day=deciding.review_on)
    if deciding.corrects:
        yield say("status-corrects", ref=deciding.corrects)


def _next(idea: Idea, *, screened: bool) -> Iterator[Choice]:
    if idea.stage in UNDECIDED:
        if not screened:
            yield Choice(say("screening-screen-it"), say=f"screen {idea.reference}")
        yield Choice(say("status-add-to-it"), say=f"amend {idea.reference}")
        yield Choice(say("status-take-back"), say=f"withdraw {idea.reference}")
    yield Choice(say("idea-my-ideas"), say="my ideas")


def unknown(ref: str) -> Reply:
    """Said of a reference that is nobody's, and of one that is somebody else's."""
    return Reply(
        (
            Text(say("idea-no-such-idea", ref=ref)),
            Choices([Choice(say("idea-my-ideas"), say="my ideas")]),
        )
    )
