"""Whether a text names AI."""

import pytest

from knowledge.query.ai_words import names_ai


@pytest.mark.parametrize(
    "text",
    [
        "can the AI decide",
        "should a robot choose",
        "ok to let an algorithm rank",
        "can chat gpt do it",
    ],
)
def test_ai_is_named_by_its_common_names(text: str) -> None:
    assert names_ai(text)


@pytest.mark.parametrize("text", ["when are the bins emptied", "said aid aims", "both bottles", ""])
def test_what_only_looks_like_it_is_no_name(text: str) -> None:
    assert not names_ai(text)
