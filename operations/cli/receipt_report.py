"""What was answered under a receipt, as text for an officer: shown and proven."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import storage
from bot.answering.receipt_codes import read_receipt
from bot.answering.receipt_verification import OUTCOME_TEXTS, ReceiptVerification, find, verify
from common.clock import Clock
from knowledge.publishing.archive import SetArchive


@dataclass(frozen=True, slots=True)
class ReceiptReport:
    """The text to print, and whether at least the passages were confirmed."""

    text: str
    holds: bool


async def receipt_report(
    code: str, database: str | Path, data: Path, clock: Clock, *, meaning: bool = True
) -> ReceiptReport:
    """Look a receipt up and prove it. Raises StoreError and AddressError."""
    receipt = read_receipt(code)
    if receipt is None:
        return ReceiptReport(
            f"{code} is no receipt: they look like R-7K2M-9QF3. Check each sign.", False
        )
    store = await storage.open(database, clock)
    try:
        entry = await find(store, receipt)
    finally:
        await store.close()
    if entry is None:
        return ReceiptReport(f"{receipt} is not on record. Answers are kept for a year.", False)
    proof = await asyncio.to_thread(verify, entry, SetArchive(data / "sets"), data, meaning=meaning)
    return ReceiptReport("\n".join(_lines(proof)), proof.holds)


def _lines(proof: ReceiptVerification) -> Iterator[str]:
    entry = proof.entry
    yield f"Receipt      {entry.receipt}"
    yield f"Given        {_moment(entry.moment)}"
    yield f"As of        {entry.on_date}"
    yield f"Policy set   {entry.fingerprint}"
    yield f"Question     {entry.question_masked or '(none)'}"
    yield from (f"Asked before {asked}" for asked in entry.context)
    led = f", led by: {entry.lead}" if entry.lead else ""
    yield f"Answer       {entry.kind}{led}, confidence {entry.confidence:.2f}"
    yield from (f"Tool         {tool}" for tool in entry.tools)
    if proof.subject:
        yield ""
        yield proof.subject
    for passage in proof.passages:
        clause = f", clause {passage.clause}" if passage.clause else ""
        yield ""
        yield passage.heading
        yield f"{passage.title}, version {passage.version}{clause} [{passage.ref}]"
        yield from (f"  {line}" for line in passage.text.splitlines())
    yield ""
    yield OUTCOME_TEXTS[proof.outcome]


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
