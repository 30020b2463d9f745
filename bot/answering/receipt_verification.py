"""What was said under a receipt, shown on the set that was served then, and proven on it."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answering.shown_blocks import as_shown
from bot.message import Block
from knowledge import Library, Passage, PolicyError
from knowledge.answering.digest import digest, digest_of
from knowledge.model.policy_set import PolicySet
from knowledge.publishing.archive import SetArchive
from storage import Store
from storage.answers.answer_journal import AnswerEntry, find_entry


class VerificationOutcome(StrEnum):
    """`CONFIRMED`: asking again on that set gives the same answer, byte for byte. `TEXTS_ONLY`: the
    passages are those that were shown, byte for byte, but asking again gives another answer, as it
    may where words were masked, a question followed up on an answer, or matching has changed since.
    `NOT_CONFIRMED`: the kept set does not hold what the journal says. `NO_SET`: the set of that
    time is not kept here."""

    CONFIRMED = "confirmed"
    TEXTS_ONLY = "texts_only"
    NOT_CONFIRMED = "not_confirmed"
    NO_SET = "no_set"


_LEARNT = ("vectors-*.npz", "learned-*.npz", "encoder-*.onnx", "encoder-*.weights")
"""What a start finds in the data folder in place of working it out, which takes a minute."""

OUTCOME_TEXTS = {
    VerificationOutcome.CONFIRMED: (
        "Confirmed: asked again of the policies of then, the answer is the same, word for word."
    ),
    VerificationOutcome.TEXTS_ONLY: (
        "The passages are confirmed, word for word. Asked again, the answer as a whole is another "
        "one: words were masked, it followed up on an answer, or the matching has changed since."
    ),
    VerificationOutcome.NOT_CONFIRMED: (
        "NOT CONFIRMED: the kept set does not hold what the journal says."
    ),
    VerificationOutcome.NO_SET: (
        "Not confirmed: the policy set of that time is not kept in this data folder."
    ),
}
"""What an officer is told of each outcome."""


@dataclass(frozen=True, slots=True)
class ReceiptVerification:
    """One answer as it was given; `passages` are quoted or named, `subject` is what was said of a
    subject that is not covered; `shown` is all that the person saw, empty where it was not kept."""

    entry: AnswerEntry
    outcome: VerificationOutcome
    passages: Sequence[Passage] = ()
    subject: str = ""
    shown: Sequence[Block] = ()

    @property
    def holds(self) -> bool:
        """Whether at least the passages are those that were shown."""
        return self.outcome in (VerificationOutcome.CONFIRMED, VerificationOutcome.TEXTS_ONLY)


async def find(store: Store, receipt: str) -> AnswerEntry | None:
    """The journal's entry; None where there is none, or none any more. Raises StoreError."""
    async with store.reading() as connection:
        return await find_entry(connection, receipt)


def verify(
    entry: AnswerEntry, kept: SetArchive, vectors: Path | None, *, meaning: bool = True
) -> ReceiptVerification:
    """Restore the set of that time, find the passages and ask the question again: by meaning, and
    by words alone, as it was in the minutes after a start.

    `vectors` is the folder of what was learnt; it is only read. Blocks for seconds: call it in a
    thread.
    """
    with TemporaryDirectory() as place:
        folder, cache = Path(place, "policies"), Path(place, "vectors")
        folder.mkdir()
        cache.mkdir()
        if not kept.restore(entry.fingerprint, folder):
            return ReceiptVerification(entry, VerificationOutcome.NO_SET)
        files = (file for kind in _LEARNT for file in vectors.glob(kind)) if vectors else ()
        for file in files:
            shutil.copy(file, cache)

        def library(meaning: bool) -> Library:
            return Library.load(folder, clock=lambda: entry.moment, meaning=meaning, cache=cache)

        try:
            by_words = library(meaning=False)
        except PolicyError:
            return ReceiptVerification(entry, VerificationOutcome.NOT_CONFIRMED)
        proof = _texts(entry, by_words)
        if proof.outcome is VerificationOutcome.TEXTS_ONLY and (
            (meaning and _ask_again(entry, library(meaning=True))) or _ask_again(entry, by_words)
        ):
            return replace(proof, outcome=VerificationOutcome.CONFIRMED)
        return proof


def _texts(entry: AnswerEntry, library: Library) -> ReceiptVerification:
    """The passages that the entry names, and whether they are those that were shown."""
    texts = by_ref(library.policy_set)
    subjects = {f"not-covered#{s.id}": s.text for s in library.policy_set.subjects}
    passages = [texts[ref] for ref in entry.refs if ref in texts]
    subject = "".join(subjects[ref] for ref in entry.refs if ref in subjects)
    recorded = digest_of(
        entry.kind,
        entry.on_date,
        lead=entry.lead,
        tools=entry.tools,
        passages=passages,
        subject=subject,
    )
    outcome = (
        VerificationOutcome.TEXTS_ONLY
        if recorded == entry.digest
        else VerificationOutcome.NOT_CONFIRMED
    )
    shown = tuple(as_shown(entry.shown, texts))
    return ReceiptVerification(entry, outcome, passages, subject, shown)


def _ask_again(entry: AnswerEntry, library: Library) -> bool:
    answer = library.answer(entry.question_masked, entry.context, on=entry.on_date)
    return digest(answer) == entry.digest


def by_ref(policies: PolicySet) -> Mapping[str, Passage]:
    """Every clause of every version, and every entry of the register, by its ref."""
    clauses = (clause for found in policies.clauses.values() for clause in found)
    entries = (tool.passage for tool in policies.tools)
    return {passage.ref: passage for passage in (*clauses, *entries)}
