"""The whole way of a rule: changed on its clause, sent in, approved by somebody else, in force."""

import json
from datetime import UTC, datetime

import pytest

from common.person import Person
from knowledge.rules.check import check
from tests.microsoft import TENANT
from tests.web.drafting.conftest import Office
from tests.web.visitor import fields
from triage.model.roles import Role

LONGER = "Recordings are kept for 30 days and are then deleted."


async def test_an_officer_finds_the_way_on_every_clause_and_staff_do_not(office: Office) -> None:
    page = await office.open("ann", "/policies/meetings")
    ways = [link.attributes["href"] for link in page.all("a") if "Change this rule" in link.text]
    assert ways == [
        "/desk/rules/meetings/clause/tell-first",
        "/desk/rules/meetings/clause/kept",
    ]
    for who in ("staff", "cass", "auditor"):
        assert "Change this rule" not in (await office.open(who, "/policies/meetings")).text


async def test_a_change_is_written_sent_in_approved_and_in_force_on_its_day(
    office: Office,
) -> None:
    former = (office.folder / "meetings" / "3.0.md").read_text()
    draft = await office.write("ann", "kept", LONGER)
    assert "14 days" in await office.rule(), "nobody is told before it is approved"
    await office.send_in("ann", draft)
    page = await office.open("cass", draft)
    assert "[taken out: 14" in page.text
    assert "[put in: 30" in page.text
    approval = await office.approval("cass", draft, "2026-12-05")
    await office.post("cass", f"{draft}/approve", approval)

    new = (office.folder / "meetings" / "3.1.md").read_text()
    over = (office.folder / "meetings" / "3.0.md").read_text()
    for line in (
        "version: 3.1", "status: approved", "effective_from: 2026-12-05",
        "approved_on: 2026-12-01", "supersedes: meetings@3.0",
        "change_note: Recordings are kept longer.",
    ):  # fmt: skip
        assert line in new.splitlines()
    assert over == former.replace("status: approved", "status: superseded")
    assert new.partition("\n---\n")[2] == former.partition("\n---\n")[2].replace("14", "30")
    found = check(office.folder, datetime(2026, 12, 1, tzinfo=UTC).date())
    assert [
        str(one) for one in found if one.file.startswith(("meetings/3", "meetings/asked"))
    ] == []
    assert "14 days" in await office.rule()
    office.clock.now = datetime(2026, 12, 4, 23, 59, tzinfo=UTC)
    assert "14 days" in await office.rule()
    office.clock.now = datetime(2026, 12, 5, 0, 0, 1, tzinfo=UTC)
    assert "30 days" in await office.rule(), "by itself, at the council's midnight"

    (approved,) = await office.trail("policy.approved")
    detail = json.loads(str(approved["detail"]))
    assert detail["first"] == "2026-12-05"
    assert detail["words"] == approval["digest"]
    assert [row["actor"] for row in await office.trail("policy.published")] == ["job"]


async def test_nobody_approves_what_they_wrote_or_sent_in_and_the_trail_says_that_they_tried(
    office: Office,
) -> None:
    draft = await office.write("dora", "kept", LONGER)
    await office.send_in("ann", draft)
    page = await office.open("dora", draft)
    assert not [f for f in page.all("form") if f.attributes["action"].endswith("/approve")]
    forged = await office.approval("cass", draft, "2026-12-05")
    forged.pop("token")
    _, told = await office.post("dora", f"{draft}/approve", forged, 403)

    assert "somebody else approves it" in told
    assert not (office.folder / "meetings" / "3.1.md").exists()
    assert len(await office.trail("policy.refused")) == 1


async def test_the_author_under_another_role_is_still_the_author(office: Office) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    forged = await office.approval("cass", draft, "2026-12-05")
    forged.pop("token")
    ann = Person(TENANT, "id-of-ann", "Somebody else")
    await office.site.sign_in("ann again", ann, frozenset({Role.APPROVER}))
    await office.post("ann again", f"{draft}/approve", forged, 403)

    assert not (office.folder / "meetings" / "3.1.md").exists()
    assert len(await office.trail("policy.refused")) == 1


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"actor": "person:1"}, 400),
        ({"role": "Policy.Approver"}, 400),
        ({"v.by": "cass"}, 400),
        ({"digest": "0" * 64}, 409),
        ({"digest": ""}, 409),
    ],
)
async def test_a_forged_approval_is_refused_and_written_down(
    office: Office, changed: dict[str, str], status: int
) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    approval = await office.approval("cass", draft, "2026-12-05")
    await office.post("cass", f"{draft}/approve", approval | changed, status)

    assert not (office.folder / "meetings" / "3.1.md").exists()
    assert len(await office.trail("policy.refused")) == 1


async def test_an_approval_without_the_role_is_refused_and_written_down(office: Office) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    forged = await office.approval("cass", draft, "2026-12-05")
    forged.pop("token")
    await office.post("bob", f"{draft}/approve", forged, 403)
    await office.post("staff", f"{draft}/approve", forged, 403)

    assert not (office.folder / "meetings" / "3.1.md").exists()
    assert len(await office.trail("policy.refused")) == 1
    assert len(await office.trail("page.refused")) == 1


async def test_a_replayed_approval_does_nothing_more(office: Office) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    approval = await office.approval("cass", draft, "2026-12-05")
    await office.post("cass", f"{draft}/approve", approval)
    before = {path: path.read_bytes() for path in office.folder.rglob("*.md")}
    await office.post("cass", f"{draft}/approve", approval | {"first": "2026-12-24"}, 409)

    assert {path: path.read_bytes() for path in office.folder.rglob("*.md")} == before
    assert len(await office.trail("policy.approved")) == 1
    assert len(await office.trail("policy.refused")) == 1


async def test_words_that_change_after_somebody_looked_are_not_approved(office: Office) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    approval = await office.approval("cass", draft, "2026-12-05")
    await office.write("bob", "kept", "Recordings are kept for ever.")
    await office.send_in("bob", draft)
    await office.post("cass", f"{draft}/approve", approval, 409)

    assert not (office.folder / "meetings" / "3.1.md").exists()


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("", "Choose the first day"),
        ("2026-11-30", "over already"),
        ("2027-12-01", "must be after the first day"),
    ],
)
async def test_a_first_day_that_cannot_be_is_said_at_its_box(
    office: Office, first: str, words: str
) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    approval = await office.approval("cass", draft, first)
    _, told = await office.post("cass", f"{draft}/approve", approval, 422)

    assert words in told


async def test_a_change_is_sent_back_with_what_is_to_be_put_right(office: Office) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    await office.post("cass", f"{draft}/return", {"comment": ""}, 422)
    await office.post("cass", f"{draft}/return", {"comment": "Say who deletes them."})
    page = await office.open("ann", draft)

    assert "being written" in page.text
    assert "Say who deletes them." in page.text


async def test_a_change_is_cancelled_before_its_day_and_never_was(office: Office) -> None:
    before = {path: path.read_bytes() for path in office.folder.rglob("*.md")}
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    await office.post(
        "cass", f"{draft}/approve", await office.approval("cass", draft, "2026-12-05")
    )
    listed = (await office.open("bob", "/desk/drafts")).text
    assert listed.index("begins on 5 December") < listed.index("Ended of late")
    await office.post("ann", f"{draft}/cancel", {"comment": "The board has not met."})

    assert {path: path.read_bytes() for path in office.folder.rglob("*.md")} == before
    office.clock.now = datetime(2026, 12, 6, 9, tzinfo=UTC)
    assert "14 days" in await office.rule()


async def test_who_neither_writes_nor_may_approve_sends_nothing_back_and_cancels_nothing(
    office: Office,
) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    await office.post("chair", f"{draft}/return", {"comment": "No."}, 403)
    approval = await office.approval("cass", draft, "2026-12-05")
    await office.post("cass", f"{draft}/approve", approval)
    await office.post("chair", f"{draft}/cancel", {"comment": "No."}, 403)

    assert (office.folder / "meetings" / "3.1.md").exists()
    assert len(await office.trail("policy.refused")) == 2


async def test_a_version_begins_at_midnight_of_the_council_in_summer_too(office: Office) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    approval = await office.approval("cass", draft, "2027-04-01")
    await office.post("cass", f"{draft}/approve", approval)
    office.clock.now = datetime(2027, 3, 31, 22, 59, 59, tzinfo=UTC)
    assert "14 days" in await office.rule()
    office.clock.now = datetime(2027, 3, 31, 23, 0, 1, tzinfo=UTC)
    assert "30 days" in await office.rule()


async def test_what_has_begun_is_not_cancelled(office: Office) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    await office.post(
        "cass", f"{draft}/approve", await office.approval("cass", draft, "2026-12-01")
    )
    assert "30 days" in await office.rule(), "at once, as its first day is today"
    await office.post("ann", f"{draft}/cancel", {"comment": "Oh."}, 409)

    assert (office.folder / "meetings" / "3.1.md").exists()


async def test_a_change_is_undone_as_a_further_version_that_somebody_else_approves(
    office: Office,
) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    sent = await office.approval("cass", draft, "2026-12-01")
    await office.post("cass", f"{draft}/approve", sent)
    again, _ = await office.post("bob", f"{draft}/undo", {})
    assert "[put in: 14" in (await office.open("cass", again)).text
    await office.send_in("bob", again)
    sent = await office.approval("cass", again, "2026-12-02")
    await office.post("cass", f"{again}/approve", sent)
    bodies = [
        (office.folder / "meetings" / f"{number}.md").read_text().partition("\n---\n")[2]
        for number in ("3.0", "3.2")
    ]

    assert bodies[0] == bodies[1]
    await office.post("bob", f"{draft}/undo", {}, 409)


async def test_two_officers_on_one_clause_see_both_texts_and_nothing_is_written_over(
    office: Office,
) -> None:
    path = "/desk/rules/meetings/clause/kept"
    form = (await office.open("bob", path)).one("form", id="editor")
    seen = form.one("input", name="seen").attributes["value"]
    heading = "1.2 How long recordings are kept"
    await office.write("ann", "kept", LONGER)
    typed = {"heading": heading, "text": "Recordings are kept for 60 days.", "seen": seen}
    _, told = await office.post("bob", path, typed, 409)

    assert "30 days" in told
    assert "60 days" in told
    assert "30 days" in (await office.open("bob", path)).one("textarea").text
    sent = typed | {"auto": "1", "token": office.site.token("bob")}
    status, body, _ = await office.site.ask("bob", path, "POST", sent)
    assert (status, json.loads(body)) == (409, {"conflict": True})


async def test_two_officers_on_two_clauses_both_keep_theirs(office: Office) -> None:
    path = "/desk/rules/meetings/clause/tell-first"
    form = (await office.open("bob", path)).one("form", id="editor")
    seen = form.one("input", name="seen").attributes["value"]
    draft = await office.write("ann", "kept", LONGER)
    typed = {"heading": "1.1 Tell everyone first", "text": "Tell all.", "seen": seen}
    await office.post("bob", path, typed)
    page = await office.open("ann", draft)

    assert "[put in: 30" in page.text
    assert "[put in: all" in page.text


async def test_what_the_script_saves_is_a_draft_that_a_second_officer_sees(
    office: Office,
) -> None:
    path = "/desk/rules/meetings/clause/kept"
    form = (await office.open("ann", path)).one("form", id="editor")
    data = {
        "token": office.site.token("ann"), "auto": "1", "text": LONGER + " {Required}",
        "heading": "1.2 How long recordings are kept",
        "seen": form.one("input", name="seen").attributes["value"],
    }  # fmt: skip
    status, body, _ = await office.site.ask("ann", path, "POST", data)

    assert status == 200
    assert "30 days" in json.loads(body)["preview"]
    assert "{Required}" in (await office.open("bob", path)).one("textarea").text
    again = data | {"seen": json.loads(body)["seen"], "text": LONGER}
    status, _, _ = await office.site.ask("ann", path, "POST", again)
    assert status == 200
    assert len(await office.trail("policy.written")) == 1, "one line for one sitting"


async def test_a_policy_may_name_its_own_approving_role(office: Office) -> None:
    path = office.folder / "meetings" / "3.0.md"
    named = path.read_text().replace("audience:", "approving_role: SteeringGroup.Chair\naudience:")
    path.write_text(named)
    await office.site.reload()
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    forged = await office.approval("chair", draft, "2026-12-05")
    forged.pop("token")
    await office.post("cass", f"{draft}/approve", forged, 403)
    await office.post("chair", f"{draft}/approve", forged)

    assert (office.folder / "meetings" / "3.1.md").exists()


async def test_a_change_with_an_error_is_not_sent_in(office: Office) -> None:
    draft = await office.write("ann", "kept", "See [the rule](meetings#nothing-here).")
    note = {"note": "A link.", "size": "minor"}
    _, told = await office.post("ann", f"{draft}/submit", note, 422)

    assert "Put right what is wrong" in told
    assert "Fix this before you publish" in told


@pytest.mark.parametrize("text", ["", "  \n ", "# A heading\nwords", "words\n---\nmore"])
async def test_what_makes_no_clause_is_told_and_what_was_typed_stays(
    office: Office, text: str
) -> None:
    path = "/desk/rules/meetings/clause/kept"
    form = (await office.open("ann", path)).one("form", id="editor")
    data = dict(fields(form)) | {"text": text}
    await office.post("ann", path, data, 422)

    assert (await office.open("ann", "/desk/drafts")).text.count("meetings") == 0


async def test_a_clause_is_added_and_another_left_out(office: Office) -> None:
    new = {"after": "kept", "heading": "1.3 Who deletes them", "text": "The organiser does."}
    place, _ = await office.post("ann", "/desk/rules/meetings/add", new)
    draft = place.partition("#")[0]
    await office.post("ann", "/desk/rules/meetings/clause/tell-first/remove", {})
    await office.send_in("ann", draft, "major")
    await office.post(
        "cass", f"{draft}/approve", await office.approval("cass", draft, "2026-12-02")
    )
    text = (office.folder / "meetings" / "4.0.md").read_text()

    assert "### 1.3 Who deletes them {#who-deletes-them}\n\nThe organiser does.\n" in text
    assert "tell-first" not in text


async def test_details_are_changed_as_fields_and_a_second_officers_are_not_lost(
    office: Office,
) -> None:
    path = "/desk/rules/meetings/facts"
    form = dict(fields((await office.open("ann", path)).one("main").one("form")))
    form |= {"v.classification": "OFFICIAL"}
    form.pop("token")
    place, _ = await office.post("ann", path, form | {"v.owner": "Keeper of Meetings"})
    assert "Keeper of Meetings" in (await office.open("cass", place)).text
    _, told = await office.post("bob", path, form | {"v.owner": "Lord of Meetings"}, 409)
    assert "Keeper of Meetings" in told
    assert "Lord of Meetings" in (await raw(office, "bob", path, form))


async def raw(office: Office, who: str, path: str, form: dict[str, str]) -> str:
    sent = form | {"v.owner": "Lord of Meetings", "token": office.site.token(who)}
    _, body, _ = await office.site.ask(who, path, "POST", sent)
    return body.decode()
