"""The journal of answers, with receipts, gaps and feedback: masked words, never who asked."""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from bot.answering.blocks import part_shown
from bot.answering.receipt_codes import Below, new_receipt
from bot.answering.shown_blocks import as_kept
from bot.message import Block
from common.timeouts import wait_for
from knowledge import Answer, AnswerKind, Library
from knowledge.answering.digest import digest, refs_of
from knowledge.model.policy_set import PolicySet
from knowledge.privacy.masking import mask, mask_all, names_known
from storage import Store, StoreError
from storage.answers.answer_journal import AnswerEntry, add_entry, add_feedback, add_gap, find_entry
from triage.model.validation import tidied

logger = logging.getLogger(__name__)

_LONGEST = 2_000  # characters of a question; no more of it was read
_TIMEOUT = 1.0  # seconds: rather an answer without a receipt than none
_TRIES = 5  # receipts drawn until one is free

_GAPS = frozenset(AnswerKind) - {AnswerKind.ANSWERED, AnswerKind.OUTSIDE}


class FeedbackVerdict(StrEnum):
    """What somebody thought of an answer."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"


class AnswerLog:
    """Writes down what was answered. `store` gives the store that is open at this moment."""

    def __init__(self, store: Callable[[], Store], chance: Below = secrets.randbelow) -> None:
        self._store = store
        self._chance = chance
        self._known: tuple[str, frozenset[str]] = ("", frozenset())

    async def record(
        self,
        answer: Answer,
        question: str,
        before: Sequence[str],
        library: Library,
        shown: Sequence[Block] = (),
    ) -> str:
        """Keep an answer with what was `shown`, and its question where there is a gap. Returns the
        receipt, or "" if it could not be kept in time: a database that is gone must not keep people
        from an answer."""
        repeated = _repeated(answer)
        typed = [answer.unlisted, question, *before, *repeated]
        different = list(dict.fromkeys(typed))
        masked = dict(zip(different, self._masked(different, library.policy_set), strict=True))
        refs, proof = refs_of(answer), digest(answer)
        entry = AnswerEntry(
            receipt="",
            on_date=answer.on or library.today(),
            question_masked=masked[question],
            kind=answer.kind.value,
            refs=refs,
            tools=[f"{tool.passage.ref} {tool.status}" for tool in answer.tools],
            unlisted=masked[answer.unlisted],
            lead=answer.lead.value if answer.lead else "",
            confidence=answer.confidence,
            fingerprint=library.policy_set.fingerprint,
            context=[masked[asked] for asked in before],
            digest=proof,
            shown=as_kept(shown, {said: masked[said] for said in repeated if said}),
        )
        return await wait_for(self._write(entry), _TIMEOUT) or ""

    async def find(self, receipt: str) -> AnswerEntry | None:
        """The answer under a receipt, as it was kept; None if it is not on record or cannot be
        read in time."""
        return await wait_for(self._find(receipt), _TIMEOUT, StoreError)

    def masked(self, text: str, library: Library) -> str:
        """A question as it may be kept."""
        return self._masked([text], library.policy_set)[0]

    async def feedback(self, receipt: str, verdict: FeedbackVerdict, reason: str = "") -> bool:
        """Keep what somebody thought of an answer, the reason masked; False if the answer is not
        on record. Raises StoreError."""
        masked = mask(tidied(reason)[:_LONGEST], self._known[1])
        async with self._store().writing() as unit:
            return await add_feedback(unit, receipt, verdict.value, masked)

    async def _find(self, receipt: str) -> AnswerEntry | None:
        async with self._store().reading() as connection:
            return await find_entry(connection, receipt)

    async def _write(self, entry: AnswerEntry) -> str:
        try:
            async with self._store().writing() as unit:
                if AnswerKind(entry.kind) in _GAPS:
                    await add_gap(unit, entry.kind, entry.question_masked)
                for _ in range(_TRIES):
                    receipt = new_receipt(self._chance)
                    if await add_entry(unit, replace(entry, receipt=receipt)):
                        return receipt
        except StoreError as error:
            logger.warning("an answer was not kept: %s", error)
        return ""

    def _masked(self, texts: Sequence[str], policies: PolicySet) -> list[str]:
        """Words that were typed, as they may be kept, in their order."""
        if self._known[0] != policies.fingerprint:
            self._known = (policies.fingerprint, names_known(policies))
        return mask_all([tidied(text)[:_LONGEST] for text in texts], self._known[1])


def _repeated(answer: Answer) -> list[str]:
    """What an answer repeats of the words that were typed."""
    said = (text for part in answer.parts for text in (part_shown(part.asked), part.unlisted))
    return [answer.unlisted, *said]
