"""The board's pages: the list, an idea, what is added to it, and decisions."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from aiohttp import web
from pytest_aiohttp.plugin import AiohttpClient

import storage
from storage import Store
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, EVIDENCE
from tests.web.board_site import AUDITOR, CHAIR, MEMBER, OFFICER, STAFF, board_site, sent_in
from tests.web.visitor import Element, Visitor, fields
from triage import TriageList
from triage.listing.list_view import PAGE
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.screening_rules import ScreeningReply
from triage.model.stages import Stage

Arrive = Callable[[Mapping[str, str]], Awaitable[Visitor]]


@pytest.fixture
async def store(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 6, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
def app(store: Store, clock: SetClock) -> web.Application:
    return board_site(store, clock)


@pytest.fixture
def arrive(app: web.Application, aiohttp_client: AiohttpClient) -> Arrive:
    async def come(who: Mapping[str, str]) -> Visitor:
        return Visitor(await aiohttp_client(app, headers=who))

    return come


async def _ready(store: Store, clock: SetClock, **said: object) -> str:
    idea = await sent_in(store, clock, **said)  # type: ignore[arg-type]
    await TriageList(store).transition(idea.reference, Stage.READY, by=BEN)
    return idea.reference


def _form(page: Element) -> Element:
    return next(form for form in page.all("form", method="post") if form.all("button"))


def _problems(page: Element) -> list[str]:
    return [item.text for item in page.one(class_="summary").all("li")]


def _said(page: Element, tag: str = "main", **attributes: str) -> str:
    """The words of one part of the page, each apart from the next."""
    part = page.one(tag, **attributes) if tag else page
    return " ".join(" ".join(part._texts()).split())


# The list


async def test_an_empty_board_says_what_will_appear_and_how(arrive: Arrive) -> None:
    page = await (await arrive(AUDITOR)).open("/board")

    assert "No idea has been sent in yet" in _said(page)
    assert "I have an idea" in _said(page)


async def test_the_list_shows_where_each_idea_stands(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    await sent_in(store, clock, ScreeningReply.YES, service="Post room")
    await sent_in(store, clock, None, key="b", title="Read <b>meters</b>")
    clock.forward(days=40)

    page = await (await arrive(MEMBER)).open("/board")

    second, first = page.one("table", class_="ideas").one("tbody").all("tr")
    assert first.one("a").text == "Sort the post"
    for words in ("Post room", "In screening", "DPIA"):
        assert words in first.text
    assert second.one("a").text == "Read <b>meters</b>"
    assert "not judged" in second.text
    tabs = [link.text for link in page.one("nav", class_="tabs").all("a")]
    assert tabs == ["All 2", "New 1", "In screening 1"]
    waiting = page.one("table", class_="numbers").one("tbody").all("tr")
    assert [_said(row, "") for row in waiting] == ["New 1 0 0", "In screening 1 0 0"]


async def test_a_view_is_its_address(arrive: Arrive, store: Store, clock: SetClock) -> None:
    await sent_in(store, clock, service="Post room")
    await sent_in(store, clock, None, key="b", title="Read meters", service="Estates & co")
    visitor = await arrive(MEMBER)

    page = await visitor.open("/board?service=Estates+%26+co&sort=title")
    assert [
        row.one("a").text for row in page.one("table", class_="ideas").one("tbody").all("tr")
    ] == ["Read meters"]
    form = page.one("form", class_="filter")
    chosen = [select.one("option", selected="").text for select in form.all("select")]
    assert chosen[0] == "Estates & co"
    assert "Title" in chosen
    link = next(a for a in page.one("nav", class_="tabs").all("a") if "New" in a.text)
    assert link.attributes["href"] == "/board?state=submitted&service=Estates+%26+co&sort=title"

    nothing = await visitor.open("/board?q=nothing+of+the+kind")
    assert "No idea fits this view" in _said(nothing)


@pytest.mark.parametrize(
    "query",
    ["state=gone&risk=grave&over=7&sort=x&page=-3&due=%00", "page=99999999", "q=" + "x" * 500],
)
async def test_an_address_that_cannot_be_read_shows_what_can(
    arrive: Arrive, store: Store, clock: SetClock, query: str
) -> None:
    await sent_in(store, clock)

    await (await arrive(MEMBER)).open(f"/board?{query}")


async def test_ideas_are_paged(arrive: Arrive, store: Store, clock: SetClock) -> None:
    for number in range(PAGE + 1):
        await sent_in(store, clock, None, key=str(number), title=f"Idea {number}")
    visitor = await arrive(MEMBER)
    page = await visitor.open("/board?sort=oldest")

    (_, second) = page.one("nav", class_="pages").all("a")
    page = await visitor.open(second.attributes["href"])

    rows = page.one("table", class_="ideas").one("tbody").all("tr")
    assert [row.one("a").text for row in rows] == [f"Idea {PAGE}"]
    assert page.one("nav", class_="pages").one("a", **{"aria-current": "page"}).text == "Page 2"


async def test_a_view_is_taken_away_as_a_table_without_names(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    await sent_in(store, clock, title="=1+1", service="Post")
    await sent_in(store, clock, key="b", title="Other", service="Parks")
    visitor = await arrive(AUDITOR)

    got = await visitor.client.get("/board/ideas.csv?service=Post")
    text = (await got.read()).decode("utf-8-sig")
    assert "'=1+1" in text
    assert "Other" not in text
    assert ANN.name not in text
    book = openpyxl.load_workbook(
        BytesIO(await (await visitor.client.get("/board/ideas.xlsx")).read())
    )
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


# An idea


async def test_an_ideas_page_has_everything_about_it(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(
        store,
        clock,
        ScreeningReply.YES,
        problem="Too slow",
        public_facing=True,
        tool_in_mind="skribe",
    )
    ideas = TriageList(store)
    await ideas.support(idea.reference, by=BEN, comment="Us too")
    await ideas.comment(idea.reference, "For us alone", by=BEN)

    text = _said(await (await arrive(AUDITOR)).open(f"/board/{idea.reference}"))

    for words in (
        idea.reference, "Too slow", ANN.name, "Us too", "For us alone", "reviewers only",
        "Data protection impact assessment: required", "Does it write down anything about people?",
        "Checking before you start", "likelihood", "Sent in", "Screened",
    ):  # fmt: skip
        assert words in text
    assert "Add a note" not in text, "an auditor only reads"


async def test_a_reference_is_found_as_people_write_it_and_an_unknown_one_is_not(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock)
    visitor = await arrive(MEMBER)

    assert "Sort the post" in (await visitor.open("/board/ai-2026-1")).one("h1").text
    assert idea.reference
    for path in ("/board/AI-2026-0099", "/board/x%27--", "/board/AI-2026-0001/decisions/D-1"):
        assert (await visitor.client.get(path)).status == 404


async def test_scores_are_kept_with_the_floors_of_the_screening(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock, ScreeningReply.YES)
    visitor = await arrive(MEMBER)
    page = await visitor.open(f"/board/{idea.reference}/scores")
    filled: dict[str, str | list[str]] = {"v.likelihood": "3", "v.impact": "3", "v.ease": "5"}
    filled |= {name: "4" for name, _ in fields(_form(page)) if name.startswith("v.benefit.")}

    page = await visitor.send(_form(page), filled, 422)
    assert "Impact of harm: The rules ask for at least 4 here." in _problems(page)
    page = await visitor.send(_form(page), {"v.impact": "4"})

    assert "likelihood 3 × impact 4 = 12" in _said(page)
    assert "4.0 of 5" in _said(page)
    history = _said(page, "ol", class_="history")
    assert "Ease: nothing → 5" in history
    assert "Use by other services or councils 4" in history
    assert "Questions of version 1.0" in history
    assert "residual" not in history.lower()


async def test_what_a_clause_forbids_scores_nothing_and_cannot_go_ahead(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = await _ready(store, clock)
    visitor = await arrive(CHAIR)
    page = await visitor.open(f"/board/{ref}/scores")

    page = await visitor.send(_form(page), {"v.barred_by": "meetings@2.0#closed-rooms"})
    assert "Forbidden by a clause" in _said(page)
    page = await visitor.open(f"/board/{ref}/decide/scan")
    page = await visitor.send(_form(page), {"v.reason": "Yes", "v.conflicts": "None declared"}, 422)

    assert any("A clause forbids this idea" in line for line in _problems(page))
    assert page.one("textarea", name="v.reason").text == "Yes", "what was typed is kept"


async def test_an_assessment_is_signed_and_a_document_linked(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock, ScreeningReply.YES)
    visitor = await arrive(OFFICER)
    page = await visitor.open(f"/board/{idea.reference}/assessments/dpia")
    page = await visitor.send(_form(page), {"v.state": "signed", "v.signed_on": "1/6/26"}, 422)
    assert "Signed on: Give a day as year, month and day, for example 2026-11-23." in _problems(
        page
    )
    page = await visitor.send(
        _form(page),
        {"v.reference": "DPIA-7", "v.signed_by": "DPO", "v.signed_on": "2026-05-30"},
    )
    assert "DPIA-7 , DPO, 30 May 2026" in _said(page)

    page = await visitor.open(f"/board/{idea.reference}/document")
    page = await visitor.send(_form(page), {"v.address": "javascript:alert(1)"}, 422)
    page = await visitor.send(_form(page), {"v.address": "https://x.example/a", "v.title": "Plan"})
    assert page.one("a", href="https://x.example/a").text == "Plan"
    page = await visitor.press("Take off Plan")
    assert "None linked yet." in _said(page)


async def test_a_question_reaches_the_submitter_and_a_note_does_not(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock)
    visitor = await arrive(MEMBER)
    for text, who in (("Between us", "reviewers"), ("Which letters?", "submitter")):
        page = await visitor.open(f"/board/{idea.reference}/note")
        await visitor.send(_form(page), {"v.text": text, "v.who": who})

    (notice,) = await TriageList(store).notices.take_unseen(ANN)
    assert notice.content["reason"] == "Which letters?"
    await visitor.send(_form(await visitor.open(f"/board/{idea.reference}/note")), {}, 422)


async def test_somebody_takes_an_idea_on_and_marks_it_for_sharing(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock)
    visitor = await arrive(OFFICER)
    page = await visitor.open(f"/board/{idea.reference}/care")

    page = await visitor.send(_form(page), {"v.lead": "me", "v.share": "true"})

    assert "Lead Olga Officer" in _said(page)
    assert "Lead: none → Olga Officer" in _said(page, "ol", class_="history")
    assert "Shared with other councils yes" in _said(page)


async def test_an_officer_screens_an_idea_and_sends_it_on(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock, None)
    visitor = await arrive(OFFICER)
    page = await visitor.open(f"/board/{idea.reference}/screening")
    page = await visitor.send(_form(page), {"v.people": "yes", "v.voices": "no"}, 422)
    assert any("yes, no or unsure" in line for line in _problems(page))

    page = await visitor.send(_form(page), {"v.always-on": "no"})
    assert "Data protection impact assessment: required" in _said(page)
    assert "Environmental assessment: not required" in _said(page)
    page = await visitor.press("Mark as ready to decide")

    assert "Ready to decide" in page.one(class_="lede").text
    assert "Decide" in _said(page)


# Decisions


async def test_a_pilot_lists_what_is_missing_with_links_and_then_holds(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = await _ready(store, clock, reply=ScreeningReply.YES)
    visitor = await arrive(OFFICER)
    page = await visitor.open(f"/board/{ref}")
    gate = page.one("section", **{"aria-labelledby": "gate-pilot"})
    links = {a.attributes["href"] for a in gate.all("a")}
    assert {f"/board/{ref}/plan#f-owner", f"/board/{ref}/assessments/dpia"} <= links

    plan = {f"v.{name}": value for name, value in EVIDENCE.items()} | {"v.ends_on": "2026-10-01"}
    await visitor.send(_form(await visitor.open(f"/board/{ref}/plan")), plan)
    for kind in ("dpia", "eqia", "environmental"):
        page = await visitor.open(f"/board/{ref}/assessments/{kind}")
        signed: dict[str, str | list[str]] = {
            "v.state": "signed",
            "v.reference": f"{kind}-7",
            "v.signed_by": "DPO",
            "v.signed_on": "2026-05-30",
        }
        page = await visitor.send(_form(page), signed)
    gate = page.one("section", **{"aria-labelledby": "gate-pilot"})
    assert "Nothing is missing" in gate.text

    page = await visitor.open(f"/board/{ref}/decide/pilot")
    assert page.one("input", id="f-owner").attributes["value"] == EVIDENCE["owner"]
    page = await visitor.send(_form(page), {"v.maker": "officer"}, 422)
    assert {"Reasons: Give a reason that the submitter can read."} <= set(_problems(page))
    filled: dict[str, str | list[str]] = {
        "v.reason": "Worth a try",
        "v.conflicts": "None declared",
        "m.policies": ["data@1.0#checking"],
    }
    page = await visitor.send(_form(page), filled, 422)
    assert any("Moot of the Guild decides" in line for line in _problems(page))
    page = await visitor.send(_form(page), {"v.maker": "steering_group"})
    page = await visitor.send(_form(page))

    record = _said(page)
    for words in (
        "Decision record D-2026-0001", "Moot of the Guild", "Worth a try", "None declared",
        "Risk at the decision High", "dpia-7", "What may be written down, version 1.0, clause 1.2",
        EVIDENCE["baseline"],
        "Last day of the pilot 1 October 2026", "Published", "Olga Officer",
    ):  # fmt: skip
        assert words in record
    told = await TriageList(store).notices.take_unseen(ANN)
    assert told[-1].content["reason"] == "Worth a try"


async def test_of_two_reviewers_at_once_the_other_sees_what_changed_and_keeps_what_was_typed(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = await _ready(store, clock)
    first, second = await arrive(CHAIR), await arrive(OFFICER)
    filled: dict[str, str | list[str]] = {
        "v.reason": "Not now",
        "v.conflicts": "None declared",
        "m.policies": ["data@1.0#checking"],
    }
    one = _form(await first.open(f"/board/{ref}/decide/decline"))
    other = _form(await second.open(f"/board/{ref}/decide/scan"))
    clock.forward(minutes=1)
    await first.send(_form(await first.send(one, filled)))

    page = await second.send(other, filled | {"v.reason": "Let us watch it"}, 409)

    assert "Moved from Ready to decide to Declined" in _said(page)
    assert page.one("textarea", name="v.reason").text == "Let us watch it"
    assert "Cleo Chair" in _said(page)


async def test_a_record_is_corrected_by_a_later_one_and_says_so(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = await _ready(store, clock)
    visitor = await arrive(OFFICER)
    page = await visitor.open(f"/board/{ref}/decide/decline")
    filled: dict[str, str | list[str]] = {
        "v.reason": "Wrogn",
        "v.conflicts": "None declared",
        "m.policies": ["data@1.0#checking"],
    }
    page = await visitor.send(_form(await visitor.send(_form(page), filled)))
    link = next(a for a in page.all("a") if a.text == "Correct it by a later record")
    page = await visitor.open(link.attributes["href"])
    assert page.one("textarea", name="v.reason").text == "Wrogn"
    page = await visitor.send(_form(page), {"v.reason": "Wrong tool"})
    page = await visitor.send(_form(page))

    assert "Corrects D-2026-0001" in _said(page)
    page = await visitor.open(f"/board/{ref}/decisions/D-2026-0001")
    assert "Corrected by D-2026-0002" in _said(page)
    assert "Wrogn" in _said(page)


async def test_a_decision_names_clauses_that_are_there_and_why_it_is_not_published(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = await _ready(store, clock)
    visitor = await arrive(CHAIR)
    page = await visitor.open(f"/board/{ref}/decide/defer")
    filled: dict[str, str | list[str]] = {"v.reason": "Later", "v.published": "false"}

    page = await visitor.send(_form(page), filled, 422)
    problems = " ".join(_problems(page))
    assert "at least one clause" in problems
    assert "on which day" in problems
    assert "exemption" in problems
    assert "Conflicts of interest declared" in problems
    page = await visitor.send(
        _form(page),
        {
            "m.policies": ["data@1.0#nothing"],
            "v.conflicts": "None",
            "v.exempt_reason": "Commercial",
        },
        422,
    )
    assert any("not there any more" in line for line in _problems(page))
    filled = {"m.policies": ["data@1.0#checking"], "v.review_on": "2026-09-01"}
    page = await visitor.send(_form(await visitor.send(_form(page), filled)))
    assert "Not published: Commercial" in _said(page)


async def test_a_decision_without_its_evidence_names_all_that_is_missing_at_once(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = await _ready(store, clock)
    visitor = await arrive(CHAIR)
    page = await visitor.open(f"/board/{ref}/decide/pilot")

    page = await visitor.send(_form(page), {}, 422)

    named = {line.partition(":")[0] for line in _problems(page)}
    assert {"Reasons", "Owner", "Last day of the pilot", "Clauses relied on"} <= named
    assert "Clauses relied on" in {legend.text for legend in page.all("legend")}


async def test_an_idea_is_joined_to_another_and_never_to_one_that_is_joined_itself(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    first = await sent_in(store, clock)
    second = await _ready(store, clock, key="b")
    visitor = await arrive(CHAIR)
    page = await visitor.open(f"/board/{second}")
    assert "Join to it" in _said(page)

    page = await visitor.open(f"/board/{second}/decide/duplicate")
    joined: dict[str, str | list[str]] = {
        "v.reason": "The same",
        "v.conflicts": "None declared",
        "m.policies": ["data@1.0#checking"],
        "v.duplicate_of": "ai 2026 1",
    }
    page = await visitor.send(_form(await visitor.send(_form(page), joined)))
    assert f"Duplicate of another idea {first.reference}" in _said(page)

    await TriageList(store).transition(first.reference, Stage.READY, by=BEN)
    assert "Join to it" not in _said(await visitor.open(f"/board/{first.reference}"))


async def test_the_view_of_what_waits_for_an_assessment_leaves_out_what_has_ended(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock, ScreeningReply.YES)
    visitor = await arrive(CHAIR)
    page = await visitor.open("/board")
    waiting = next(a for a in page.all("a") if a.text == "Waiting for an assessment")
    address = waiting.attributes["href"] or ""
    assert idea.reference in _said(await visitor.open(address))

    await TriageList(store).withdraw(idea.reference, by=ANN)

    assert idea.reference not in _said(await visitor.open(address))


async def test_decisions_whose_clause_reads_differently_now_are_listed(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = await _ready(store, clock)
    no = DecisionInput(
        DecisionKind.DECLINE, Authority.OFFICER, date(2026, 6, 1), "No",
        policies=("meetings@1.0#kept", "data@1.0#checking", "meetings@1.0#gone"),
        review_on=date(2026, 5, 1),
    )  # fmt: skip
    assert isinstance(await TriageList(store).decide(ref, no, by=BEN), Decision)

    page = await (await arrive(AUDITOR)).open("/board/again")

    rows = page.one("tbody").all("tr")
    assert ["not kept here any more" in row.text for row in rows] == [False, True]
    assert "reads differently in version 2.0" in rows[0].text
    assert "is not in force any more" in rows[1].text
    assert "the day set in D-2026-0001" in _said(page)


async def test_the_picture_of_value_against_ease_has_a_table(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock)
    visitor = await arrive(MEMBER)
    page = await visitor.open("/board/matrix")
    assert "No idea of this view has both" in _said(page)
    page = await visitor.open(f"/board/{idea.reference}/scores")
    filled: dict[str, str | list[str]] = {
        name: "4" for name, _ in fields(_form(page)) if name.startswith("v.benefit.")
    }
    await visitor.send(_form(page), {**filled, "v.ease": "2"})

    page = await visitor.open("/board/matrix")

    assert "1 ideas by ease" in page.one("desc").text
    (row,) = page.one("tbody").all("tr")
    assert "Value: 4.0 Ease: 2" in _said(row, "")


# Who may


@pytest.mark.parametrize("who", [STAFF, MEMBER, AUDITOR])
async def test_only_those_with_the_role_decide(
    arrive: Arrive, store: Store, clock: SetClock, who: Mapping[str, str]
) -> None:
    ref = await _ready(store, clock)
    visitor = await arrive(who)
    headers = {"Sec-Fetch-Site": "same-origin"}
    for path in (f"/board/{ref}/decide/decline", f"/board/{ref}/assessments/dpia"):
        assert (await visitor.client.get(path)).status == 403
        posted = {"token": f"token {who['As']}", "v.reason": "No"}
        assert (await visitor.client.post(path, data=posted, headers=headers)).status == 403
    found = await TriageList(store).idea(ref, reader=ANN, for_reviewer=True)
    assert found is not None
    assert found.decisions == ()
    assert (await visitor.client.get("/board")).status == (403 if who is STAFF else 200)


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "1e3", ""])
@pytest.mark.parametrize("form", ["scores", "screening", "decide/decline", "care", "plan", "move"])
async def test_numbers_that_are_none_are_no_fault_of_ours(
    arrive: Arrive, store: Store, clock: SetClock, form: str, number: str
) -> None:
    ref = await _ready(store, clock)
    visitor = await arrive(OFFICER)
    sent = {
        "token": f"token {OFFICER['As']}",
        "version": number,
        **{f"v.{name}": number for name in ("version", "ease", "people", "maker", "lead", "seen")},
        "m.policies": number,
        "to": number,
    }
    response = await visitor.client.post(
        f"/board/{ref}/{form}", data=sent, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert response.status < 500
    path = f"/board/{ref}/document/{number or 0}/remove"
    removed = await visitor.client.post(
        path, data={"token": sent["token"]}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert removed.status < 500
