"""The ideas' part of the conversation: what comes of an intent about ideas, and of a button."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.ideas import amend_handler, screening_handler, submit_handler
from bot.ideas.amend_handler import AmendHandler
from bot.ideas.drafts import AMEND_FORM, SCREENING_FORM, WITHDRAW_FORM, DraftStore
from bot.ideas.idea_draft import SEND
from bot.ideas.listening import listening_form
from bot.ideas.screening_handler import ScreeningHandler
from bot.ideas.status_handler import StatusHandler
from bot.ideas.submit_handler import SubmitHandler
from bot.intents.intent import Intent, IntentKind
from bot.intents.state import ListeningForm
from bot.message import OPEN_CHAT, Choice, Choices, Message, Reply, Scope, Text
from bot.messages.say import say
from bot.steering.steering_forms import STEERING
from bot.steering.steering_handler import SteeringHandler
from common.clock import Clock
from common.person import Person
from knowledge import Answer, Library
from knowledge.model.set_settings import ClauseRole
from knowledge.query.assessment_question import asks_whether_assessed
from triage import TriageList
from triage.workflow.submission import IDEA_FORM

WORKSHOP_PAGE = "/ideas/workshop"
BOARD_PAGE = "/board"

_MINE = (IntentKind.IDEA_AMEND, IntentKind.IDEA_WITHDRAW, IntentKind.IDEA_SCREEN_MINE)
"""What can be said of "my idea", if there is only one that it can be."""

_TOLD_ALONE = frozenset({IntentKind.IDEA_MINE, IntentKind.IDEA_STATUS})
"""What may be shown to a person alone among others, though it is gone after a day: it begins
nothing, and it can be asked again."""

_LONGEST = 1_000  # characters of a question that a button carries


@dataclass(frozen=True, slots=True)
class Handled:
    """The reply, and the form for which the next typed text is meant, if there is one."""

    reply: Reply
    form: ListeningForm | None = None


class IdeaHandlers:
    """Everything about ideas that a person can say or press."""

    def __init__(
        self, ideas: Callable[[], TriageList], library: Callable[[], Library], clock: Clock
    ) -> None:
        self._ideas = ideas
        self._kept = DraftStore(ideas, clock)
        self._screening = ScreeningHandler(ideas, library, self._kept)
        self._intake = SubmitHandler(ideas, library, self._kept, self._screening)
        self._following = StatusHandler(ideas, library)
        self._changing = AmendHandler(ideas, library, self._kept, self._screening)
        self._steering = SteeringHandler(ideas, library)
        self._forms = {
            SEND: self._intake.handle_form,
            screening_handler.START: self._screening.handle_button,
            screening_handler.SCREENED: self._screening.handle_form,
            amend_handler.AMENDED: self._changing.handle_amend_form,
            amend_handler.WITHDRAWN: self._changing.handle_withdraw_form,
        }
        self._typed = {
            IDEA_FORM: self._intake.handle_text,
            SCREENING_FORM: self._screening.handle_text,
            AMEND_FORM: self._changing.handle_text,
            WITHDRAW_FORM: self._changing.handle_confirmation,
        }
        self._about_one = {
            IntentKind.IDEA_STATUS: self._following.status,
            IntentKind.IDEA_AMEND: self._changing.amend,
            IntentKind.IDEA_WITHDRAW: self._changing.withdraw,
            IntentKind.IDEA_SCREEN: self._changing.screen,
            IntentKind.IDEA_SCREEN_MINE: self._changing.screen,
        }
        self._others: Mapping[IntentKind, Callable[[Person, Intent], Awaitable[Reply]]] = {
            IntentKind.IDEA_START: self._start,
            IntentKind.IDEA_AFRESH: self._start_afresh,
            IntentKind.IDEA_CONTINUE: self._continued,
            IntentKind.IDEA_SUPPORT: self._support,
            IntentKind.IDEA_SCREEN: self._screen,
            IntentKind.IDEA_WORKSHOP: self._workshop,
            IntentKind.IDEA_ANNOUNCE: self._announce,
        }

    @staticmethod
    def takes(action: str) -> bool:
        """Whether a button or a form is about ideas."""
        return action.partition(".")[0] in (SEND, STEERING)

    async def press(self, message: Message, form: ListeningForm | None) -> Handled:
        """What comes of a button or a form. Nothing personal is done or shown in a channel."""
        action, who = message.action, message.person
        if action.partition(".")[0] == STEERING:
            return Handled(await self._steering.handle_button(message), form)
        if message.scope is not Scope.PERSONAL:
            return Handled(_in_a_chat())
        if action in submit_handler.BUTTONS:
            reply = await self._intake.handle_button(who, action, message.values)
        elif (take := self._forms.get(action)) is not None:
            reply = await take(who, message.values)
        else:
            reply = Reply((Text(say("idea-form-is-over")),))
        return self._handled(who, reply, form)

    async def handle(self, intent: Intent, message: Message, form: ListeningForm | None) -> Handled:
        """What comes of an intent whose group is `form` or `idea`."""
        who = message.person
        if message.scope is not Scope.PERSONAL:
            announces = intent.kind is IntentKind.IDEA_ANNOUNCE and message.channel
            if announces:
                return Handled(self._announced(message.channel))
            if message.can_be_alone:
                return Handled(replace(await self._told_alone(intent, who), for_asker=True))
            return Handled(_in_a_chat())
        if intent.kind.group == "form":
            return await self._answer(who, intent, form)
        if message.in_dialog and intent.kind is IntentKind.IDEA_START:
            return Handled(await self._intake.start(who, intent.text, listen=False))
        return self._handled(who, await self._run(who, intent), form)

    async def _told_alone(self, intent: Intent, who: Person) -> Reply:
        return await self._run(who, intent) if intent.kind in _TOLD_ALONE else _in_a_chat()

    async def suggest(self, message: Message, idea: str, *, listen: bool) -> Handled:
        """Take up what may be an idea; without `listen` what is typed next is not for the form."""
        reply = await self._intake.start(
            message.person, idea, perhaps=message.text.strip(), listen=listen
        )
        return self._handled(message.person, reply, None)

    def offers(
        self, intent: Intent, text: str, answer: Answer, library: Library
    ) -> tuple[Choice, ...]:
        """What an answer to a question leads on to: sending in an idea, screening something."""
        if intent.kind is IntentKind.IDEA_ASKED:
            return (
                Choice(
                    say("idea-suggest-this"),
                    say="suggest an idea",
                    action=submit_handler.START,
                    values={"text": intent.text[:_LONGEST]},
                ),
            )
        if asks_whether_assessed(text):
            return (
                Choice(
                    say("screening-screen-it"),
                    say="start a screening",
                    action=screening_handler.START,
                    values={"text": text[:_LONGEST]},
                ),
            )
        how = library.policy_set.settings.clause(ClauseRole.SUBMIT_IDEA)
        if any(match.passage.place == how for match in answer.matches[:1]):
            return (Choice(say("idea-suggest-an-idea"), say="suggest an idea"),)
        return ()

    def _handled(self, who: Person, reply: Reply, form: ListeningForm | None) -> Handled:
        touched = self._kept.touched(who)
        return Handled(reply, listening_form(touched.draft) if touched else form)

    def _announced(self, channel: str) -> Reply:
        """What to do to have new ideas told in a channel, or that they are."""
        if self._ideas().announce_to == f"channel:{channel}":
            return Reply((Text(say("idea-announced-here")),))
        return Reply((Text(say("idea-to-announce-here", line=f"IDEAS_CHANNEL={channel}")),))

    async def _answer(self, who: Person, intent: Intent, form: ListeningForm | None) -> Handled:
        """A typed text as the answer to the form that listens."""
        begun = await self._kept.pending(who)
        draft = begun.drafts.get(form.name) if form else None
        if draft is None or form is None:
            line = say("idea-cannot-look") if begun.away else say("idea-form-is-over")
            return Handled(Reply((Text(line),)))
        if intent.kind is IntentKind.FORM_STOP:
            return Handled(Reply((Text(say("idea-stopped")),)))
        reply = await self._typed[draft.kind](who, draft, intent)
        return self._handled(who, reply, form)

    async def _run(self, who: Person, intent: Intent) -> Reply:
        ref = intent.ref
        if not ref and not intent.unnumbered and intent.kind in _MINE:
            ref = await self._following.only_open(who)
        if ref and intent.kind in self._about_one:
            return await self._about_one[intent.kind](who, ref)
        if intent.kind in self._others and not intent.unnumbered:
            return await self._others[intent.kind](who, intent)
        mine = await self._following.mine(who)
        which = (Text(say("intent-which-idea")),) if intent.unnumbered else ()
        return replace(mine, blocks=(*which, *mine.blocks))

    async def _start(self, who: Person, intent: Intent) -> Reply:
        return await self._intake.start(who, intent.text)

    async def _start_afresh(self, who: Person, intent: Intent) -> Reply:
        return await self._intake.start_afresh(who, intent.text)

    async def _screen(self, who: Person, intent: Intent) -> Reply:
        return Reply(await self._screening.start(who, text=intent.text))

    async def _workshop(self, *_: object) -> Reply:
        page = Choice(say("idea-open-workshop-page"), link=WORKSHOP_PAGE)
        return Reply((Text(say("idea-workshop")), Choices([page])))

    async def _announce(self, *_: object) -> Reply:
        return Reply((Text(say("idea-announce-in-a-channel")),))

    async def _support(self, who: Person, intent: Intent) -> Reply:
        if not intent.ref:
            return Reply((Text(say("intent-which-idea")),))
        draft = (await self._kept.pending(who)).drafts.get(IDEA_FORM)
        return await self._intake.support(who, intent.ref, draft)

    async def _continued(self, who: Person, _: Intent) -> Reply:
        drafts = (await self._kept.pending(who)).drafts.values()
        latest = max(drafts, key=lambda one: one.at, default=None)
        if latest is None:
            return Reply((Text(say("idea-nothing-to-continue")),))
        if latest.kind == IDEA_FORM:
            return await self._intake.start(who)
        if latest.kind == SCREENING_FORM:
            return await self._screening.resume(who, latest)
        return await self._changing.resume(who, latest)


def board_reply(colleagues: str = "", *, may_open: bool = False) -> Reply:
    """Where the steering group does what it does, for whoever may open it; for everybody the page
    `colleagues` with what others suggested, if there is one."""
    links = [Choice(say("intent-open-board"), link=BOARD_PAGE)] if may_open else []
    links += [Choice(say("intent-open-colleagues"), link=colleagues)] if colleagues else []
    said = [Text(say("intent-board"))] + ([] if may_open else [Text(say("intent-board-roles"))])
    return Reply((*said, *([Choices(links)] if links else [])))


def _in_a_chat() -> Reply:
    there = Choices([Choice(say("reply-open-in-chat"), link=OPEN_CHAT)])
    return Reply((Text(say("idea-in-a-personal-chat-please")), there))
