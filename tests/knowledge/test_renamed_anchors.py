"""The code knows no anchor: with every anchor of the set renamed, every answer says the same."""

import re
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from bot.ideas.service_level import triage_clause
from knowledge import Answer, Library
from knowledge.quality.golden import golden_of
from tests.databases import SetClock
from tests.freeze import MODEL_SET

UNLISTED = "can I use Zorvex AI for a report"


def renamed(to: Path) -> Path:
    """A copy of the model set with another name for each anchor of a policy, everywhere."""
    folder = Path(copytree(MODEL_SET, to / "policies"))
    files = [*folder.glob("*/*.md"), folder / "settings.yaml", folder / "lexicon.md"]
    anchors: set[str] = set()
    for path in folder.glob("*/[0-9]*.md"):
        if path.parent.name not in ("screening", "scoring"):
            anchors |= set(re.findall(r"\{#([a-z0-9-]+)", path.read_text("utf-8")))
    owners = "|".join(path.name for path in folder.iterdir() if path.is_dir())
    for path in files:
        text = path.read_text("utf-8")
        if path.parent.name not in ("screening", "scoring"):
            text = re.sub(r"\{#([a-z0-9-]+)", r"{#so-\1", text)
        if path.name in ("asked.md", "asked.cy.md") and path.parent.name != "register":
            text = re.sub(r"^## ", "## so-", text, flags=re.MULTILINE)
        text = re.sub(
            rf"\b({owners})((?:@[\d.]+)?)#([a-z0-9-]+)",
            lambda m: f"{m[1]}{m[2]}#{'so-' if m[3] in anchors else ''}{m[3]}",
            text,
        )
        path.write_text(text, "utf-8")
    return folder


def _said(answer: Answer) -> tuple[object, ...]:
    texts = (p.text.replace("#so-", "#") for p in answer.passages)
    quoted = [(p.policy_id, p.version, p.clause) for p in answer.passages]
    return answer.kind, quoted, [*texts], answer.lead, answer.contact, answer.unlisted


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Library]:
    clock = SetClock(datetime(2026, 11, 30, 9, tzinfo=UTC))
    folders = (MODEL_SET, renamed(tmp_path_factory.mktemp("renamed")))
    before, after = (Library.load(f, clock=clock, meaning=False, cache=None) for f in folders)
    return before, after


def test_no_answer_changes_with_the_names_of_anchors(both: tuple[Library, Library]) -> None:
    before, after = both
    questions = [question.text for question in golden_of(MODEL_SET).questions[::8]]
    assert before.answer(UNLISTED).unlisted

    for question in (*questions, UNLISTED):
        assert _said(before.answer(question)) == _said(after.answer(question)), question


def test_the_clause_on_what_happens_to_an_idea_is_found_under_any_name(
    both: tuple[Library, Library],
) -> None:
    found = [triage_clause(library) for library in both]

    assert found[0] is not None
    assert found[1] is not None
    assert found[0].anchor != found[1].anchor
    assert found[0].text == found[1].text.replace("#so-", "#")
