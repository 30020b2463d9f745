"""Telling the samples' stories through the list's own rules, as people would have done it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from common.clock import local_day
from storage import Store
from triage.assessment.scoring import Floors
from triage.demo.events import (
    OFFICER,
    Assessed,
    Changed,
    Decided,
    DemoEvent,
    Noted,
    Ready,
    Recorded,
    Scored,
    Story,
    SupportGiven,
    Withdrawn,
)
from triage.listing.board_service import Board
from triage.model.assessments import Assessment, AssessmentState
from triage.model.fields import FieldType
from triage.model.idea import DecisionInput, Scores
from triage.model.outcomes import Rejected, Submitted
from triage.model.screening_rules import Question, Screening, ScreeningReply, screen
from triage.model.stages import Stage
from triage.records import SCHEMAS, RecordRejected, RecordRepository
from triage.records.parsing import parse_record
from triage.records.repository import insert_record
from triage.records.schemas import SHARING
from triage.repository.person_numbers import number_of
from triage.triage_list import TriageList


class SampleError(Exception):
    """A sample does not fit the rules in force."""


@dataclass(slots=True)
class PastClock:
    """A clock that shows so many days ago."""

    now: datetime
    days: int = 0

    def __call__(self) -> datetime:
        return self.now - timedelta(days=self.days)


@dataclass(slots=True)
class DemoLoader:
    """One telling. `store` has a clock in the past, which stands at the act's day; `parts` are the
    keys of the parts of benefit that count."""

    store: Store
    today: date
    questions: Sequence[Question]
    version: str
    parts: Sequence[str] = ()
    references: dict[str, str] = field(default_factory=dict)
    clauses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    signed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def tell(self, story: Story, act: DemoEvent | None, fingerprint: str) -> None:
        if act is None:
            await self._begin(story, fingerprint)
            return
        done = await self._do(self.references.get(story.name, ""), story, act, fingerprint)
        if isinstance(done, Rejected | RecordRejected):
            why = done.wrong or done.because if isinstance(done, Rejected) else done.faults
            raise SampleError(f"{story.name}, {type(act).__name__}: {why}")

    async def _begin(self, story: Story, fingerprint: str) -> None:
        assert story.proposal  # noqa: S101 - for the type checker
        screened = self._screening(story, fingerprint) if story.screened else None
        done = await TriageList(self.store).submit(
            story.proposal,
            by=story.by,
            key=f"sample:{story.name}",
            screened=screened,
            fingerprint=fingerprint,
            sample=True,
        )
        if not isinstance(done, Submitted):
            raise SampleError(f"{story.name} was refused: {done}")
        self.references[story.name] = done.idea.reference
        if screened:
            clauses = dict.fromkeys(one.clause for one in screened.triggers if one.clause)
            self.clauses[story.name] = tuple(clauses)

    def _screening(self, story: Story, fingerprint: str) -> Screening:
        answers = {one.key: ScreeningReply.NO for one in self.questions}
        answers |= dict.fromkeys(story.applies, ScreeningReply.YES) | dict.fromkeys(
            story.unsure, ScreeningReply.UNSURE
        )
        return screen(self.questions, answers, version=self.version, fingerprint=fingerprint)

    async def _do(self, ref: str, story: Story, act: DemoEvent, fingerprint: str) -> object:
        triage, board = TriageList(self.store), Board(self.store)
        done: object
        match act:
            case Ready():
                done = await triage.transition(
                    ref, Stage.READY, by=OFFICER, fingerprint=fingerprint
                )
            case Scored():
                done = await board.score(ref, self._scores(act), "", Floors(), by=OFFICER)
            case Assessed(number):
                done = await self._sign(ref, number)
            case SupportGiven(by, comment):
                done = await triage.support(ref, by=by, comment=comment)
            case Noted(text, for_submitter):
                done = await triage.comment(ref, text, by=OFFICER, for_submitter=for_submitter)
            case Withdrawn(reason):
                done = await triage.withdraw(ref, by=story.by, reason=reason)
            case Decided():
                deciding = self._deciding(story, act)
                done = await triage.decide(ref, deciding, by=OFFICER, fingerprint=fingerprint)
            case Recorded():
                done = await self._record(ref, act)
            case Changed():
                done = await self._change(ref, act)
        return done

    def _scores(self, act: Scored) -> Scores:
        benefit = dict(zip(self.parts, act.benefit, strict=False))
        return Scores(**{**asdict(act), "benefit": benefit})

    async def _sign(self, ref: str, number: int) -> object:
        board = Board(self.store)
        sheet = await board.details(ref)
        for one in sheet.assessments if sheet else ():
            if one.state is AssessmentState.DUE:
                signed = Assessment(
                    one.kind,
                    AssessmentState.SIGNED,
                    reference=f"{one.kind.upper()}-SAMPLE-{number}",
                    signed_by="Data Protection Officer",
                    signed_on=local_day(self.store.clock()),
                )
                self.signed[ref] = (*self.signed.get(ref, ()), signed.reference)
                done = await board.assess(ref, signed, by=OFFICER)
                if isinstance(done, Rejected):
                    return done
        return None

    def _deciding(self, story: Story, act: Decided) -> DecisionInput:
        on = local_day(self.store.clock())
        return DecisionInput(
            act.kind,
            act.maker,
            on,
            act.reason,
            alternatives=act.alternatives,
            conditions=act.conditions,
            assessments=self.signed.get(self.references.get(story.name, ""), ()),
            policies=self.clauses.get(story.name, ()),
            evidence={name: self._day(text) for name, text in act.evidence.items()},
            review_on=on + timedelta(days=act.days) if act.days else None,
            duplicate_of=self.references.get(act.duplicate_of, ""),
            published=True,
        )

    async def _record(self, ref: str, act: Recorded) -> object:
        kind = SCHEMAS[act.kind]
        content, faults = parse_record(kind, self._days(act.kind, act.content))
        if faults:
            return RecordRejected(faults)
        if kind is SHARING:
            await Board(self.store).assign_lead(ref, lead=None, share=True, by=OFFICER)
        found = await Board(self.store).details(ref) if ref else None
        async with self.store.writing() as unit:
            number = await number_of(unit, OFFICER)
            about = found.dossier.idea if found else None
            return await insert_record(unit, kind, content, about=about, by=number, sample=True)

    async def _change(self, ref: str, act: Changed) -> object:
        records = RecordRepository(self.store)
        found = await records.all(SCHEMAS[act.kind], ref)
        last = [one for one in found if act.title in {"", one.title}][-1]
        stands = {
            name: value if isinstance(value, list) else str(value)
            for name, value in last.content.items()
        }
        changed = stands | self._days(act.kind, act.content)
        return await records.edit(last.reference, changed, by=OFFICER, version=last.version)

    def _days(self, kind: str, content: Mapping[str, str]) -> dict[str, str]:
        days = {one.name for one in SCHEMAS[kind].fields if one.takes is FieldType.DAY}
        return {name: self._day(text) if name in days else text for name, text in content.items()}

    def _day(self, text: str) -> str:
        """A day written as days from today, as an ISO date; anything else as it is."""
        if text[:1] in {"+", "-"} and text[1:].isdigit():
            return (self.today + timedelta(days=int(text))).isoformat()
        return text
