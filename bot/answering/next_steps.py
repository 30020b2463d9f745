"""What a person may do after an answer: ask the next question, see the clause whole or what
changed in it, ask a person, suggest an idea, say whether it helped."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from urllib.parse import quote

from bot.answering import feedback
from bot.answering.blocks import quoted
from bot.answering.clarification import prompt_of, which
from bot.answering.notes import today_notes
from bot.answering.whats_new import of_clause
from bot.intents.intent import IntentKind
from bot.message import Block, Choice, Choices, Text
from bot.messages.language import SPOKEN, Language
from bot.messages.say import say
from bot.notifications.subscriptions import follow_button
from knowledge import Answer, Library
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.time.clause_history import successor_of, version_of

_QUESTIONS = 2
_MOST = 3
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CHAT = "https://teams.microsoft.com/l/chat/0/0?users="
_LONGEST = 1_000  # characters of a message; a link of some 2,000 is cut by some clients


class ClauseAction(StrEnum):
    """What can be done with a clause that was quoted; a button's action, with the value `ref`."""

    WHOLE = "whole_clause"
    CHANGED = "what_changed"
    PERSON = "ask_a_person"


TYPED: Mapping[IntentKind, ClauseAction] = {
    IntentKind.WHOLE_CLAUSE: ClauseAction.WHOLE,
    IntentKind.CHANGED_HERE: ClauseAction.CHANGED,
    IntentKind.PERSON: ClauseAction.PERSON,
}
"""What can be typed in place of the buttons."""


def steps(
    policies: PolicySet,
    answer: Answer,
    receipt: str,
    offers: Sequence[Choice] | None = None,
    asked: Sequence[str] = (),
) -> tuple[Choices, ...]:
    """The choices below an answer: at most three, and the rest one fold away.

    `asked` are the questions of which one may have been meant: they go first, and all else is
    folded.

    `offers` is what this answer leads on to, of what can be done with ideas; None: nothing can.
    """
    first: list[Choice] = list(offers or ())
    more: list[Choice] = []
    if answer.matches:
        best = answer.matches[0].passage
        first.append(
            _action_choice(ClauseAction.PERSON, say("chat-ask-a-person"), "ask a person", best)
        )
        if not asked:
            more += [Choice(one, say=one) for one in next_questions(policies, answer)]
        # One fold away, as the clause itself can be unfolded where it is quoted.
        whole = say("chat-show-whole-clause")
        more.append(_action_choice(ClauseAction.WHOLE, whole, "show the whole clause", best))
        if not asked:
            changed = say("chat-what-changed-here")
            more.append(_action_choice(ClauseAction.CHANGED, changed, "what changed here", best))
        more.append(Choice(say("chat-why-this-answer"), say="why"))
    if offers is not None and not offers:
        more.append(Choice(say("idea-suggest-an-idea"), say="suggest an idea"))
    helped, *not_helped = feedback.choices(receipt) or (None,)
    first += not_helped
    shown = [] if asked else first[:_MOST]
    more += [*first[len(shown) :], *([helped] if helped else [])]
    clarifying = which(asked, prompt_of(answer)) if asked else Choices(())
    found = (clarifying, Choices(shown), Choices(more, prompt=say("chat-more"), folded=True))
    return tuple(choices for choices in found if choices.items)


def next_questions(policies: PolicySet, answer: Answer) -> tuple[str, ...]:
    """Questions that the clauses beside the quoted ones answer, in the words that officers listed
    for them."""
    best = answer.matches[0].passage
    clauses = policies.clauses.get(f"{best.policy_id}@{best.version}", ())
    here = next((at for at, clause in enumerate(clauses) if clause.ref == best.ref), None)
    if here is None:
        return ()
    shown = {match.passage.place for match in answer.matches}
    beside = sorted(range(len(clauses)), key=lambda at: (abs(at - here), at < here))
    near = (clauses[at] for at in beside if clauses[at].place not in shown)
    in_welsh = SPOKEN.get() is Language.WELSH
    ways = (policies.way_of_asking(clause.place, welsh=in_welsh) for clause in near)
    return tuple(islice(filter(None, ways), _QUESTIONS))


def related_questions(policies: PolicySet, last: Answer | None) -> tuple[Block, ...]:
    """What the clauses beside those quoted last answer."""
    questions = next_questions(policies, last) if last is not None and last.matches else ()
    if not questions:
        return (Text(say("as-of-still-what")),)
    choices = [Choice(asked, say=asked) for asked in questions]
    return (Choices(choices, prompt=say("chat-you-could-also-ask")),)


def run_action(
    library: Library, step: ClauseAction, ref: object, last: Answer | None, receipt: str = ""
) -> tuple[Block, ...]:
    """What a step shows. `ref` is client data; without one the clause quoted last is meant.
    `receipt` is the last answer's."""
    policies = library.policy_set
    passage = passage_of(policies, ref) if isinstance(ref, str) and ref else None
    if passage is None and not ref and last is not None and last.matches:
        passage = last.matches[0].passage
    if step is ClauseAction.PERSON:
        return tuple(_whom_to_ask(policies, passage, last, receipt))
    if passage is None:
        return (Text(say("chat-no-such-clause") if ref else say("as-of-still-what")),)
    if step is ClauseAction.CHANGED:
        now = successor_of(policies, passage, library.today()).new
        told = of_clause(policies, now or passage)
        is_policy = passage.policy_id != REGISTER
        return (*told, Choices([follow_button(passage.policy_id)])) if is_policy else tuple(told)
    note = today_notes(policies, library.today())(passage)
    return (quoted(passage, note), Text(say("answer-ask", contact=passage.contact)))


def passage_of(policies: PolicySet, ref: str) -> Passage | None:
    """The clause or the register's entry of a ref; None for one that staff may not read."""
    policy, _, anchor = ref.partition("#")
    if policy.partition("@")[0] == REGISTER:
        tool = policies.tool(anchor)
        return tool.passage if tool else None
    clauses = policies.clauses.get(policy, ())
    found = next((clause for clause in clauses if clause.anchor == anchor), None)
    version = version_of(policies, found) if found else None
    if version is None or version.ref not in policies.terms:
        return None
    return None if version.restricted else found


def _action_choice(step: ClauseAction, label: str, say: str, passage: Passage) -> Choice:
    return Choice(label, say=say, action=step.value, values={"ref": passage.ref})


def _whom_to_ask(
    policies: PolicySet, passage: Passage | None, last: Answer | None, receipt: str
) -> Iterator[Block]:
    if passage is None:
        yield Text(say("answer-ask", contact=last.contact if last else ""), strong=True)
        return
    version = version_of(policies, passage)
    owner = version.owner if version else passage.owner
    yield Text(say("answer-ask-owner", owner=owner, contact=passage.contact), strong=True)
    yield Text(
        say(
            "chat-name-the-clause",
            title=passage.title,
            version=passage.version,
            number=passage.clause,
            entry=passage.heading,
        )
    )
    asked = last.asked if last is not None else ""
    message = say("chat-to-whom-to-ask", question=asked, receipt=receipt or "-")
    if asked and (link := chat_link(passage.contact, message)):
        yield Choices([Choice(say("chat-open-in-teams"), link=link)])


def chat_link(contact: str, message: str) -> str:
    """A Teams chat with whoever is named, with a message filled in that the person may send; `""`
    where no e-mail address is named. The form is that of Microsoft's deep links to a chat."""
    found = _ADDRESS.search(contact)
    if found is None:
        return ""
    return f"{_CHAT}{quote(found[0], safe='@')}&message={quote(message[:_LONGEST], safe='')}"
