"""What people are told about ideas: the words of a notice, for a chat and for a channel."""

from collections.abc import Iterator, Sequence

from bot.message import Block, Choice, Choices, Reply, Text
from bot.messages.say import say
from bot.notifications.scheduled_notifications import blocks_of
from bot.steering.steering_card import about
from bot.steering.steering_forms import buttons
from triage.days import read_day
from triage.model.idea import DecisionKind
from triage.model.stages import Stage
from triage.repository.notice_queue import Notice, NoticeKind


def reply_of(notice: Notice) -> Reply | None:
    """A notice as a message of its own; None for a kind that is not about ideas."""
    if told := blocks_of(notice):
        return Reply(told)
    if notice.kind is NoticeKind.WORKSHOP:
        return _workshop(notice)
    blocks = _of_idea(notice)
    if not blocks:
        return None
    ref = _text(notice, "reference")
    if notice.kind is NoticeKind.NEW_IDEA:
        return Reply((*blocks, buttons(ref)))
    if notice.content.get("supported"):
        return Reply(blocks)  # the idea is somebody else's, so there is no page of it to see
    return Reply((*blocks, Choices([Choice(say("notice-see", ref=ref), say=f"status {ref}")])))


def _workshop(notice: Notice) -> Reply:
    """Ideas that came in together, told once."""
    first, last = _text(notice, "first"), _text(notice, "last")
    said = say("notice-workshop", count=notice.content["count"], first=first, last=last)
    board = Choice(say("steering-open-board"), link="/board")
    return Reply((Text(said, strong=True), Choices([board])))


def unsent_blocks(notices: Sequence[Notice]) -> tuple[Block, ...]:
    """Notices that could not be sent, at the top of the next reply."""
    blocks = [block for notice in notices for block in (blocks_of(notice) or _of_idea(notice))]
    return (Text(say("notice-meanwhile"), strong=True), *blocks) if blocks else ()


def _of_idea(notice: Notice) -> tuple[Block, ...]:
    """What is said of an idea to whoever it is told."""
    return _supported(notice) if notice.content.get("supported") else _blocks(notice)


def _supported(notice: Notice) -> tuple[Block, ...]:
    """What became of an idea that is not theirs."""
    ref, title = _text(notice, "reference"), _text(notice, "title")
    if after := _text(notice, "after"):
        stage = say("idea-stage", stage=Stage(after))
        said = say("notice-supported-moved", ref=ref, title=title, stage=stage)
    else:
        said = say("notice-supported-decided", ref=ref, title=title)
    return (Text(said, strong=True), *_in_force(notice))


def _blocks(notice: Notice) -> tuple[Block, ...]:
    ref, title = _text(notice, "reference"), _text(notice, "title")
    reason = _text(notice, "reason")
    because = (Text(say("notice-because", reason=reason)),) if reason else ()
    match notice.kind:
        case NoticeKind.MOVED | NoticeKind.DECIDED if notice.content.get("after"):
            stage = say("idea-stage", stage=Stage(_text(notice, "after")))
            return (
                Text(say("notice-moved", ref=ref, title=title, stage=stage), strong=True),
                *because,
                *_in_force(notice),
            )
        case NoticeKind.DECIDED:
            kind = DecisionKind(_text(notice, "kind"))
            return (
                Text(say("notice-decided", ref=ref, title=title, kind=kind), strong=True),
                *because,
                *_in_force(notice),
            )
        case NoticeKind.ASKED:
            return (Text(say("notice-asked", ref=ref, title=title), strong=True), Text(reason))
        case NoticeKind.DUPLICATE_JOINED:
            return (Text(say("notice-joined", ref=ref, title=title)),)
        case NoticeKind.NEW_IDEA:
            return (
                Text(say("notice-new-idea", ref=ref, title=title), strong=True),
                *about(_text(notice, "problem"), _text(notice, "service")),
            )
    return ()


def _in_force(notice: Notice) -> Iterator[Text]:
    """When it takes effect, if that is not at once: it may still be called in."""
    when, until = (read_day(_text(notice, name)) for name in ("in_force_on", "call_in_until"))
    if when and until:
        yield Text(say("notice-call-in", day=when, until=until))
    elif when:
        yield Text(say("notice-in-force", day=when))


def _text(notice: Notice, name: str) -> str:
    value = notice.content.get(name)
    return value if isinstance(value, str) else ""
