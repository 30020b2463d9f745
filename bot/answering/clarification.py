"""Asking which of two or three things is meant, where their clauses lie equally near."""

from collections.abc import Mapping, Sequence

from bot.intents.intent import Intent, IntentKind
from bot.message import Choice, Choices
from bot.messages.language import Language, current
from bot.messages.say import say
from common.words import STOP_WORDS, stems, stems_in, words
from knowledge import Answer, AnswerKind
from knowledge.model.answers import Match
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet

_MOST = 3
_NEAR = 2.0  # logits; a clause this close to the best may be the one that is meant
_FEW_WORDS = 2  # content words; a longer question says what it means

PICKS: Mapping[IntentKind, int] = {
    IntentKind.PICK_FIRST: 0,
    IntentKind.PICK_SECOND: 1,
    IntentKind.PICK_THIRD: 2,
}


def readings(policies: PolicySet, answer: Answer) -> tuple[str, ...]:
    """The questions that may have been meant: two or three where it is not sure that any was, and
    those beside the one that is answered where others lie as near; none where one clearly was."""
    matches = answer.matches
    if answer.kind is AnswerKind.NEAREST:
        found = _questions(policies, matches)
        return found if len(found) > 1 else ()
    said = [word for word in words(answer.asked) if word not in STOP_WORDS]
    if answer.kind is not AnswerKind.ANSWERED or answer.parts or len(said) > _FEW_WORDS:
        return ()
    floor = matches[0].score - _NEAR
    return _questions(policies, [match for match in matches[1:] if match.score >= floor])


def other_readings(
    policies: PolicySet, answer: Answer | None, found: Sequence[Match]
) -> tuple[str, ...]:
    """What else may have been meant than what was quoted first; `found` is what was near."""
    first = answer.passages[0].place if answer is not None and answer.matches else ""
    shown = answer.matches[1:] if answer is not None else ()
    others = [match for match in (*shown, *found) if match.passage.place != first]
    return _questions(policies, others)


def which(asked: Sequence[str], prompt: str) -> Choices:
    """The question with its choices; each can be tapped, or said by its number or its words."""
    return Choices([Choice(one, say=one) for one in asked], prompt=prompt)


def picked(intent: Intent, offered: Sequence[str]) -> str:
    """The question that a choice in words means; "" for none of those that were offered."""
    if intent.kind in PICKS:
        at = PICKS[intent.kind]
        return offered[at] if at < len(offered) else ""
    wanted = set(stems([word for word in words(intent.text) if word not in STOP_WORDS]))
    meant = [one for one in offered if wanted and wanted <= stems_in(one)]
    return meant[0] if len(meant) == 1 else ""


def prompt_of(answer: Answer) -> str:
    """The clarifying question, or below an answer the question whether another was meant."""
    if answer.kind is AnswerKind.NEAREST:
        return say("answer-which-is-meant")
    return say("answer-or-is-meant")


def _questions(policies: PolicySet, matches: Sequence[Match]) -> tuple[str, ...]:
    """A question for each clause, as officers worded it; its heading where they did not."""
    asked = (_question(policies, match.passage) for match in matches)
    return tuple(dict.fromkeys(asked))[:_MOST]


def _question(policies: PolicySet, passage: Passage) -> str:
    listed = policies.way_of_asking(passage.place, welsh=current() is Language.WELSH)
    return listed or passage.heading
