"""What is here already and looks like an idea that is about to be stored, with the reasons."""

from collections.abc import Iterator, Sequence, Set

from bot.ideas.triage_setup import TOOL
from bot.message import Block, Choice, Choices, Text
from bot.messages import wording_ideas as of_ideas
from bot.messages.say import say
from common.words import stem
from knowledge import Library, Tool
from triage.model.stages import Stage
from triage.similarity.similar_ideas import IDEA, Suggestion

_WORDS = 4  # pairs of alike words that are shown of one thing


def blocks(
    found: Sequence[Suggestion], library: Library, key: str, own: Set[str]
) -> tuple[Block, ...]:
    """Up to three things with what can be done about each. `own` are the person's own ideas."""
    lines: list[Block] = []
    choices: list[Choice] = []
    tools = {tool.id: tool for tool in library.policy_set.tools_on(library.today())}
    for hint in found:
        thing = hint.likeness.thing
        lines.append(Text("\n".join(_lines(hint, tools.get(thing.ref), own))))
        choices.extend(_choices(hint, tools.get(thing.ref), key, own))
    send = Choice(
        of_ideas.mine_is_different(),
        say="mine is different",
        action="idea.send",
        values={"key": key},
    )
    return (
        Text(of_ideas.similar_things(), strong=True),
        Text(of_ideas.similar_because(any(hint.stage is not None for hint in found))),
        *lines,
        Choices([*choices, send]),
    )


def _lines(hint: Suggestion, tool: Tool | None, own: Set[str]) -> Iterator[str]:
    thing = hint.likeness.thing
    if hint.stage is not None:
        yield of_ideas.similar_idea(thing.title, thing.ref, hint.stage)
        if hint.decision is not None:
            deciding = hint.decision.deciding
            yield of_ideas.decided_because(deciding.decided_on, deciding.reason)
        if hint.supports:
            yield of_ideas.supported_by(hint.supports)
        if thing.ref in own:
            yield of_ideas.own_already(thing.ref)
    elif tool is not None:
        yield say("tool-line", tool=tool.name, status=tool.status)
        if tool.purpose:
            yield tool.purpose
    elif hint.case is not None:
        case = hint.case
        yield of_ideas.shared_case(case.title, case.council, case.maturity)
        yield of_ideas.case_results(case.results, case.contact)
    else:
        yield " ".join(part for part in (f"“{thing.title}”.", thing.note) if part)
    words = [
        mine if stem(mine) == stem(theirs) else of_ideas.alike_pair(mine, theirs)
        for mine, theirs in hint.likeness.words[:_WORDS]
    ]
    if words:
        yield of_ideas.alike(words)


def _choices(hint: Suggestion, tool: Tool | None, key: str, own: Set[str]) -> Iterator[Choice]:
    thing = hint.likeness.thing
    may_support = thing.kind == IDEA and thing.ref not in own and hint.stage not in _OVER
    if may_support:
        yield Choice(
            of_ideas.support_instead(thing.ref),
            say=f"support {thing.ref}",
            action="idea.support",
            values={"key": key, "ref": thing.ref},
        )
    elif thing.kind == TOOL and tool is not None:
        yield Choice(of_ideas.see_tool(tool.name), link=f"/policies/register/{tool.id}")


_OVER = (Stage.WITHDRAWN, Stage.DUPLICATE, Stage.CLOSED)
