"""What a clause says, sentence by sentence, each with the verdict that officers gave it.

A mark on the words that lead into a list holds for each of its items that has none of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model.policies import Passage, Verdict
from knowledge.model.sentences import Sentence, sentences


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item of a passage; `verdict` is None where nobody gave one."""

    passage: Passage
    sentence: Sentence
    verdict: Verdict | None = None


def statements(passage: Passage) -> tuple[Statement, ...]:
    """The statements of a passage, in its order."""
    given = dict(passage.marks)
    found: list[Statement] = []
    for sentence in sentences(passage.text):
        verdict = given.get(sentence.end) or _inherited(sentence, found)
        found.append(Statement(passage, sentence, verdict))
    return tuple(found)


def _inherited(item: Sentence, above: Sequence[Statement]) -> Verdict | None:
    """The verdict of what leads into an item's list."""
    if not item.lead_in:
        return None
    leads = (one for one in reversed(above) if item.lead_in.endswith(one.sentence.text))
    lead = next(leads, None)
    return lead.verdict if lead else None
