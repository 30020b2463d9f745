"""Messages that one person alone sees among the others of a group, a meeting or a channel.

Teams calls them targeted messages: posted as any other with one more parameter, to the person whom
`recipient` names; gone from every client after 24 hours, though an organisation's rules may retain
them; seen by nobody else, older clients included.
https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
"""

from collections.abc import Sequence

from botbuilder.schema import Activity

PARAMETER = "isTargetedActivity=true"
_MARK = "isTargeted"


def target(activity: Activity) -> Activity:
    """Mark an activity to be shown to its recipient alone."""
    activity.additional_properties = {**(activity.additional_properties or {}), _MARK: True}
    return activity


def is_targeted(activity: Activity) -> bool:
    """Whether an activity to send is for its recipient alone; one of the SDK's successor, which has
    no place for the mark, never is."""
    return bool((getattr(activity, "additional_properties", None) or {}).get(_MARK))


def was_told_alone(activity: Activity) -> bool:
    """Whether what somebody said was said to us alone, among others."""
    return bool((activity.recipient.properties or {}).get(_MARK)) if activity.recipient else False


def answered_alike(heard: Activity, replies: Sequence[Activity]) -> None:
    """What was said to us alone is answered alone, whatever it is that a turn has to say, below a
    preview of what was asked."""
    if not was_told_alone(heard):
        return
    for reply in replies:
        target(reply)
        if heard.id:
            preview = {"type": "targetedMessageInfo", "messageId": heard.id}
            reply.entities = [*(reply.entities or ()), preview]
