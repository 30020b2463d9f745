"""What changed: clause by clause, or which policies and tools have changed of late."""

import re
from collections.abc import Iterator, Sequence

from bot.answering.blocks import link_to, quoted
from bot.message import Block, Diff, DiffSide, Text
from bot.messages.say import say
from knowledge.model.policies import Passage, Policy
from knowledge.model.policy_set import PolicySet
from knowledge.versions.compare import ClauseChange, ClauseChangeKind, compare
from knowledge.versions.word_diff import diff_words

_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*|__|(?<!\w)[*_]|[*_](?!\w)")
_BULLET = re.compile(r"^(\s*)[-*+] ", re.MULTILINE)


def changes(policies: PolicySet, old: Policy, new: Policy) -> tuple[Block, ...]:
    """Everything that changed from one version to another, as the policy reader shows it."""
    return tuple(clause_changes(compare(policies, old, new).changes))


def clause_changes(found: Sequence[ClauseChange]) -> Iterator[Block]:
    """Reworded clauses word by word, added and removed ones as they are or were, and one line
    about those that only got another number or place."""
    news = [change for change in found if change.kind is not ClauseChangeKind.SAME]
    if not news:
        yield Text(say("change-nothing-changed"))
    for change in news:
        if change.kind is ClauseChangeKind.REWORDED:
            yield reworded(change)
        elif change.kind is ClauseChangeKind.ADDED:
            yield quoted(change.passage, say("change-clause-added"), folded=True)
        elif change.kind is ClauseChangeKind.REMOVED:
            yield quoted(change.passage, say("change-clause-removed"), folded=True)
    renumbered = [
        c for c in news if c.kind in (ClauseChangeKind.MOVED, ClauseChangeKind.RENUMBERED)
    ]
    if renumbered:
        yield Text("\n\n".join(_renumbered(change) for change in renumbered))


def reworded(change: ClauseChange) -> Diff:
    """A clause with what was taken out and put in."""
    old, new = change.old, change.new
    assert old is not None  # noqa: S101 - a reworded clause was there before
    assert new is not None  # noqa: S101 - and is there now
    pieces = diff_words(_readable(old.text), _readable(new.text))
    return Diff(
        clause=new.clause,
        heading=new.heading,
        pieces=[(DiffSide(piece.side.value), piece.text) for piece in pieces],
        note=" ".join(_reworded(old, new)),
        link=link_to(new),
    )


def _reworded(old: Passage, new: Passage) -> Iterator[str]:
    """What happened to a clause besides its text."""
    yield say("change-reworded")
    if old.clause != new.clause:
        yield say("change-was-clause", number=old.clause)
    if old.heading != new.heading:
        yield say("change-was-heading", heading=old.heading)


def _renumbered(change: ClauseChange) -> str:
    old, new = change.old, change.new
    if old is None or new is None:
        return ""
    if change.kind is ClauseChangeKind.MOVED:
        number = "" if new.clause == old.clause else new.clause
        return say("change-moved", heading=new.heading, old=old.clause, number=number)
    return say("change-renumbered", heading=new.heading, old=old.clause, number=new.clause)


def _readable(text: str) -> str:
    """Policy Markdown as plain text: links by their words, no emphasis, dots before items."""
    return _BULLET.sub(r"\1• ", _MARKUP.sub(lambda found: found[1] or "", text))
