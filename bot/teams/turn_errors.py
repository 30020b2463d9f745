"""What is said where a turn fails, or where nobody knows whether its reply arrived."""

import logging
import traceback

from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity, ActivityTypes

from bot.messages.say import say
from bot.teams.outbound import invoke_responses
from bot.teams.outbound.activity_from_reply import text_message
from bot.teams.outbound.connector import NotSent, Repeatable

log = logging.getLogger(__name__)


async def on_turn_error(context: TurnContext, error: Exception) -> None:
    """Say politely that a turn failed; an invoke gets its answer, other events none.

    The log has what kind of error it was and where, not its text, which may hold a question.
    """
    where = " < ".join(
        f"{frame.filename}:{frame.lineno}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-4:])
    )
    log.error("a turn failed: %s at %s", type(error).__name__, where)
    if context.activity.type == ActivityTypes.invoke:
        context.turn_state[CloudAdapterBase._INVOKE_RESPONSE_KEY] = Activity(
            value=invoke_responses.refused(
                context.activity.name or "", "InternalError", say("failure-turn-failed")
            )
        )
    elif context.activity.type == ActivityTypes.message and not _is_over(error):
        failed = (
            delivery_unknown()
            if _may_have_arrived(error)
            else text_message(say("failure-turn-failed"))
        )
        await context.send_activity(failed)


def _is_over(error: Exception) -> bool:
    """Whether the connector took nothing for so long that it will take no apology either."""
    return isinstance(error, NotSent) and error.is_over


def _may_have_arrived(error: Exception) -> bool:
    """Whether the person may be reading the reply: then an apology for it would only confuse."""
    return isinstance(error, NotSent) and not 400 <= error.status < 500


def delivery_unknown() -> Activity:
    """What is said where nobody knows whether the reply arrived."""
    return Repeatable(type=ActivityTypes.message, text=say("failure-cut-off"), text_format="plain")
