"""What a sentence answers is marked in a version in force: its words and its number stay."""

import json
from datetime import date

from knowledge.rules.check import check
from tests.web.drafting.conftest import Office

TODAY, FIRST = date(2026, 12, 1), date(2026, 12, 5)


async def kept(office: Office) -> str:
    (box,) = (await office.open("ann", "/desk/rules/meetings/clause/kept")).all("textarea")
    return box.text


async def test_a_mark_counts_from_its_day_and_answers_of_earlier_days_stay(
    office: Office,
) -> None:
    path = office.folder / "meetings" / "3.0.md"
    before = path.read_text()
    said = await kept(office)
    draft = await office.write("ann", "kept", f"{said} {{Required}}")
    await office.send_in("ann", draft, "marks")
    page = await office.open("cass", draft)
    assert "version 3.0" in page.text
    assert "Required" in page.one("section", **{"aria-labelledby": "changed"}).text
    approval = await office.approval("cass", draft, FIRST.isoformat())
    await office.post("cass", f"{draft}/approve", approval)

    after = path.read_text()
    assert after.replace(" {verdict=required since=2026-12-05}", "") == before
    assert not (office.folder / "meetings" / "3.1.md").exists()
    assert [str(one) for one in check(office.folder, TODAY) if one.file == "meetings/3.0.md"] == []
    policies = office.site.library().policy_set
    marks = {
        on: next(p.marks for p in policies.passages_on(on) if p.place == "meetings#kept")
        for on in (TODAY, date(2026, 12, 4), FIRST)
    }
    assert marks[TODAY] == marks[date(2026, 12, 4)] == ()
    assert [verdict.value for _, verdict in marks[FIRST]] == ["required"]
    (approved,) = await office.trail("policy.approved")
    detail = json.loads(str(approved["detail"]))
    assert (detail["first"], detail["file"]) == ("2026-12-05", "meetings/3.0.md")
    assert str(approved["actor"]).startswith("person:")


async def test_the_answer_of_an_earlier_day_shows_no_verdict_that_was_not_there(
    office: Office,
) -> None:
    said = "Tell everyone in the room before you record, and say why. "
    said += "Nothing is recorded in a closed room. {Not allowed}"
    draft = await office.write("ann", "tell-first", said)
    await office.send_in("ann", draft, "marks")
    approval = await office.approval("cass", draft, FIRST.isoformat())
    await office.post("cass", f"{draft}/approve", approval)
    library = office.site.library()
    question = "may i record in a closed room"
    leads = [library.answer(question, on=on).lead for on in (TODAY, FIRST)]

    assert leads[0] is None
    assert leads[1] == "not-allowed"


async def test_other_words_need_a_number_of_their_own(office: Office) -> None:
    draft = await office.write("ann", "kept", "Recordings are kept for 15 days. {Required}")
    note = {"note": "Marked.", "size": "marks"}
    _, told = await office.post("ann", f"{draft}/submit", note, 422)

    assert "This cannot keep its number: words differ too" in told


async def test_a_change_of_marks_is_cancelled_before_its_day(office: Office) -> None:
    path = office.folder / "meetings" / "3.0.md"
    before = path.read_bytes()
    said = await kept(office)
    draft = await office.write("ann", "kept", f"{said} {{Required}}")
    await office.send_in("ann", draft, "marks")
    approval = await office.approval("cass", draft, FIRST.isoformat())
    await office.post("cass", f"{draft}/approve", approval)
    assert path.read_bytes() != before
    await office.post("ann", f"{draft}/cancel", {"comment": "Not yet."})

    assert path.read_bytes() == before
