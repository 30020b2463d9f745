"""Policies due for review and tools due for audit, for whoever asks: the days stand on the pages
that everybody reads."""

from bot.intents.intent import IntentKind
from bot.message import Choice, Choices, Reply, Table, Text
from bot.messages.formats import format_day
from bot.messages.say import say
from knowledge import Library
from knowledge.publishing.due import audits_due, reviews_due

DUE = frozenset({IntentKind.KEPT_REVIEWS, IntentKind.KEPT_AUDITS})
_MOST = 20


def due_reply(kind: IntentKind, library: Library) -> Reply:
    """What is due within 60 days, or overdue, the most urgent first."""
    policies, today = library.policy_set, library.today()
    if kind is IntentKind.KEPT_REVIEWS:
        page, caption = "/policies", say("kept-reviews")
        found = [
            (one.policy.title, one.policy.owner, format_day(one.due), _when(one.days))
            for one in reviews_due(policies, today)
            if not one.policy.restricted
        ]
        first = say("kept-column-policy")
    else:
        page, caption = "/policies/register", say("kept-audits")
        found = [
            (one.tool.name, one.tool.columns.get("owner_role", ""), format_day(one.due),
             _when(one.days))
            for one in audits_due(policies, today)
        ]  # fmt: skip
        first = say("kept-column-tool")
    link = Choices([Choice(say("kept-open-page"), link=page)])
    if not found:
        return Reply((Text(say("kept-nothing-due", kind=caption)), link))
    headings = (first, say("kept-column-owner"), say("kept-column-due"), say("kept-column-when"))
    said = say("kept-caption", kind=caption, count=len(found), day=today)
    return Reply((Table(said, headings, found[:_MOST]), link))


def _when(days: int) -> str:
    return say("kept-overdue") if days < 0 else say("kept-in-days", count=days)
