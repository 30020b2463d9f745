"""Looking for answers on record: by their day, the clause and the words; nothing says who asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answering.receipt_verification import by_ref
from common.words import stems_in
from knowledge import Passage
from knowledge.model.policy_set import PolicySet
from storage import Store
from storage.answers.answer_journal import AnswerEntry, entries_between

MOST_READ = 20_000
"""Entries of the days that are looked through, the newest first."""


@dataclass(frozen=True, slots=True)
class ReceiptSearch:
    """`first` and `until` are moments, the last left out; `place` is a clause (`policy-id#anchor`)
    or "" for any; `said` are words that the question or the answer must all hold."""

    first: datetime
    until: datetime
    place: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class FoundReceipts:
    """Entries, the newest first; `is_cut`: there were more in these days than were read."""

    entries: Sequence[AnswerEntry]
    is_cut: bool


async def search(store: Store, asked: ReceiptSearch, policies: PolicySet) -> FoundReceipts:
    """The answers that were given. Raises StoreError."""
    async with store.reading() as connection:
        read = await entries_between(connection, asked.first, asked.until, MOST_READ + 1)
    texts = {ref: stems_in(_quotable(passage)) for ref, passage in by_ref(policies).items()}
    found = [entry for entry in read[:MOST_READ] if _fits(entry, asked, texts)]
    return FoundReceipts(found, len(read) > MOST_READ)


def _fits(entry: AnswerEntry, asked: ReceiptSearch, texts: Mapping[str, frozenset[str]]) -> bool:
    if asked.place and asked.place not in map(_place, entry.refs):
        return False
    wanted = stems_in(asked.said)
    if wanted <= stems_in(entry.question_masked):
        return True
    quoted = frozenset[str]().union(*(texts.get(ref, frozenset()) for ref in entry.refs))
    return wanted <= quoted | stems_in(" ".join(_own_words(entry)))


def _own_words(entry: AnswerEntry) -> Iterator[str]:
    """What was said around the quotations."""
    for block in entry.shown:
        yield from (
            text for text in (block.get("text"), block.get("note")) if isinstance(text, str)
        )


def _place(ref: str) -> str:
    """`policy-id@version#anchor` without its version."""
    policy, _, anchor = ref.partition("#")
    return f"{policy.partition('@')[0]}#{anchor}"


def _quotable(passage: Passage) -> str:
    return f"{passage.heading} {passage.text}"
