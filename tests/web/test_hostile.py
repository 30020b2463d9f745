"""What somebody with bad intentions types into any field stays text wherever it is shown."""

import asyncio
import tempfile
from pathlib import Path

import pytest

from tests.databases import IN_MEMORY
from tests.web.hostile_typing import Outcome, everything_typed

ROUNDS = 1
"""Texts that each box gets, of all that there are; `tests.bench.hostile` gives it every one."""

WITHOUT_TEXT = {
    "/board/chosen",
    "/board/undo",
    "/board/joined",
    "/board/views/remove",
    "/board/{reference}/document/{number}/remove",
    "/catalogue/drop",
    "/chat/clear",
    "/desk/drafts/{number}/discard",
    "/desk/drafts/{number}/renew",
    "/desk/drafts/{number}/undo",
    "/desk/drafts/{number}/withdraw",
    "/desk/rules/{policy}/clause/{anchor}/remove",
    "/desk/rules/{policy}/renumber",
    "/desk/set/{file}/part/{key}/remove",
    "/desk/teach/{number}/undo",
    "/desk/teach/{number}/write",
    "/ideas/{reference}/support",
    "/records/samples/remove",
    "/sign-in/back",
    "/sign-in/teams",
    "/sign-out",
    "/sign-out/everywhere",
}
"""Posts in which nobody types anything, and which no form here is needed for. A new post either
belongs here or is to be sent below."""

NOT_SHOWN = {"csv governance", "json governance", "csv problem", "json problem"}
"""What other councils say of their cases and no page shows."""


@pytest.fixture(scope="module")
def done() -> Outcome:
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        found = asyncio.run(everything_typed(Path(folder), ROUNDS))
    found.faults = {at: found.typed.faults(at[1], body) for at, body in found.outputs.items()}
    return found


@pytest.mark.parametrize("kind", ["html", "md", "csv", "xlsx", "docx", "pdf", "json", "card"])
def test_whatever_is_typed_stays_text(done: Outcome, kind: str) -> None:
    found = {name: faults for (name, of), faults in done.faults.items() if of == kind}
    assert found
    assert not {name: faults for name, faults in found.items() if faults}


def test_every_box_of_every_form_was_typed_into_and_is_shown(done: Outcome) -> None:
    assert done.posts == done.routes | WITHOUT_TEXT
    assert {
        done.typed.boxes[mark] for mark in done.typed.texts.keys() - done.typed.seen
    } == NOT_SHOWN


def test_what_is_sent_is_taken_or_refused_politely(done: Outcome) -> None:
    assert set(done.statuses.values()) <= {200, 303, 409, 422}
    refused = {name.rpartition("/")[2] for name, status in done.statuses.items() if status >= 400}
    assert refused == {
        "acronyms.agm 0", "add 0", "document 0", "entry 0", "impact 0", "import 0", "private 0",
        "staff-words 0",
    }  # fmt: skip
