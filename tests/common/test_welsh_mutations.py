"""Initial mutations and endings are undone."""

import pytest

from common.welsh_mutations import radicals, without_ending


@pytest.mark.parametrize(
    ("written", "radical"),
    [
        ("ddogfen", "dogfen"),
        ("nogfen", "dogfen"),
        ("bolisi", "polisi"),
        ("mholisi", "polisi"),
        ("pholisi", "polisi"),
        ("gyngor", "cyngor"),
        ("nghyngor", "cyngor"),
        ("chyngor", "cyngor"),
        ("declyn", "teclyn"),
        ("nheclyn", "teclyn"),
        ("theclyn", "teclyn"),
        ("wybodaeth", "gwybodaeth"),
        ("feddalwedd", "meddalwedd"),
        ("fwrdd", "bwrdd"),
        ("lythyr", "llythyr"),
        ("reolau", "rheolau"),
        ("ngwaith", "gwaith"),
        ("hasesiad", "asesiad"),
    ],
)
def test_each_mutation_of_a_word_leads_back_to_it(written: str, radical: str) -> None:
    assert radical in radicals(written)


def test_a_plural_and_a_verbal_noun_share_what_is_left_of_them() -> None:
    assert without_ending("dogfennau") == without_ending("dogfenn") == "dogfenn"
    assert without_ending("recordio") == without_ending("recordiad") == "record"


def test_a_short_word_keeps_its_end() -> None:
    assert without_ending("tai") == "tai"
