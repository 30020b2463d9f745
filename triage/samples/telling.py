"""Telling the samples' stories through the list's own rules, as people would have done it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from storage import Store
from triage.assessed import Assessment, State
from triage.board import Board
from triage.ideas import Deciding
from triage.outcomes import Refused, Submitted
from triage.people import number_of
from triage.records import KINDS, Records, Takes, Turned
from triage.records.book import keep
from triage.records.filling import read
from triage.records.kinds import SHARING
from triage.samples.acts import (
    OFFICER,
    Act,
    Assessed,
    Changed,
    Decided,
    Noted,
    Ready,
    Recorded,
    Scored,
    Story,
    Supported,
    Withdrawn,
)
from triage.scoring import Floors
from triage.screening import Question, Reply, Screening, screen
from triage.stages import Stage
from triage.triage_list import TriageList


class SampleError(Exception):
    """A sample does not fit the rules in force."""


@dataclass(slots=True)
class Past:
    """A clock that shows so many days ago."""

    now: datetime
    days: int = 0

    def __call__(self) -> datetime:
        return self.now - timedelta(days=self.days)


@dataclass(slots=True)
class Telling:
    """One telling. `store` has a clock in the past, which stands at the act's day."""

    store: Store
    today: date
    questions: Sequence[Question]
    version: str
    references: dict[str, str] = field(default_factory=dict)
    clauses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    signed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def tell(self, story: Story, act: Act | None, fingerprint: str) -> None:
        if act is None:
            await self._begin(story, fingerprint)
            return
        done = await self._do(self.references.get(story.name, ""), story, act, fingerprint)
        if isinstance(done, Refused | Turned):
            why = done.wrong or done.because if isinstance(done, Refused) else done.faults
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
        answers = {one.key: Reply.NO for one in self.questions}
        answers |= dict.fromkeys(story.yes, Reply.YES) | dict.fromkeys(story.unsure, Reply.UNSURE)
        return screen(self.questions, answers, version=self.version, fingerprint=fingerprint)

    async def _do(self, ref: str, story: Story, act: Act, fingerprint: str) -> object:
        triage, board = TriageList(self.store), Board(self.store)
        done: object
        match act:
            case Ready():
                done = await triage.advance(ref, Stage.READY, by=OFFICER, fingerprint=fingerprint)
            case Scored(scores):
                done = await board.judge(ref, scores, "", Floors(), by=OFFICER)
            case Assessed(number):
                done = await self._sign(ref, number)
            case Supported(by, comment):
                done = await triage.support(ref, by=by, comment=comment)
            case Noted(text, for_submitter):
                done = await triage.remark(ref, text, by=OFFICER, for_submitter=for_submitter)
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

    async def _sign(self, ref: str, number: int) -> object:
        board = Board(self.store)
        sheet = await board.sheet(ref)
        for one in sheet.assessments if sheet else ():
            if one.state is State.DUE:
                signed = Assessment(
                    one.kind,
                    State.SIGNED,
                    reference=f"{one.kind.upper()}-SAMPLE-{number}",
                    signed_by="Data Protection Officer",
                    signed_on=self.store.clock().date(),
                )
                self.signed[ref] = (*self.signed.get(ref, ()), signed.reference)
                done = await board.assess(ref, signed, by=OFFICER)
                if isinstance(done, Refused):
                    return done
        return None

    def _deciding(self, story: Story, act: Decided) -> Deciding:
        on = self.store.clock().date()
        return Deciding(
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
        kind = KINDS[act.kind]
        content, faults = read(kind, self._days(act.kind, act.content))
        if faults:
            return Turned(faults)
        if kind is SHARING:
            await Board(self.store).look_after(ref, lead=None, share=True, by=OFFICER)
        found = await Board(self.store).sheet(ref) if ref else None
        async with self.store.writing() as unit:
            number = await number_of(unit, OFFICER)
            about = found.dossier.idea if found else None
            return await keep(unit, kind, content, about=about, by=number, sample=True)

    async def _change(self, ref: str, act: Changed) -> object:
        records = Records(self.store)
        found = await records.all(KINDS[act.kind], ref)
        last = [one for one in found if act.title in {"", one.title}][-1]
        stands = {
            name: value if isinstance(value, list) else str(value)
            for name, value in last.content.items()
        }
        changed = stands | self._days(act.kind, act.content)
        return await records.edit(last.reference, changed, by=OFFICER, version=last.version)

    def _days(self, kind: str, content: Mapping[str, str]) -> dict[str, str]:
        days = {one.name for one in KINDS[kind].fields if one.takes is Takes.DAY}
        return {name: self._day(text) if name in days else text for name, text in content.items()}

    def _day(self, text: str) -> str:
        """A day written as days from today, as an ISO date; anything else as it is."""
        if text[:1] in {"+", "-"} and text[1:].isdigit():
            return (self.today + timedelta(days=int(text))).isoformat()
        return text
