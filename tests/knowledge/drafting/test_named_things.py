"""Which tools, roles and other names a text has."""

import pytest

from knowledge.drafting.named_things import ToolNames, names
from knowledge.files.load import read_folder
from tests.freeze import MODEL_SET

TOOLS = ToolNames(read_folder(MODEL_SET)[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask the principal social worker first.", ["role principal social worker"]),
        ("The organiser removes it.", ["role organiser"]),
        ("Your head of service must agree.", ["role head of service"]),
        ("It goes to the AI Steering Group.", ["name AI Steering Group"]),
        ("Use [DeepL](register#deepl) for it.", ["tool deepl"]),
        ("Keep it in KeePassXC on a Mac.", ["name KeePassXC", "name Mac"]),
        ("Each team keeps a list until 5 May 2027.", []),
        ("Recordings are deleted.", []),
        ("Ask the DPO.", ["name Data Protection Officer"]),
    ],
)
def test_what_a_text_names_is_read_with_its_kind(text: str, found: list[str]) -> None:
    assert [one.key for one in names(text, TOOLS)] == found


def test_a_name_counts_as_often_as_it_stands_there() -> None:
    assert [one.said for one in names("The LRAC asks, and tells the LRAC.", TOOLS)] == ["LRAC"] * 2
