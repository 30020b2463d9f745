"""What a message wants. Nothing else in `bot` decides that.

The list is read from the top, and the first recogniser that claims a text has it. Each looks at
the words, by the phrases in `phrases/`, and at what the conversation remembers; none looks anything
up. What a question asks for is read by `knowledge.query`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.intents.intent import Intent, IntentKind
from bot.intents.phrase import Found
from bot.intents.phrase_book import ASKS, ASKS_MARKED, POINTS, RESTARTS, phrase_book
from bot.intents.state import Asks, ListeningForm, State

_READ = 2_000  # characters in which phrases are looked for; an idea may be told in more
_FEW_WORDS = 4  # a longer text is no answer to a question that offers its answers
_REFERENCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was typed, and the names of the phrases that it is."""

    text: str
    phrases: Mapping[str, Found]

    def is_one(self, *kinds: str) -> bool:
        return any(kind in self.phrases for kind in kinds)

    def first(self, kinds: Sequence[IntentKind]) -> Intent | None:
        """The first of these kinds for which there is a phrase, with what it names."""
        kind = next((one for one in kinds if one in self.phrases), None)
        if kind is None:
            return None
        found = self.phrases[kind]
        ref = _reference(found.ref)
        text = "" if POINTS in phrase_book().read(found.text) else found.text
        return Intent(kind, text, ref, unnumbered=bool(found.ref) and not ref)

    @property
    def is_question(self) -> bool:
        """Whether it is worded as one."""
        marked = self.text.rstrip().endswith("?")
        return self.is_one(ASKS) or (marked and self.is_one(ASKS_MARKED))


def read(text: str) -> Utterance:
    """A typed text as the recognisers see it."""
    return Utterance(text.strip(), phrase_book().read(text[:_READ]))


# What is said to a form that listens.

_COMMANDS = (
    IntentKind.FORM_STOP,
    IntentKind.FORM_SKIP,
    IntentKind.FORM_BACK,
    IntentKind.FORM_ACCEPT_ALL,
    IntentKind.FORM_SHOW,
)
_CHOICES = (
    IntentKind.FORM_YES,
    IntentKind.FORM_NO,
    IntentKind.FORM_UNSURE,
    *_COMMANDS,
    IntentKind.FORM_SEND,
)
_AGREED = (IntentKind.FORM_KEEP, IntentKind.FORM_YES, IntentKind.FORM_AGREE)
_PERSONAL = (IntentKind.FORM_STOP, IntentKind.FORM_LEAVE, IntentKind.FORM_MASK,
             IntentKind.FORM_CHANGE)  # fmt: skip
_SIMILAR = (IntentKind.FORM_STOP, IntentKind.FORM_DIFFERENT, IntentKind.FORM_CHANGE)
_GOES_ON = (IntentKind.FORM_SEND, IntentKind.FORM_SKIP)
_REFUSALS = (IntentKind.FORM_NO, IntentKind.FORM_STOP, IntentKind.FORM_BACK)


def form_command(said: Utterance, state: State) -> Intent | None:
    """A command, or one of the answers that were offered."""
    if state.form is None:
        return None
    match state.form.asks:
        case Asks.CONFIRMATION:
            return _confirmation(said)
        case Asks.PERSONAL:
            return said.first(_PERSONAL)
        case Asks.SIMILAR:
            goes_on = Intent(IntentKind.FORM_DIFFERENT) if said.is_one(*_GOES_ON) else None
            return said.first(_SIMILAR) or goes_on
        case Asks.CHOICE:
            agrees = Intent(IntentKind.FORM_KEEP) if said.is_one(*_AGREED) else None
            return said.first(_CHOICES) or agrees
    return _in_words(said, state.form)


def _confirmation(said: Utterance) -> Intent | None:
    """What cannot be taken back needs a clear yes: "ok" or "fine" is none, nor is one that asks;
    anything that says no as well is a no."""
    if said.is_one(*_REFUSALS):
        return Intent(IntentKind.FORM_NO)
    yes = None if "?" in said.text else said.first((IntentKind.FORM_GO_AHEAD,))
    if yes is not None:
        return Intent(IntentKind.FORM_YES, yes.text)
    return Intent(IntentKind.FORM_AGAIN) if said.is_one(*_AGREED) else None


def _in_words(said: Utterance, form: ListeningForm) -> Intent | None:
    """A command, where words or numbers were asked for: a bare yes is none of the person's words
    but keeps what stands there, a bare no says that there are none, and "not yet" neither."""
    if form.filled and said.is_one(IntentKind.FORM_KEEP):
        return Intent(IntentKind.FORM_KEEP)
    if found := said.first((*_COMMANDS, IntentKind.FORM_SEND)):
        return found
    if said.is_one(*_AGREED):
        return Intent(IntentKind.FORM_KEEP if form.filled else IntentKind.FORM_AGAIN)
    if said.is_one(IntentKind.FORM_NOT_YET):
        return Intent(IntentKind.FORM_AGAIN)
    says_no = said.is_one(IntentKind.FORM_NO) and len(said.text.split()) < _FEW_WORDS
    return Intent(IntentKind.FORM_ANSWER) if says_no else None


def form_answer(said: Utterance, state: State) -> Intent | None:
    """Any other answer, unless it asks something."""
    form = state.form
    if form is None or not said.text:
        return None
    if said.is_question and not (form.own_words and said.is_one(IntentKind.IDEA_ASKED)):
        return None
    if form.asks in (Asks.CONFIRMATION, Asks.PERSONAL, Asks.SIMILAR):
        return Intent(IntentKind.FORM_AGAIN)
    if form.asks is Asks.CHOICE and len(said.text.split()) > _FEW_WORDS:
        return None
    return Intent(IntentKind.FORM_ANSWER, said.text)


# What can be said at any time.

Recogniser = Callable[[Utterance, State], Intent | None]


def phrases_of(*kinds: IntentKind, while_form: bool = True) -> Recogniser:
    """Recognises the first of these kinds for which there is a phrase; only where no form listens,
    if not `while_form`."""

    def recognise(said: Utterance, state: State) -> Intent | None:
        return said.first(kinds) if while_form or state.form is None else None

    return recognise


def marked_question(said: Utterance, _: State) -> Intent | None:
    """What somebody says is a question: `question: may we use AI to sort the post`."""
    head, colon, rest = said.text.partition(":")
    is_marked = colon and head.strip().lower() in ("question", "cwestiwn") and rest.strip()
    return Intent(IntentKind.QUESTION, rest.strip()) if is_marked else None


_IDEAS = (
    IntentKind.IDEA_AFRESH,
    IntentKind.IDEA_CONTINUE,
    IntentKind.IDEA_WORKSHOP,
    IntentKind.IDEA_ANNOUNCE,
    IntentKind.IDEA_STATUS,
    IntentKind.IDEA_MINE,
    IntentKind.IDEA_WITHDRAW,
    IntentKind.IDEA_AMEND,
    IntentKind.IDEA_SCREEN_MINE,
    IntentKind.IDEA_SCREEN,
    IntentKind.IDEA_SUPPORT,
    IntentKind.IDEA_START,
)


def ideas(said: Utterance, state: State) -> Intent | None:
    """What somebody wants with their own ideas, or with one that they name. To start again throws
    away what a form has been told; where none listens, there is nothing that it could mean."""
    if said.is_one(RESTARTS):
        return Intent(IntentKind.NEVER_MIND if state.form is None else IntentKind.IDEA_AFRESH)
    return said.first(_IDEAS)


_ANSWERS_NOTHING = (
    IntentKind.FORM_YES,
    IntentKind.FORM_AGREE,
    IntentKind.FORM_NO,
    IntentKind.FORM_SKIP,
    IntentKind.FORM_BACK,
    IntentKind.FORM_SEND,
    IntentKind.FORM_ACCEPT_ALL,
)


def nothing(said: Utterance, state: State) -> Intent | None:
    """No words, or what can only be an answer where nothing was asked: a bare yes, say."""
    if not said.text.strip(" .,!-:;()"):
        return Intent(IntentKind.NOTHING)
    bare = len(said.text.split()) <= _FEW_WORDS and said.is_one(*_ANSWERS_NOTHING)
    return Intent(IntentKind.NOTHING) if bare and state.form is None else None


def question(said: Utterance, _: State) -> Intent | None:
    """Everything else is asked of the policies."""
    return Intent(IntentKind.QUESTION, said.text)


RECOGNISERS: Mapping[str, Recogniser] = {
    "a command to the form that listens": form_command,
    "the language to speak": phrases_of(
        IntentKind.WELSH, IntentKind.ENGLISH, IntentKind.OTHER_LANGUAGE
    ),
    "a question that says it is one": marked_question,
    "what is on record": phrases_of(
        *(kind for kind in IntentKind if kind.group == "kept"), while_form=False
    ),
    "somebody's own ideas": ideas,
    "what the steering group does": phrases_of(IntentKind.BOARD),
    "what to be told of": phrases_of(
        IntentKind.NOTICES_LIST,
        IntentKind.NOTICES_STOP_UPKEEP,
        IntentKind.NOTICES_STOP,
        IntentKind.NOTICES_UPKEEP,
        IntentKind.NOTICES_FOLLOW,
    ),
    "the last answer": phrases_of(
        IntentKind.NOT_HELPFUL,
        IntentKind.HELPFUL,
        IntentKind.NOT_MEANT,
        IntentKind.CORRECTED,
        IntentKind.PICK_FIRST,
        IntentKind.PICK_SECOND,
        IntentKind.PICK_THIRD,
        IntentKind.PICK_NAMED,
        IntentKind.CHANGED_HERE,
        IntentKind.YES_OR_NO,
        IntentKind.SIMPLER,
        IntentKind.SHORTER,
        IntentKind.WHOLE_CLAUSE,
        IntentKind.RELATED,
        IntentKind.PERSON,
        IntentKind.RECEIPT,
        IntentKind.WHY,
        IntentKind.UNCLEAR,
        while_form=False,
    ),
    "small talk": phrases_of(
        IntentKind.ABUSE,
        IntentKind.WELCOME,
        IntentKind.HELP,
        IntentKind.NEVER_MIND,
        IntentKind.THANKS,
        IntentKind.GOODBYE,
        IntentKind.PRIVACY,
        IntentKind.BASIS,
        IntentKind.VERDICT,
        IntentKind.OTHERS,
        IntentKind.POWERS,
    ),
    "an answer to the form that listens": form_answer,
    "what may be an idea": phrases_of(
        IntentKind.IDEA_PUT_FORWARD, IntentKind.IDEA_ASKED, while_form=False
    ),
    "an answer to nothing": nothing,
    "a question of the policies": question,
}
"""In the order in which they are asked."""


def route(text: str, state: State) -> Intent:
    """What a text wants."""
    said = read(text)
    for recognise in RECOGNISERS.values():
        intent = recognise(said, state)
        if intent is not None:
            return intent
    return Intent(IntentKind.QUESTION, said.text)


def claims(text: str, state: State) -> Sequence[Intent]:
    """What every recogniser takes a text for, in their order; the first has it."""
    said = read(text)
    found = (recognise(said, state) for recognise in RECOGNISERS.values())
    return [intent for intent in found if intent is not None]


def _reference(written: str) -> str:
    """`AI-2026-0042` however it is written; "" for a number that is no whole reference."""
    digits = re.findall(r"\d+", written)
    if len(digits) != _REFERENCE_DIGITS:
        return ""
    return f"AI-{digits[0]}-{int(digits[1]):04d}"
