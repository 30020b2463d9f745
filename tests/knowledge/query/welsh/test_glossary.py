"""A Welsh question is read into English word by word."""

import pytest

from knowledge.query.welsh.glossary import in_english, read_welsh


@pytest.mark.parametrize(
    ("welsh", "english"),
    [
        ("Ga i roi data personol mewn Copilot?", "can i put personal data in Copilot?"),
        ("ydw i'n cael recordio cyfarfod", "can i record meeting"),
        ("fedra i iwsio ChatGPT", "can i use ChatGPT"),
        ("A oes rhaid i mi wneud DPIA?", "do i have to do DPIA?"),
        ("beth oedd y rheol ym mis Mawrth", "what was rules in March"),
        ("pwy ddylwn i ofyn?", "who do i ask?"),
        ("teclyn newydd", "new tool"),
    ],
)
def test_turns_of_asking_and_words_of_the_work_are_read(welsh: str, english: str) -> None:
    assert in_english(welsh) == english


def test_mutations_accents_and_curly_apostrophes_make_no_difference() -> None:
    said = {
        in_english(text)
        for text in (
            "oes gen i'r hyfforddiant",
            "oes gen i’r hyfforddiant",
            "OES GEN I’R HYFFORDDIANT",
        )
    }
    assert len({one.lower() for one in said}) == 1
    assert in_english("gwybodaeth gyfrinachol") == in_english("o wybodaeth gyfrinachol")[5:]


@pytest.mark.parametrize("word", ["cynghanedd", "isnad", "gorffwysfa"])
def test_a_word_that_the_list_lacks_stays_as_it_is_and_is_counted(word: str) -> None:
    read = read_welsh(f"ga i roi {word} mewn AI")
    assert word in read.english
    assert read.unread == (word,)
    assert 0 < read.unread_share() < 1
    assert read.unread_share({word}) == 0


def test_a_name_is_not_counted_as_unread() -> None:
    assert read_welsh("ga i ddefnyddio Plexi yn y gwaith").unread == ()
