"""What a message wants: the list of intents, by a table of utterances in both languages.

Each line of `utterances.jsonl` is an utterance, what the conversation was doing when it was typed
(`asks`, what a form had asked; `filled` and `own_words` likewise), the intent that is `meant`, the
one that `wins`, and the `others` that claimed it, in the router's order. Lines `by` `blind` were
written by somebody who had seen neither the phrases nor this product. Of those 532, 188 (35 %)
were right with the recognisers as they were before the router: 132 of 334 in English, 56 of 198 in
Welsh. Lines `by` `later` were written from the list of intents alone, by somebody who had read only
the phrases of small talk; of those 113, 70 (62 %) were right with the phrases as they were then.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bot.intents.intent import IntentKind
from bot.intents.router import RECOGNISERS, claims, route
from bot.intents.state import Asks, ListeningForm, State
from knowledge.quality.golden import golden_of
from tests.freeze import MODEL_SET

TABLE = Path(__file__).with_name("utterances.jsonl")

LEAST_RIGHT = {"en": 0.74, "cy": 0.81}
"""Of the blind lines of each language, the share whose intent is the one meant."""

UNSEEN = ("blind", "later")


@dataclass(frozen=True)
class Line:
    text: str
    lang: str
    by: str
    state: State
    meant: frozenset[str]
    wins: str
    others: tuple[str, ...]


@cache
def table() -> tuple[Line, ...]:
    lines = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
    return tuple(
        Line(
            one["text"],
            one["lang"],
            one["by"],
            State(_form(one)),
            frozenset(one["meant"]),
            one["wins"],
            tuple(one["others"]),
        )
        for one in lines
    )


def _form(line: dict[str, object]) -> ListeningForm | None:
    if "asks" not in line:
        return None
    return ListeningForm(
        "idea",
        Asks(str(line["asks"])),
        filled=bool(line.get("filled")),
        own_words=bool(line.get("own_words")),
    )


def found(line: Line) -> tuple[str, ...]:
    """Who claims it, in the router's order; that everything can be a question goes unsaid."""
    return tuple(dict.fromkeys(intent.kind.value for intent in claims(line.text, line.state)))


@pytest.mark.parametrize("line", table(), ids=lambda line: f"{line.text} ({line.state.form})")
def test_each_utterance_has_its_intent_and_the_others_that_claim_it_are_known(line: Line) -> None:
    winner, *others = found(line)
    assert (winner, tuple(one for one in others if one != IntentKind.QUESTION)) == (
        line.wins,
        line.others,
    )


def test_the_table_is_of_both_languages_and_mostly_by_somebody_who_saw_no_phrase() -> None:
    assert len(table()) >= 400
    assert sum(line.by == "blind" for line in table()) >= 200
    assert {line.lang for line in table()} == {"en", "cy"}
    assert sum(line.lang == "cy" for line in table()) >= 150


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_most_of_what_was_written_blind_has_the_intent_that_was_meant(lang: str) -> None:
    blind = [line for line in table() if line.by in UNSEEN and line.lang == lang]
    right = sum(line.wins in line.meant for line in blind)
    assert right / len(blind) >= LEAST_RIGHT[lang], f"{right} of {len(blind)}"


def test_every_line_of_our_own_has_the_intent_that_was_meant() -> None:
    assert [
        line.text for line in table() if line.by not in UNSEEN and line.wins not in line.meant
    ] == []


HEARD_AS_ANOTHER = {IntentKind.FORM_AGREE, IntentKind.FORM_GO_AHEAD, IntentKind.FORM_NOT_YET}
"""What is typed so is given on as a plain yes, as leaving an answer, or as asking again."""


def test_every_intent_is_in_the_table() -> None:
    named = {kind for line in table() for kind in (line.wins, *line.others)}
    assert set(IntentKind) - HEARD_AS_ANOTHER <= named


def test_no_question_whose_answer_is_known_is_taken_for_anything_else() -> None:
    """They were written by people who wanted an answer; one that asks for a use of AI is answered
    as a question where a policy is near."""
    questions = [question.text for question in golden_of(MODEL_SET).questions]
    asked = (IntentKind.QUESTION, IntentKind.IDEA_ASKED)
    assert [text for text in questions if route(text, State()).kind not in asked] == []


@pytest.mark.parametrize("lines", [1, 40])
def test_a_pasted_page_is_read_at_once(lines: int) -> None:
    """No text makes the phrases take long: they are tried word by word, never again from the
    start."""
    text = "stop please can you " * 60 + "idea: " + "sort the post\n" * lines
    assert route(text, State()).kind in IntentKind


def test_the_words_of_an_idea_stay_as_they_were_typed() -> None:
    intent = route("Hi, I've got an idea: Sort the Côté letters, pls!", State())
    assert (intent.kind, intent.text) == (IntentKind.IDEA_START, "Sort the Côté letters, pls")


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("AI-2026-0042", "AI-2026-0042"),
        ("status of ai 2026 42?", "AI-2026-0042"),
        ("withdraw ai-2026-12345", "AI-2026-12345"),
        ("tynnu AI-2026-0001 yn ôl", "AI-2026-0001"),
    ],
)
def test_a_reference_is_read_however_it_is_written(text: str, ref: str) -> None:
    assert route(text, State()).ref == ref


def test_a_number_that_is_no_whole_reference_is_not_taken_for_one() -> None:
    intent = route("withdraw idea 17", State())
    assert (intent.kind, intent.ref, intent.unnumbered) == (IntentKind.IDEA_WITHDRAW, "", True)


def test_the_list_can_be_read_and_ends_with_the_question() -> None:
    assert next(iter(RECOGNISERS)) == "a command to the form that listens"
    assert list(RECOGNISERS)[-1] == "a question of the policies"
