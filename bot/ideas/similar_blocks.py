"""What is here already and looks like an idea that is about to be stored, with the reasons."""

from collections.abc import Iterator, Sequence, Set

from bot.ideas.triage_setup import TOOL
from bot.message import Block, Choice, Choices, Text
from bot.messages.formats import listed
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
        say("idea-mine-is-different"),
        say="mine is different",
        action="idea.send",
        values={"key": key},
    )
    return (
        Text(say("idea-similar-things"), strong=True),
        Text(say("idea-similar-because", ideas=any(hint.stage is not None for hint in found))),
        *lines,
        Choices([*choices, send]),
    )


def _lines(hint: Suggestion, tool: Tool | None, own: Set[str]) -> Iterator[str]:
    thing = hint.likeness.thing
    if hint.stage is not None:
        yield say(
            "idea-similar",
            title=thing.title,
            ref=thing.ref,
            stage=say("idea-stage", stage=hint.stage),
        )
        if hint.decision is not None:
            deciding = hint.decision.deciding
            yield say("idea-decided-because", day=deciding.decided_on, reason=deciding.reason)
        if hint.supports:
            yield say("idea-supported-by", count=hint.supports)
        if thing.ref in own:
            yield say("idea-own-already", ref=thing.ref)
    elif tool is not None:
        yield say("tool-line", tool=tool.name, status=tool.status)
        if tool.purpose:
            yield tool.purpose
    elif hint.case is not None:
        case = hint.case
        yield say(
            "idea-shared-case",
            title=case.title,
            council=case.council,
            maturity=case.maturity.replace(" ", "-"),
        )
        yield say("idea-case-results", results=case.results, contact=case.contact)
    else:
        yield " ".join(part for part in (f"“{thing.title}”.", thing.note) if part)
    words = [
        mine if stem(mine) == stem(theirs) else say("idea-alike-pair", mine=mine, theirs=theirs)
        for mine, theirs in hint.likeness.words[:_WORDS]
    ]
    if words:
        yield say("idea-alike", words=listed(words))


def _choices(hint: Suggestion, tool: Tool | None, key: str, own: Set[str]) -> Iterator[Choice]:
    thing = hint.likeness.thing
    may_support = thing.kind == IDEA and thing.ref not in own and hint.stage not in _OVER
    if may_support:
        yield Choice(
            say("idea-support-instead", ref=thing.ref),
            say=f"support {thing.ref}",
            action="idea.support",
            values={"key": key, "ref": thing.ref},
        )
    elif thing.kind == TOOL and tool is not None:
        yield Choice(say("idea-see-tool", tool=tool.name), link=f"/policies/register/{tool.id}")


_OVER = (Stage.WITHDRAWN, Stage.DUPLICATE, Stage.CLOSED)
