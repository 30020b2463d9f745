"""What stands on our own buttons may be typed, in Welsh as in English."""

import pytest

from bot.intents.router import route
from bot.intents.state import Asks, ListeningForm, State
from bot.messages.language import Language, use_locale
from bot.messages.say import say

LABELS = (
    "chat-show-whole-clause",
    "chat-ask-a-person",
    "chat-what-changed-here",
    "chat-why-this-answer",
    "chat-helped",
    "chat-did-not-help",
    "chat-starter-idea",
    "idea-suggest-an-idea",
    "idea-another-idea",
    "idea-my-ideas",
    "idea-send-idea",
    "idea-open-workshop-page",
    "status-take-back",
    "subscription-tell-me",
    "lookup-open-policy",
    "intent-open-board",
    "intent-open-colleagues",
)
WORDS = State(ListeningForm("title", Asks.WORDS, own_words=True))
CHOICE = State(ListeningForm("secrets", Asks.CHOICE))
CONFIRMATION = State(ListeningForm("sure", Asks.CONFIRMATION))


@pytest.mark.parametrize("label", LABELS)
def test_a_label_typed_in_welsh_means_what_it_means_in_english(label: str) -> None:
    with use_locale(Language.WELSH):
        welsh = say(label)
    assert route(welsh, State()).kind is route(say(label), State()).kind


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("mae gyda fi syniad", "idea.start"),
        ("dwi isio awgrymu syniad", "idea.start"),
        ("ga i dynnu fy syniad yn ôl", "idea.withdraw"),
        ("tynnu AI-2026-0001 yn ôl", "idea.withdraw"),
        ("beth newidiodd yma?", "answer.changed_here"),
        ("pnawn da", "talk.welcome"),
        ("diolch o galon", "talk.thanks"),
        ("diolch am dy help", "talk.thanks"),
        ("pwy ddylwn i ofyn?", "answer.person"),
        ("efo pwy ga i air am hyn", "answer.person"),
        ("prynhawn da i chi", "talk.welcome"),
        ("diolch yn fawr iawn am eich cymorth", "talk.thanks"),
        ("ma gen i gynnig am ddefnyddio AI", "idea.start"),
        ("sut mae tynnu syniad nôl ar ôl ei hala fe", "question"),
        ("dilewch fy nata i", "talk.privacy"),
        ("Pwy sy'n gorfod dilyn y rheolau?", "question"),
    ],
)
def test_what_welsh_speakers_type_is_what_they_want(typed: str, kind: str) -> None:
    assert route(typed, State()).kind == kind


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("oes", "form.yes"),
        ("nac oes", "form.no"),
        ("nac ydw", "form.no"),
        ("ddim yn siwr", "form.unsure"),
        ("hepgor", "form.skip"),
    ],
)
def test_a_choice_is_made_by_the_verb_that_was_asked_with(typed: str, kind: str) -> None:
    assert route(typed, CHOICE).kind == kind


@pytest.mark.parametrize("typed", ["paid", "nac ydw", "dim diolch", "canslo", "nac oes"])
def test_no_welsh_no_confirms_anything(typed: str) -> None:
    assert route(typed, CONFIRMATION).kind == "form.no"


@pytest.mark.parametrize(
    "typed",
    [
        "ga i ddefnyddio ChatGPT",
        "fedra i recordio cyfarfod",
        "be ydi DPIA",
        "shwt ma cael trwydded",
        "pwy sy'n gorfod dilyn y rheolau",
    ],
)
def test_a_question_typed_into_a_form_is_answered_and_no_idea(typed: str) -> None:
    assert route(typed, WORDS).kind == "question"
