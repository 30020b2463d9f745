"""Welsh as people write it: each kind of slip that a reader found has a test of its own."""

import re
from pathlib import Path

import pytest

from bot.answering.blocks import blocks_of
from bot.message import Table, Text
from bot.messages import say as catalogue
from bot.messages.formats import either, listed
from bot.messages.language import Language, use_locale
from bot.messages.say import say
from knowledge import Answer, AnswerKind
from knowledge.files.load import read_folder
from tests.freeze import MODEL_SET

WELSH = {
    path.name: path.read_text(encoding="utf-8")
    for path in (Path(catalogue.__file__).parent / "cy").glob("*.ftl")
}


@pytest.mark.parametrize(
    ("slip", "what"),
    [
        (r"\ba\(c\)|\ba/ac\b", "both forms of a word that the next sound decides"),
        (r"\b[CcGg]h?yflwynydd", "presenter, for whoever submitted an idea"),
        (r"\b[Gg]?[Rr]addio\b", "to grade, for scale"),
        (r"\b[Nn]is\b", "a form that nobody says"),
        (r"Ni chlywais", "hearing, of what was read"),
        (r"and other|(?<!-)\bnobody\b|\bservice desk\b", "English words left in"),
        (r"gofyn(?:nwch)? yn Saesneg", "being sent to ask in English"),
    ],
)
def test_no_welsh_message_has(slip: str, what: str) -> None:
    held = [
        f"{name}: {line}"
        for name, text in WELSH.items()
        for line in text.splitlines()
        if not line.startswith("#") and re.search(slip, line)
    ]
    assert held == [], what


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["Copilot Chat", "Microsoft 365 Copilot"], "Copilot Chat a Microsoft 365 Copilot"),
        (["Teams", "Outlook"], "Teams ac Outlook"),
    ],
)
def test_and_is_said_by_the_sound_that_follows(items: list[str], said: str) -> None:
    with use_locale(Language.WELSH):
        assert listed(items) == said


def test_or_is_neu() -> None:
    with use_locale(Language.WELSH):
        assert either(["Copilot", "Word"]) == "Copilot neu Word"


def test_scale_is_ehangu_and_a_submitter_cynigydd() -> None:
    assert "[scale] Ehangu" in WELSH["steering.ftl"]
    with use_locale(Language.WELSH):
        assert "cynigydd" in say("steering-ask")


def test_a_tools_name_stands_in_quotation_marks_so_that_the_sentence_stays_welsh() -> None:
    with use_locale(Language.WELSH):
        said = say(
            "tool-line", tool="Google Translate and other free translators", status="refused"
        )
    assert said.startswith("Mae’r offeryn “Google Translate and other free translators” wedi’i")


def test_no_cell_of_the_register_is_left_in_english_but_its_own_words_in_marks() -> None:
    policies, _ = read_folder(MODEL_SET)
    with use_locale(Language.WELSH):
        blocks = blocks_of(Answer(AnswerKind.ANSWERED, tools=policies.tools))
    (table,) = [block for block in blocks if isinstance(block, Table)]
    english = re.compile(r"^(?:public|internal|personal|special|confidential|nobody|approved)\b")
    for row in table.rows:
        assert not any(english.match(cell) for cell in (*row[1:4], row[5])), row
        assert row[2] == "neb" or row[2].startswith("“"), row
    standing = [block.text for block in blocks if isinstance(block, Text)]
    assert not any(re.search(r": (?:public|internal)\b", text) for text in standing)
