"""What a message can want: the kinds of intents, and one intent with what was named in it."""

from dataclasses import dataclass
from enum import StrEnum


class IntentKind(StrEnum):
    """Each kind by the name under which `phrases/` lists its phrases; the part before the point
    says who answers it."""

    # What somebody says to a form that listens. `AGREE` is "ok": yes, or leave what stands there.
    # `GO_AHEAD` is a yes that nobody says by the way; `NOT_YET` a no to going on, not to what was
    # asked.
    # `ANSWER` is any answer of their own, empty where they have nothing to say; `AGAIN` fits
    # nothing that was asked.
    FORM_STOP = "form.stop"
    FORM_SKIP = "form.skip"
    FORM_BACK = "form.back"
    FORM_SEND = "form.send"
    FORM_KEEP = "form.keep"
    FORM_ACCEPT_ALL = "form.accept_all"
    FORM_SHOW = "form.show"
    FORM_YES = "form.yes"
    FORM_AGREE = "form.agree"
    FORM_GO_AHEAD = "form.go_ahead"
    FORM_NO = "form.no"
    FORM_NOT_YET = "form.not_yet"
    FORM_UNSURE = "form.unsure"
    FORM_MASK = "form.mask"
    FORM_LEAVE = "form.leave"
    FORM_CHANGE = "form.change"
    FORM_DIFFERENT = "form.different"
    FORM_ANSWER = "form.answer"
    FORM_AGAIN = "form.again"

    ENGLISH = "language.english"
    WELSH = "language.welsh"
    OTHER_LANGUAGE = "language.other"

    IDEA_START = "idea.start"
    IDEA_AFRESH = "idea.afresh"
    IDEA_CONTINUE = "idea.continue"
    IDEA_MINE = "idea.mine"
    IDEA_STATUS = "idea.status"
    IDEA_AMEND = "idea.amend"
    IDEA_WITHDRAW = "idea.withdraw"
    IDEA_SUPPORT = "idea.support"
    IDEA_SCREEN = "idea.screen"
    IDEA_SCREEN_MINE = "idea.screen_mine"
    IDEA_WORKSHOP = "idea.workshop"
    IDEA_ANNOUNCE = "idea.announce"
    # A use of AI put forward, and one put as a question that a policy may answer.
    IDEA_PUT_FORWARD = "idea.put_forward"
    IDEA_ASKED = "idea.asked"

    # What is kept beside the policies is asked for: by the names of the kinds of record, and
    # besides them ideas that are ready, what was decided on something, what of late, and what can
    # still be called in, and of the set what is due.
    KEPT_PILOT = "kept.pilot"
    KEPT_RISK = "kept.risk"
    KEPT_BENEFIT = "kept.benefit"
    KEPT_ACTION = "kept.action"
    KEPT_INDICATOR = "kept.indicator"
    KEPT_INCIDENT = "kept.incident"
    KEPT_AGENT = "kept.agent"
    KEPT_MEETING = "kept.meeting"
    KEPT_MEMBER = "kept.member"
    KEPT_SHARING = "kept.sharing"
    KEPT_READY = "kept.ready"
    KEPT_DECIDED = "kept.decided"
    KEPT_LATEST = "kept.latest"
    KEPT_CALL_IN = "kept.call-in"
    KEPT_REVIEWS = "kept.reviews"
    KEPT_AUDITS = "kept.audits"

    BOARD = "board"

    NOTICES_FOLLOW = "notices.follow"
    NOTICES_UPKEEP = "notices.upkeep"
    NOTICES_LIST = "notices.list"
    NOTICES_STOP = "notices.stop"
    NOTICES_STOP_UPKEEP = "notices.stop_upkeep"

    # What is said of the last answer.
    HELPFUL = "answer.helpful"
    NOT_HELPFUL = "answer.not_helpful"
    WHY = "answer.why"
    WHOLE_CLAUSE = "answer.whole_clause"
    CHANGED_HERE = "answer.changed_here"
    RELATED = "answer.related"
    PERSON = "answer.person"
    RECEIPT = "answer.receipt"
    SHORTER = "answer.shorter"
    SIMPLER = "answer.simpler"
    YES_OR_NO = "answer.yes_or_no"
    NOT_MEANT = "answer.not_meant"
    # What was meant instead; and which of the questions that were offered.
    CORRECTED = "answer.corrected"
    PICK_FIRST = "answer.pick_first"
    PICK_SECOND = "answer.pick_second"
    PICK_THIRD = "answer.pick_third"
    PICK_NAMED = "answer.pick_named"
    UNCLEAR = "answer.unclear"

    WELCOME = "talk.welcome"
    HELP = "talk.help"
    THANKS = "talk.thanks"
    GOODBYE = "talk.goodbye"
    PRIVACY = "talk.privacy"
    # How the assistant comes to what it says, what it could do, what others asked it.
    BASIS = "talk.basis"
    POWERS = "talk.powers"
    OTHERS = "talk.others"
    # A verdict on something that only the person knows: "is my plan in line with the policy?"
    VERDICT = "talk.verdict"
    ABUSE = "talk.abuse"
    NEVER_MIND = "talk.never_mind"
    NOTHING = "talk.nothing"

    QUESTION = "question"

    @property
    def group(self) -> str:
        """Who answers: `form`, `idea`, `talk` and so on."""
        return self.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Intent:
    """`ref` is the idea's reference that was named, as we write it; `text` the person's words of
    what they want: the idea, what is screened, the policy to follow, the answer, the question.
    `unnumbered`: an idea was named by a number that is no whole reference."""

    kind: IntentKind
    text: str = ""
    ref: str = ""
    unnumbered: bool = False
