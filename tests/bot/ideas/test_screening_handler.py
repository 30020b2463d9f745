"""The screening in the chat: suggested, confirmed, only what matters, with the clauses."""

import re
from pathlib import Path

import pytest

from bot.message import Form, Quotation
from common.person import Person
from knowledge import Library
from tests.bot.ideas.idea_chats import Chat, Chats, with_ideas
from tests.knowledge.files.test_screening_version import add_version
from triage.model.screening_rules import AssessmentNeed, ScreeningReply

ANN_THERE = Person("guild", "ann-id")

RECORDS = {"title": "Sort health records", "description": "It reads the names in health records"}
BELLS = {"title": "Ring the bells", "description": "A clock could ring them"}


async def stored(ann: Chat, idea: dict[str, str]) -> None:
    await ann.say("I have an idea")
    await ann.fill_in(idea)
    assert "has the reference" in ann.words
    assert not any(isinstance(block, Form) for block in ann.reply.blocks), "the receipt is alone"
    await ann.say("screen AI-2026-0001")


async def test_what_the_words_suggest_is_filled_in_with_the_reason(ann: Chat) -> None:
    await stored(ann, RECORDS)
    people, voices, always_on = ann.form.fields
    assert people.value == "yes"
    assert people.hint == "Suggested: yes, because of “health” and “names”. Please check."
    assert (voices.value, always_on.value) == ("", "")


async def test_the_outcome_quotes_the_clauses_with_their_versions(ann: Chat, chats: Chats) -> None:
    await stored(ann, RECORDS)
    words = await ann.fill_in({"voices": "no", "always-on": "no"})
    assert ann.rows == [
        ("Data protection impact assessment (DPIA)", "Required"),
        ("Equality impact assessment (EqIA)", "Not required"),
        ("Environmental assessment", "Not required"),
    ]
    assert ann.quoted == {"data@1.0#checking": "Because of: People"}
    assert "This is a screening, not the assessment itself." in words
    assert "the record room" in words
    assert "Provisional risk: medium (likelihood 2 of 5, impact 4 of 5)." in words
    assert "The impact is at least 4 because of: People." in words
    dossier = await chats.ideas.idea("AI-2026-0001", reader=ANN_THERE)
    assert dossier is not None
    (screened,) = dossier.screenings
    assert screened.screening.questions == "screening@1.0"
    assert screened.screening.outcomes["dpia"] is AssessmentNeed.REQUIRED
    assert screened.screening.triggers[0].clause == "data@1.0#checking"


async def test_a_screening_whose_clauses_are_not_in_force_says_so_and_promises_none(
    ann: Chat, chats: Chats, tmp_path: Path
) -> None:
    policies = with_ideas(tmp_path)
    questions = policies / "screening" / "1.0.md"
    moved = re.sub(r"- clause: [a-z]+#", "- clause: elsewhere#", questions.read_text("utf-8"))
    questions.write_text(moved, "utf-8")
    chats.library = Library.load(policies, clock=chats.clock, meaning=False, cache=None)

    await stored(ann, RECORDS)
    assert "No rule in force stands behind the questions just now." in ann.words
    assert "and by which clauses" not in ann.words
    words = await ann.fill_in({"voices": "no", "always-on": "no"})
    assert ann.quoted == {}
    assert ("Data protection impact assessment (DPIA)", "Required") in ann.rows
    assert "it is not among the policies in force. Ask the record room what applies." in words
    assert "Because of: People" in words


async def test_a_suggestion_that_is_wrong_is_changed(ann: Chat) -> None:
    await stored(ann, RECORDS)
    await ann.fill_in({"people": "no", "voices": "no", "always-on": "no"})
    assert {outcome for _, outcome in ann.rows} == {"Not required"}
    assert ann.quoted == {}


async def test_no_names_is_suggested_as_a_no(ann: Chat) -> None:
    await stored(ann, {"title": "Count the letters", "description": "There are no names in it"})
    assert ann.form.fields[0].value == "no"


async def test_a_question_that_hangs_on_another_is_asked_when_it_matters(ann: Chat) -> None:
    await stored(ann, BELLS)
    assert ann.asked == ["people", "voices", "always-on"]
    await ann.fill_in({"people": "no", "voices": "no", "always-on": "yes"})
    assert ann.asked == ["heat"]
    await ann.fill_in({"heat": "unsure"})
    assert ann.rows[2] == ("Environmental assessment", "Required")


async def test_an_answer_that_is_missing_is_asked_for_and_the_others_stay(ann: Chat) -> None:
    await stored(ann, BELLS)
    await ann.fill_in({"people": "unsure", "voices": ""})
    fields = {field.name: field for field in ann.form.fields}
    assert fields["people"].value == "unsure"
    assert fields["voices"].problem == "Please choose an answer: Does it listen to people speak"


async def test_it_can_be_answered_by_typing(ann: Chat, chats: Chats) -> None:
    await stored(ann, RECORDS)
    assert "Does it listen to people speak?" in await ann.say("ok")
    assert "Please answer with one of these: Yes, No and Not sure." in await ann.say("banana")
    assert "Does it run all day?" in await ann.say("not sure")
    words = await ann.say("n")
    assert "Advice needed: counts as required until you have it" in words
    dossier = await chats.ideas.idea("AI-2026-0001", reader=ANN_THERE)
    assert dossier is not None
    replies = {one.key: one.reply for one in dossier.screenings[0].screening.answers}
    assert replies == {
        "people": ScreeningReply.YES,
        "voices": ScreeningReply.UNSURE,
        "always-on": ScreeningReply.NO,
    }


async def test_a_screening_that_was_put_off_can_be_done_later(ann: Chat) -> None:
    await stored(ann, BELLS)
    await ann.say("stop")
    await ann.press("Screen it: a few questions", await said(ann, "status AI-2026-0001"))
    assert ann.asked == ["people", "voices", "always-on"]


async def said(chat: Chat, text: str):  # type: ignore[no-untyped-def]
    await chat.say(text)
    return chat.reply


async def test_do_i_need_a_dpia_is_answered_and_screened_without_an_idea(
    ann: Chat, chats: Chats
) -> None:
    await ann.say("Do I need a DPIA for checking the names in the data?")
    assert any(isinstance(block, Quotation) for block in ann.reply.blocks)
    await ann.press("Screen it: a few questions")
    assert ann.form.fields[0].value == "yes"
    await ann.fill_in({"voices": "no", "always-on": "no"})
    assert ann.rows[0][1] == "Required"
    assert await chats.ideas.ideas() == ()
    await ann.press("Suggest this as an idea")
    assert "DPIA" in ann.form.fields[1].value


async def test_a_screening_asks_what_it_is_about_first(ann: Chat) -> None:
    await ann.say("start a screening")
    assert ann.asked == ["what"]
    await ann.fill_in({"what": "It reads names"})
    assert ann.form.fields[0].value == "yes"


async def test_new_questions_do_not_rewrite_an_old_outcome(
    ann: Chat, chats: Chats, tmp_path: Path
) -> None:
    await stored(ann, RECORDS)
    await ann.fill_in({"voices": "no", "always-on": "no"})
    folder = with_ideas(tmp_path)
    old = folder / "screening" / "1.0.md"
    new = (
        old.read_text()
        .replace("version: 1.0", "version: 2.0")
        .replace(
            "- yes: required\n- unsure: advice\n- clause: data#checking\n- floor: impact 4",
            "- yes: none\n- unsure: none\n- clause: data#checking",
        )
    )
    new = new.replace("effective_from: 2026-02-01", "effective_from: 2026-09-01")
    old.write_text(old.read_text().replace("status: approved", "status: superseded"))
    (folder / "screening" / "2.0.md").write_text(
        new.replace("title: ", "supersedes: screening@1.0\ntitle: ", 1)
    )
    chats.library = Library.load(folder, clock=chats.clock, meaning=False, cache=None)
    words = await ann.say("status AI-2026-0001")
    assert "version 1.0" in words
    assert ("Data protection impact assessment (DPIA)", "Required") in ann.rows


async def test_a_form_of_an_earlier_screening_does_nothing(ann: Chat, chats: Chats) -> None:
    await stored(ann, BELLS)
    form = ann.form
    done = {"people": "no", "voices": "no", "always-on": "no"}
    await ann.fill_in(done, form)
    assert "no longer open" in await ann.fill_in(done, form)
    dossier = await chats.ideas.idea("AI-2026-0001", reader=ANN_THERE)
    assert dossier is not None
    assert len(dossier.screenings) == 1


SEVERAL = """
## Security questions {#security}

### 1 Secrets {#secrets}
Which secrets does it hold?
- yes: required
- unsure: required
- clause: data#checking
- floor: impact 5
- item: passwords, or keys
- item: plans of buildings

### 2 Doors {#doors}
Does it open doors?
- yes: required
- unsure: advice
- clause: data#checking

### 3 Alarms {#alarms}
Does it ring alarms?
- yes: required
- unsure: advice
- clause: data#checking
- floor: impact 4
"""
QUIET = {"people": "no", "voices": "no", "always-on": "no"}


@pytest.fixture
def several(chats: Chats, tmp_path: Path) -> Chats:
    policies = with_ideas(tmp_path)
    add_version(policies, SEVERAL)
    chats.library = Library.load(policies, clock=chats.clock, meaning=False, cache=None)
    return chats


async def test_a_question_of_several_items_is_boxes_to_tick_and_so_are_several_questions(
    ann: Chat, several: Chats
) -> None:
    await stored(ann, BELLS)
    fields = {field.name: field for field in ann.form.fields}
    assert [label for _, label in fields["secrets"].options] == [
        "passwords, or keys", "plans of buildings", "None of these", "I don’t know",
    ]  # fmt: skip
    assert fields["any-of-security"].label == "Security: tick what applies"
    assert [name for name, _ in fields["any-of-security"].options] == [
        "doors", "alarms", "none", "unsure",
    ]  # fmt: skip

    await ann.fill_in(QUIET | {"secrets": "1", "any-of-security": "alarms"})
    assert ann.quoted == {"data@1.0#checking": "Because of: Secrets: passwords, or keys; Alarms"}
    (idea,) = await several.ideas.ideas()
    dossier = await several.ideas.idea(idea.reference, reader=ANN_THERE)
    assert dossier is not None
    given = {one.key: one for one in dossier.screenings[0].screening.answers}
    assert (given["secrets"].reply, given["secrets"].note) == ("yes", "passwords, or keys")
    assert (given["doors"].reply, given["alarms"].reply) == ("no", "yes")


async def test_not_knowing_asks_for_advice_and_is_no_reason(ann: Chat, several: Chats) -> None:
    await stored(ann, BELLS)
    words = await ann.fill_in(QUIET | {"secrets": "unsure", "any-of-security": "unsure"})

    assert (
        "Security assessment",
        "Advice needed: counts as required until you have it",
    ) in ann.rows
    assert ann.quoted == {"data@1.0#checking": "Not known yet, so ask: Secrets; Doors; Alarms"}
    assert "Because of" not in words
    assert "Provisional risk: low (likelihood 2 of 5, impact 2 of 5)." in words


async def test_none_of_these_beside_one_of_them_is_asked_again_by_its_name(
    ann: Chat, several: Chats
) -> None:
    del several
    await stored(ann, BELLS)
    await ann.fill_in(QUIET | {"secrets": "none,1", "any-of-security": ""})
    problems = {field.name: field.problem for field in ann.form.fields if field.problem}

    assert problems == {
        "secrets": "Choose either “None of these” or what applies, not both: "
        "Which secrets does it hold",
        "any-of-security": "Please choose an answer: Security: tick what applies",
    }


async def test_boxes_are_answered_by_typing_too(ann: Chat, several: Chats) -> None:
    del several
    await stored(ann, BELLS)
    for answer in ("no", "no", "no"):
        words = await ann.say(answer)
    assert "Which secrets does it hold?" in words
    assert "Security: tick what applies" in await ann.say("plans of buildings")
    await ann.say("none")
    assert ("Security assessment", "Required") in ann.rows
