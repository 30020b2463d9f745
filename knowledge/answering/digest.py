"""A digest that stands for an answer's very bytes: what was quoted, and what was said of it."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from knowledge.model.answers import Answer
from knowledge.model.policies import Passage


def digest(answer: Answer) -> str:
    """SHA-256 over the kind, the day, the lead, the tools with their status and every passage
    with its text, in order; 64 hex digits."""
    shown = _shown(answer)
    tools = [f"{tool.passage.ref} {tool.status}" for tool in answer.tools]
    subject = answer.subject.text if answer.subject else ""
    lead = answer.lead.value if answer.lead else ""
    return digest_of(
        answer.kind.value, answer.on, lead=lead, tools=tools, passages=shown, subject=subject
    )


def digest_of(
    kind: str,
    on: date | None,
    *,
    lead: str,
    tools: Sequence[str],
    passages: Sequence[Passage],
    subject: str,
) -> str:
    """The same from what the journal has kept and the passages of the set that it names."""
    parts = [
        kind,
        on.isoformat() if on else "",
        lead,
        list(tools),
        [[passage.ref, passage.heading, passage.text] for passage in passages],
        subject,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def refs_of(answer: Answer) -> tuple[str, ...]:
    """What an answer rests on: the passages that it quotes or else names, or the subject."""
    if answer.subject is not None:
        return (f"not-covered#{answer.subject.id}",)
    return tuple(passage.ref for passage in _shown(answer))


def _shown(answer: Answer) -> Sequence[Passage]:
    """The passages that an answer quotes, or else names."""
    return [match.passage for match in answer.matches] or answer.named
