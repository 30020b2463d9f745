"""Kinds of no answer: each in its own words, with whom to ask, and never with a citation."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.blocks import blocks_of, quoted
from bot.conversation import Conversation
from bot.message import Message, Quotation, Reply, Table, Text
from bot.messages.language import Language, use_locale
from bot.messages.say import say
from bot.teams.outbound.plain_text import alternative
from common.person import Person
from knowledge import Answer, AnswerKind, Library
from knowledge.answering.conflicts import contrary
from knowledge.files.load import read_folder
from knowledge.model.answers import Comparison
from knowledge.model.policies import OutOfScopeTopic, Verdict
from tests.bot.chat import Chat, clock_at
from tests.freeze import MODEL_SET
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set, write_version

BELLS = """# Bells

## 1 Ringing

### 1.1 Who may ring the great bell {{{{#ringing verdict={verdict}}}}}
Only the bellringer rings the great bell in the tower, and only after the noon bread has been eaten.
"""


def rules_about_bells(folder: Path, **facts: str) -> None:
    begins, verdict = facts.get("begins", "2026-12-01"), facts.get("verdict", "conditions")
    path = write_version(
        folder,
        "1.0",
        begins,
        policy_id=facts.get("policy", "bells"),
        status=facts.get("status", "approved"),
        more=facts.get("more", ""),
        text=BELLS.format(verdict=verdict),
    )
    path.write_text(path.read_text().replace("review_by: 2025-12-31", "review_by: 2027-12-31"))
    path.with_name("asked.md").write_text(
        "## ringing\n- who may ring the great bell\n- may i ring the bell in the tower after noon\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_the_sound_set(tmp_path)


async def reply(folder: Path, question: str, day: str = "2026-10-01") -> tuple[AnswerKind, str]:
    """The kind of the answer, and the reply, which must quote nothing."""
    clock = clock_at(day)
    library = Library.load(folder, clock=clock, meaning=False)
    conversation = Conversation(lambda: library, clock)
    said = await conversation.reply_to(Message("1", "c", Person("t", "p"), question))
    assert not [block for block in said.blocks if isinstance(block, Quotation)]
    return library.answer(question).kind, alternative(said)


BELL = "who may ring the great bell in the tower after the noon bread"


async def test_a_rule_that_is_approved_and_still_to_begin_is_named_and_not_quoted(
    folder: Path,
) -> None:
    rules_about_bells(folder, begins="2026-12-01")
    kind, said = await reply(folder, BELL)
    assert kind is AnswerKind.NOT_YET
    assert "There is no rule on this in force yet." in said
    assert "Clause 1.1 of Rules, version 1.0, is about this." in said
    assert "begins on 1 December 2026" in said
    assert "Its owner is the Keeper of Records. Who to ask: the record room." in said
    assert "bellringer" not in said


async def test_it_answers_by_itself_from_its_first_day_on(folder: Path) -> None:
    rules_about_bells(folder, begins="2026-12-01")
    chat = Chat("2026-12-01")
    chat.library = Library.load(folder, clock=chat.clock, meaning=False)
    await chat.ask(BELL)
    assert chat.quoted[0] == "bells@1.0#ringing"


async def test_a_rule_that_is_over_is_named_with_its_last_day_and_not_quoted(folder: Path) -> None:
    ended = "effective_to: 2026-06-30\n"
    rules_about_bells(folder, begins="2026-01-01", status="withdrawn", more=ended)
    kind, said = await reply(folder, BELL)
    assert kind is AnswerKind.NO_LONGER
    assert "There is no rule on this in force any more." in said
    assert "Clause 1.1 of Rules, version 1.0, was about this." in said
    assert "No longer in force since 1 July 2026." in said
    assert "Its owner is the Keeper of Records." in said
    assert "bellringer" not in said


def test_a_draft_is_never_named(folder: Path) -> None:
    rules_about_bells(folder, begins="2026-12-01", status="draft")
    library = Library.load(folder, clock=clock_at("2026-10-01"), meaning=False)
    answer = library.answer(BELL)
    assert answer.kind is not AnswerKind.NOT_YET
    assert "bells" not in {passage.policy_id for passage in (*answer.passages, *answer.named)}


async def test_a_clause_that_officers_declared_to_be_contested_is_not_quoted(folder: Path) -> None:
    kind, said = await reply(folder, "how long are recordings kept")
    assert kind is AnswerKind.CONFLICT
    assert "Two policies in force disagree on this, so I quote neither." in said
    assert "Clause 1.2 of Meetings and recordings says one thing and What may be" in said
    assert "Its owner is the Head of Meetings." in said
    assert "30 days" not in said


async def test_contrary_verdicts_under_one_heading_are_a_conflict(folder: Path) -> None:
    rules_about_bells(folder, begins="2026-01-01", verdict="allowed")
    rules_about_bells(folder, begins="2026-01-01", verdict="not-allowed", policy="towers")
    kind, _ = await reply(folder, BELL)
    assert kind is AnswerKind.CONFLICT


def test_only_contrary_verdicts_under_one_heading_disagree(folder: Path) -> None:
    rules_about_bells(folder, begins="2026-01-01", verdict="allowed")
    passage = Library.load(folder, meaning=False).policy_set.clauses["bells@1.0"][0]

    def disagree(one: Verdict, other: Verdict) -> bool:
        pair = (replace(passage, verdict=one), replace(passage, verdict=other, policy_id="other"))
        return bool(list(contrary(pair)))

    assert disagree(Verdict.ALLOWED, Verdict.NOT_ALLOWED)
    assert disagree(Verdict.REQUIRED, Verdict.NOT_REQUIRED)
    assert not disagree(Verdict.ALLOWED, Verdict.CONDITIONS)
    assert not disagree(Verdict.ALLOWED, Verdict.ALLOWED)


async def test_what_is_outside_and_what_is_not_understood_keep_their_own_words(
    folder: Path,
) -> None:
    kind, said = await reply(folder, "when is dinner")
    assert (kind, said) == (
        AnswerKind.OUTSIDE,
        "The policies do not cover feasts. Ask the kitchen.",
    )
    kind, said = await reply(folder, "€€ §§")
    assert kind is AnswerKind.NOT_UNDERSTOOD
    assert "I could not make out a question there." in said


def test_plain_silence_names_whom_to_ask() -> None:
    said = alternative(Reply(blocks_of(Answer(AnswerKind.SILENT, contact="the record room"))))
    assert said == (
        "The policies do not cover this, as far as I can find.\n\nWho to ask: the record room."
    )


async def test_what_to_use_instead_of_a_tool_is_named_as_people_know_it() -> None:
    chat = Chat()
    assert "Use instead: The Scribe." in await chat.ask("may i use the parrot")


def test_in_welsh_the_registers_own_words_are_marked_and_ours_are_welsh() -> None:
    answer = Library.load(SOUND, meaning=False).answer("may i use the parrot")
    barred = replace(answer.tools[0], who_may_use="nobody", data_allowed=())
    for_some = replace(barred, who_may_use="all bakers", data_allowed=("public", "personal", "rye"))
    with use_locale(Language.WELSH):
        blocks = blocks_of(replace(answer, tools=(barred, for_some)))

    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert [row[2:4] for row in table.rows] == [
        ("neb", "dim"),
        ("“all bakers”", "cyhoeddus, personol a “rye”"),
    ]


async def test_in_welsh_what_is_outside_says_why_its_words_are_english(folder: Path) -> None:
    with use_locale(Language.WELSH):
        _, said = await reply(folder, "when is dinner")
        assert said.startswith(say("chat-quoted-as-approved"))


@pytest.mark.parametrize("language", list(Language))
def test_an_answer_found_before_meaning_is_learnt_says_so(folder: Path, language: Language) -> None:
    library = Library.load(folder, clock=clock_at("2026-12-02"), meaning=False, cache=None)
    for question in ("who may ring the great bell", "zzzz qqqq", "may i plant a tree"):
        answer = library.answer(question)
        assert answer.compared is Comparison.WORDS
        with use_locale(language):
            said = Text(say("answer-by-words-so-far"))
            assert said not in blocks_of(answer)
            so_far = replace(answer, compared=Comparison.WORDS_SO_FAR)
            assert blocks_of(so_far) == (*blocks_of(answer), said)


@pytest.mark.parametrize(
    ("language", "begins"),
    [(Language.ENGLISH, "The meeting organiser"), (Language.WELSH, "Mae trefnydd y cyfarfod")],
)
def test_a_clause_published_in_both_languages_is_quoted_in_the_one_that_is_spoken(
    language: Language, begins: str
) -> None:
    policies, _ = read_folder(MODEL_SET)
    clause = policies.clauses["meetings@3.0"][0]
    with use_locale(language):
        shown = quoted(clause)
    assert shown.text.startswith(begins)
    assert shown.language == language
    assert (shown.ref, shown.link) == (clause.ref, "/policies/meetings/3.0#meeting-recording")


def test_what_is_not_covered_is_told_in_welsh_words_where_there_are_some() -> None:
    subject = OutOfScopeTopic("bins", "Bins", True, "Ask about bins.", "x.md", 1, welsh="Holwch.")
    with use_locale(Language.WELSH):
        assert blocks_of(Answer(AnswerKind.OUTSIDE, subject=subject)) == (Text("Holwch."),)
    assert blocks_of(Answer(AnswerKind.OUTSIDE, subject=subject)) == (Text("Ask about bins."),)


def test_a_question_of_several_on_what_is_not_covered_is_told_in_welsh_words(
    folder: Path,
) -> None:
    library = Library.load(folder, clock=clock_at("2026-12-02"), meaning=False, cache=None)
    asked = ("may i use the parrot", "may we record in a closed room")
    first, second = (replace(library.answer(one), asked=one) for one in asked)
    subject = OutOfScopeTopic("bins", "Bins", True, "Ask about bins.", "x.md", 1, welsh="Holwch.")
    bins = Answer(AnswerKind.OUTSIDE, asked="when are the bins emptied?", subject=subject)
    whole = replace(first, parts=(first, second, bins))
    with use_locale(Language.WELSH):
        assert Text("Holwch.") in blocks_of(whole)
    assert Text("Ask about bins.") in blocks_of(whole)


def test_what_is_not_sure_says_in_welsh_that_the_policies_are_in_english() -> None:
    with use_locale(Language.WELSH):
        first = blocks_of(Answer(AnswerKind.NEAREST))[0]
    assert isinstance(first, Text)
    assert "Saesneg" in first.text


async def test_two_questions_are_both_answered_under_their_own_words() -> None:
    chat = Chat()
    said = await chat.ask("may i use the parrot? and may we record in a closed room?")
    assert "On “may i use the parrot”:" in said
    assert "On “and may we record in a closed room”:" in said
    assert said.index("parrot”") < said.index("closed room”")
    assert chat.quoted[:2] == ["register@2026-03-01#parrot", "meetings@2.0#closed-rooms"]
