"""The board: the list that reviewers see, and what they add to an idea before it is decided on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage import Store
from storage.audit.trail import verify
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, EVIDENCE, HARMLESS, OFFICER, proposal, submitted
from tests.triage.weighting import WEIGHTED
from triage.assessment.scoring import Floors
from triage.listing.board_service import Board, IdeaDetails
from triage.listing.idea_rows import IdeaRow, ListQuery, Sort
from triage.listing.list_view import AGES, PAGE, IdeaIndex, Page, page_of
from triage.model.assessments import Assessment, AssessmentState
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind, Idea, Scores
from triage.model.outcomes import Rejected, RejectionReason, Submitted
from triage.model.risk import Risk
from triage.model.screening_rules import AssessmentNeed, Question, ScreeningReply, screen
from triage.model.stages import Stage
from triage.model.validation import ErrorCode
from triage.privacy import retention, subject_access
from triage.triage_list import TriageList

TODAY = date(2026, 11, 23)
FULL = {part.key: 4 for part in WEIGHTED.parts}
SCORES = Scores(3, 4, 2, 3, ease=2, benefit=FULL)


@pytest.fixture
def board(store: Store) -> Board:
    return Board(store)


async def _looked(board: Board, view: ListQuery | None = None) -> Page:
    return await board.query(view or ListQuery(), WEIGHTED, TODAY)


async def _sheet(board: Board, ref: str) -> IdeaDetails:
    sheet = await board.details(ref)
    assert sheet is not None
    return sheet


POST = {"service": "Post"}


def _line(number: int, **changes: object) -> IdeaRow:
    plain = IdeaRow(
        id=number,
        reference=f"AI-2026-{number:04d}",
        title=f"Idea {number}",
        chosen=POST,
        stage=Stage.READY,
        since=TODAY,
        risk=None,
        ease=0,
        benefit={},
        value=None,
        barred=False,
        due=(),
        lead="",
        supports=0,
        sample=False,
        words=f"idea {number}",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


# The list

CHANGES: list[dict[str, object]] = [
    {"title": "Another"},
    {"chosen": {"service": "Parks"}},
    {"stage": Stage.SCAN, "since": TODAY - timedelta(days=40)},
    {"risk": Risk.HIGH},
    {"due": ("dpia",)},
    {"value": 9.0, "ease": 5},
    {"barred": True},
    {"supports": 7},
    {"words": "other words"},
]
VIEWS = [
    *(ListQuery(sort=sort) for sort in Sort),
    ListQuery(chosen=(("service", "Post"),)),
    ListQuery(chosen=(("service", "Parks"),)),
    ListQuery(stages=frozenset({Stage.SCAN}), over=30),
    ListQuery(risk=Risk.HIGH),
    ListQuery(due="any"),
    ListQuery(words="idea"),
    ListQuery(words="other"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_a_list_with_other_lines_shows_what_one_that_was_made_of_them_shows(
    change: dict[str, object],
) -> None:
    lines = [_line(n, value=float(n), ease=n % 3, supports=n % 2) for n in range(1, 8)]
    former = IdeaIndex(lines)
    for view in VIEWS:  # so that everything is worked out before
        former.query(view, TODAY)
    was = former.values("service")
    other = replace(lines[3], **change)  # type: ignore[arg-type]

    now, anew = former.replaced({4: other}), IdeaIndex([*lines[:3], other, *lines[4:]])

    for view in VIEWS:
        shown, expected = now.query(view, TODAY), anew.query(view, TODAY)
        assert (shown.found, shown.counts, shown.ages) == (
            expected.found, expected.counts, expected.ages,
        ), view  # fmt: skip
    assert (now.values("service"), former.values("service")) == (anew.values("service"), was)


async def test_the_list_keeps_up_with_everything_that_is_done(
    triage: TriageList, board: Board, store: Store, clock: SetClock
) -> None:
    kept = await submitted(triage)
    assert [line.reference for line in (await _looked(board)).lines] == [kept.reference]

    other = await triage.submit(proposal("Read the meters"), by=BEN, key="b", screened=HARMLESS)
    assert isinstance(other, Submitted)
    await triage.support(kept.reference, by=BEN)
    await board.score(kept.reference, SCORES, "", Floors(), by=OFFICER)
    await board.assess(kept.reference, Assessment("dpia", AssessmentState.DUE), by=OFFICER)
    await board.assign_lead(kept.reference, lead=OFFICER, share=True, by=OFFICER)
    await triage.transition(kept.reference, Stage.SCREENING, by=OFFICER)
    looked = await _looked(board)

    assert looked.counts == {Stage.SCREENING: 2}
    second, first = looked.lines
    assert (first.risk, first.due, first.supports, first.lead) == (
        Risk.HIGH, ("dpia",), 1, OFFICER.name,
    )  # fmt: skip
    assert (second.title, second.due) == ("Read the meters", ())
    fresh = await _looked(Board(store))
    assert (fresh.found, fresh.counts, fresh.ages) == (looked.found, looked.counts, looked.ages)

    clock.forward(days=3000)
    await triage.withdraw(other.idea.reference, by=BEN)
    clock.forward(days=3000)
    await retention.apply_retention(store, retention.periods(), by="job")
    assert [line.reference for line in (await _looked(board)).lines] == [kept.reference]


async def test_the_list_forgets_the_name_of_a_person_who_was_erased(
    triage: TriageList, board: Board, store: Store
) -> None:
    kept = await submitted(triage)
    await board.assign_lead(kept.reference, lead=OFFICER, share=False, by=OFFICER)
    assert (await _looked(board)).lines[0].lead == OFFICER.name

    async with store.writing() as unit:
        (who,) = await subject_access.people_with_id(unit.connection, OFFICER.id, "")
        await subject_access.erase_person(unit, who, by="shell")

    assert (await _looked(board)).lines[0].lead == ""


async def test_what_changes_no_line_leaves_the_list_as_it_is(
    triage: TriageList, board: Board
) -> None:
    kept = await submitted(triage)
    before = await _looked(board)

    await triage.comment(kept.reference, "Seen", by=BEN)
    assert (await _looked(board)).shelf is before.shelf

    await triage.support(kept.reference, by=BEN)
    assert (await _looked(board)).lines[0].supports == 1
    assert before.lines[0].supports == 0


async def test_a_restored_backup_is_read_anew(triage: TriageList, board: Board) -> None:
    await submitted(triage)
    await submitted(triage, "b")
    assert (await _looked(board)).shelf.count == 2

    board._listing._seen += 100  # as if the trail had been longer before

    assert (await _looked(board)).shelf.count == 2


def test_filters_hold_together_and_counts_are_those_of_the_other_filters() -> None:
    lines = [
        _line(1, chosen=POST, stage=Stage.READY, risk=Risk.HIGH, due=("dpia",)),
        _line(2, chosen=POST | {"objective": "Skills"}, stage=Stage.SCAN, risk=Risk.HIGH),
        _line(3, chosen={"service": "Parks"}, stage=Stage.READY, risk=Risk.LOW, due=("eqia",)),
    ]

    def found(view: ListQuery) -> list[int]:
        return [line.id for line in IdeaIndex(lines).query(view, TODAY).found]

    assert found(ListQuery()) == [3, 2, 1]
    assert found(ListQuery(chosen=(("service", "Post"),), risk=Risk.HIGH)) == [2, 1]
    assert found(ListQuery(stages=frozenset({Stage.READY}))) == [3, 1]
    assert (found(ListQuery(due="any")), found(ListQuery(due="dpia"))) == ([3, 1], [1])
    assert found(ListQuery(chosen=(("objective", "Skills"),))) == [2]
    assert found(ListQuery(words="IDEA 3")) == [3]
    assert found(ListQuery(words="idea nothing")) == []
    looked = IdeaIndex(lines).query(
        ListQuery(chosen=(("service", "Post"),), stages=frozenset({Stage.SCAN})), TODAY
    )
    assert looked.counts == {Stage.READY: 1, Stage.SCAN: 1}
    assert (looked.shelf.values("service"), looked.shelf.count) == (("Parks", "Post"), 3)


@pytest.mark.parametrize(("days", "counted"), [(30, []), (31, [30]), (61, [30, 60]), (91, [*AGES])])
def test_an_idea_ages_by_the_days_in_its_stage(days: int, counted: list[int]) -> None:
    since = TODAY - timedelta(days=days)
    looked = IdeaIndex([_line(1, since=since)]).query(ListQuery(), TODAY)

    assert [over for over, n in looked.ages.get(Stage.READY, {}).items() if n] == counted
    ended = [_line(1, since=since, stage=Stage.DECLINED)]
    assert IdeaIndex(ended).query(ListQuery(), TODAY).ages == {}
    for over in AGES:
        shown = IdeaIndex([_line(1, since=since)]).query(ListQuery(over=over), TODAY).found
        assert bool(shown) is (over in counted)


def test_what_a_clause_forbids_comes_last_whatever_it_scores() -> None:
    lines = [
        _line(1, value=5.0, ease=5, barred=True),
        _line(2, value=2.0, ease=1),
        _line(3, value=4.0, ease=3),
        _line(4),
    ]

    for sort in (Sort.VALUE, Sort.EASE):
        found = IdeaIndex(lines).query(ListQuery(sort=sort), TODAY).found
        assert [line.id for line in found] == [3, 2, 4, 1]


def test_the_page_asked_for_is_one_that_there_is() -> None:
    looked = IdeaIndex([_line(n) for n in range(1, 2 * PAGE + 2)]).query(ListQuery(), TODAY)

    assert looked.pages == 3
    assert [line.id for line in page_of(looked, 99).lines] == [1]
    assert page_of(looked, -1).page == 1
    assert len(page_of(looked, 2).lines) == PAGE


@pytest.mark.parametrize("sort", Sort)
def test_every_order_takes_ideas_about_which_little_is_known(sort: Sort) -> None:
    lines = [_line(1), _line(2, risk=Risk.HIGH, ease=3, value=4.0, supports=2, chosen={})]

    assert len(IdeaIndex(lines).query(ListQuery(sort=sort), TODAY).found) == 2


# Scores


@pytest.mark.parametrize(
    ("scores", "wrong"),
    [
        (replace(SCORES, impact=3), ("impact", ErrorCode.BELOW_FLOOR)),
        (replace(SCORES, likelihood=6), ("likelihood", ErrorCode.OUT_OF_RANGE)),
        (replace(SCORES, residual_impact=0), ("residual_impact", ErrorCode.MISSING)),
        (Scores(likelihood=3), ("impact", ErrorCode.MISSING)),
        (
            replace(SCORES, residual_likelihood=5, residual_impact=5),
            ("residual_impact", ErrorCode.OUT_OF_RANGE),
        ),
        (Scores(0, 0, 2, 2), ("likelihood", ErrorCode.MISSING)),
        (replace(SCORES, benefit={"money": 9}), ("benefit.money", ErrorCode.OUT_OF_RANGE)),
    ],
)
async def test_scores_that_cannot_be_are_refused_and_nothing_changes(
    triage: TriageList, board: Board, scores: Scores, wrong: tuple[str, ErrorCode]
) -> None:
    kept = await submitted(triage)

    refused = await board.score(kept.reference, scores, "", Floors(impact=4), by=OFFICER)

    assert isinstance(refused, Rejected)
    assert wrong in {(one.field, one.why) for one in refused.wrong}
    assert (await _sheet(board, kept.reference)).dossier.idea == kept


async def test_scores_keep_their_history_and_say_what_risk_is_left(
    triage: TriageList, board: Board, store: Store
) -> None:
    kept = await submitted(triage)
    await board.score(kept.reference, SCORES, "", Floors(), by=OFFICER)
    judged = await board.score(
        kept.reference, replace(SCORES, ease=5), "data@1.0#never", Floors(), by=BEN
    )

    assert isinstance(judged, Idea)
    assert (judged.risk, judged.scores.ease, judged.barred_by) == (Risk.HIGH, 5, "data@1.0#never")
    sheet = await _sheet(board, kept.reference)
    assert (sheet.record.risk, sheet.record.residual) == (Risk.HIGH, Risk.MEDIUM)
    last = sheet.dossier.changes[-1]
    assert (last.by, last.before, last.after) == (
        BEN,
        {"ease": 2, "barred_by": ""},
        {"ease": 5, "barred_by": "data@1.0#never"},
    )
    async with store.reading() as connection:
        assert (await verify(connection)).problems == ()


async def test_of_two_reviewers_at_once_the_second_is_told(
    triage: TriageList, board: Board
) -> None:
    kept = await submitted(triage)
    await board.score(kept.reference, SCORES, "", Floors(), by=OFFICER, version=kept.version)

    late = await board.score(kept.reference, SCORES, "", Floors(), by=BEN, version=kept.version)

    assert isinstance(late, Rejected)
    assert late.because is RejectionReason.CHANGED
    assert await board.details("AI-2026-9999") is None
    nobody = await board.score("AI-2026-9999", SCORES, "", Floors(), by=BEN)
    assert nobody == Rejected(RejectionReason.UNKNOWN)


# Assessments, plan, documents


def _screening(reply: ScreeningReply) -> object:
    question = Question(
        "people", "dpia", "?", AssessmentNeed.REQUIRED, AssessmentNeed.ADVICE, "a@1.0#b"
    )
    return screen([question], {"people": reply}, version="s@1.0")


async def test_assessments_follow_the_screening_and_signed_ones_stay(
    triage: TriageList, board: Board
) -> None:
    kept = await submitted(triage)
    ref = kept.reference

    async def screened(reply: ScreeningReply) -> AssessmentState:
        done = _screening(reply)
        await triage.screen(ref, done, by=ANN, key=reply)  # type: ignore[arg-type]
        (one,) = (await _sheet(board, ref)).assessments
        return one.state

    assert await screened(ScreeningReply.NO) is AssessmentState.NOT_NEEDED
    assert await screened(ScreeningReply.YES) is AssessmentState.DUE
    signed = Assessment(
        "dpia",
        AssessmentState.SIGNED,
        "DPIA-7",
        "Data Protection Officer",
        TODAY,
        note="Two measures",
    )
    assert isinstance(await board.assess(ref, signed, by=OFFICER), Idea)
    assert await screened(ScreeningReply.UNSURE) is AssessmentState.SIGNED
    assert (await _sheet(board, ref)).assessments == (signed,)


@pytest.mark.parametrize(
    ("how", "wrong"),
    [
        (Assessment("dpia", AssessmentState.SIGNED), {"reference", "signed_by", "signed_on"}),
        (Assessment("dpia", AssessmentState.NOT_NEEDED), {"signed_by", "note"}),
        (Assessment("dpia", AssessmentState.SIGNED, "D", "DPO", date(2027, 1, 1)), {"signed_on"}),
        (Assessment("", AssessmentState.DUE), {"kind"}),
    ],
)
async def test_an_assessment_without_what_proves_it_is_refused(
    triage: TriageList, board: Board, how: Assessment, wrong: set[str]
) -> None:
    kept = await submitted(triage)

    refused = await board.assess(kept.reference, how, by=OFFICER)

    assert isinstance(refused, Rejected)
    assert {one.field for one in refused.wrong} == wrong
    assert (await _sheet(board, kept.reference)).assessments == ()


async def test_the_plan_is_gathered_piece_by_piece(triage: TriageList, board: Board) -> None:
    kept = await submitted(triage)
    await board.update_plan(kept.reference, {"owner": " Head of Post "}, by=OFFICER)
    await board.update_plan(kept.reference, {"ends_on": "2027-03-01", "budget": ""}, by=OFFICER)

    sheet = await _sheet(board, kept.reference)
    assert sheet.plan == {"owner": "Head of Post", "ends_on": "2027-03-01", "budget": ""}
    assert [change.after for change in sheet.dossier.changes] == [
        {"owner": "Head of Post"},
        {"ends_on": "2027-03-01"},
    ]
    for content in ({"ends_on": "soon"}, {"other": "x"}, {"owner": "x" * 2001}):
        assert isinstance(await board.update_plan(kept.reference, content, by=OFFICER), Rejected)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "",
        "intranet/page",
        "https://",
        "https://a b",
        "data:,x",
        "http://intranet.example/dpia-7",
        "https://council.example@evil.example/",
        "https://evil.example\\@council.example/",
        "https://council.example:99999/",
        "https:council.example",
    ],
)
async def test_only_addresses_of_pages_are_linked(
    triage: TriageList, board: Board, address: str
) -> None:
    kept = await submitted(triage)

    assert isinstance(await board.link(kept.reference, "DPIA", address, by=OFFICER), Rejected)


async def test_a_document_is_linked_and_taken_off_again(
    triage: TriageList, board: Board, store: Store
) -> None:
    kept, other = await submitted(triage), await submitted(triage, "b")
    await board.link(kept.reference, "DPIA", "https://intranet.example/dpia-7", by=OFFICER)
    (document,) = (await _sheet(board, kept.reference)).documents
    assert (document.title, document.address) == ("DPIA", "https://intranet.example/dpia-7")

    elsewhere = await board.unlink(other.reference, document.id, by=OFFICER)
    assert isinstance(elsewhere, Rejected)
    await board.unlink(kept.reference, document.id, by=OFFICER)

    sheet = await _sheet(board, kept.reference)
    assert sheet.documents == ()
    assert len(sheet.dossier.changes) == 2


async def test_whose_idea_was_joined_is_told_what_becomes_of_the_other(
    triage: TriageList,
) -> None:
    refs = []
    for key, who in (("a", ANN), ("b", BEN)):
        done = await triage.submit(proposal(), by=who, key=key, screened=HARMLESS)
        assert isinstance(done, Submitted)
        refs.append(done.idea.reference)
        await triage.transition(refs[-1], Stage.READY, by=OFFICER)
    same = DecisionInput(
        DecisionKind.DUPLICATE, Authority.OFFICER, TODAY, "The same", duplicate_of=refs[0]
    )
    assert isinstance(await triage.decide(refs[1], same, by=OFFICER), Decision)
    for who in (ANN, BEN):
        await triage.notices.mark_delivered(
            *[one.id for one in await triage.notices.take_unseen(who)]
        )

    pilot = DecisionInput(DecisionKind.PILOT, Authority.OFFICER, TODAY, "Good", evidence=EVIDENCE)
    assert isinstance(await triage.decide(refs[0], pilot, by=OFFICER), Decision)

    for who in (ANN, BEN):
        (notice,) = await triage.notices.take_unseen(who)
        assert (notice.content["reference"], notice.content["after"]) == (refs[0], Stage.PILOT)
