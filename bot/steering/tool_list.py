"""The tools of the register by status, for whoever asks which there are."""

from collections.abc import Sequence

from bot.message import Block, Choice, Choices, Table
from bot.messages.formats import format_day, listed
from bot.messages.say import say
from knowledge import Answer, AnswerKind, Library
from knowledge.model.policies import ToolStatus
from knowledge.model.set_settings import ClauseRole

_PAGE = "/policies/register"


def asks_for_the_list(library: Library, answer: Answer) -> bool:
    """Whether the clause on the register answers, and no tool was named: then the register itself
    is what was asked for."""
    rule = library.policy_set.settings.clause(ClauseRole.REGISTER_RULE)
    named = answer.tools or answer.unlisted
    if answer.kind is not AnswerKind.ANSWERED or named or not rule:
        return False
    return any(match.passage.place == rule for match in answer.matches[:1])


def tools_by_status(library: Library) -> Sequence[Block]:
    """Every tool of today under its status, and where the register can be read; nothing where the
    set has no register."""
    today = library.today()
    tools = sorted(library.policy_set.tools_on(today), key=lambda tool: tool.name.lower())
    rows = [
        (say("tool-status", status=status), listed(names))
        for status in ToolStatus
        if (names := [tool.name for tool in tools if tool.status is status])
    ]
    if not rows:
        return ()
    headings = (say("kept-tools-status"), say("kept-tools-named"))
    table = Table(say("kept-tools", day=format_day(today)), headings, rows)
    return (table, Choices([Choice(say("kept-open-register"), link=_PAGE)]))
