"""Every sentence is in the catalogue of every language, whole and with its values."""

import re
import string
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from bot.messages.language import CATALOGUES, Language
from tests.test_architecture import ROOT
from triage.model.fields import FIELDS

OTHERS = [language for language in Language if language is not Language.ENGLISH]
WORDING = sorted((ROOT / "bot" / "messages").glob("wording*.py"))


def said() -> set[str | tuple[str, ...]]:
    """Every sentence in the code: one text, or the two of a count."""
    keywords = {"say": None, "say_count": (1, 2)}
    found = (m for file in WORDING for m in extract_from_file("python", file, keywords=keywords))
    declared = {text for one in FIELDS for text in (one.question, one.hint) if text}
    return {message for _, message, _, _ in found} | declared


def catalogue(language: Language) -> Catalog:
    with (CATALOGUES / f"{language}.po").open(encoding="utf-8") as file:
        return read_po(file, locale=language)


def messages(language: Language) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def forms_of(message: Message) -> list[str]:
    string = message.string
    return [string] if isinstance(string, str) else list(string or ())


def values_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_sentence_and_no_other(language: Language) -> None:
    ids = {m.id if isinstance(m.id, str) else tuple(m.id) for m in messages(language) if m.string}

    assert said() - ids == set(), "to be translated: docs/languages.md"
    assert ids - said() == set(), "not said any more: docs/languages.md"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_the_same_values_and_is_no_draft(language: Language) -> None:
    for message in messages(language):
        texts = forms_of(message)
        expected = values_in(message.id if isinstance(message.id, str) else message.id[-1])
        assert not message.fuzzy, message.id
        assert all(texts), message.id
        for text in texts:
            assert values_in(text) <= expected, message.id
        assert set().union(*map(values_in, texts)) == expected, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_what_people_must_type_is_kept_as_it_is_understood(language: Language) -> None:
    """A word in typographic quotes after `type` is a command."""
    for message in messages(language):
        if isinstance(message.id, str) and isinstance(message.string, str):
            for command in re.findall(r"[Tt]ype “([^”]+)”", message.id):
                assert f"“{command}”" in message.string, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_count_has_all_the_forms_of_the_language(language: Language) -> None:
    found = catalogue(language)
    forms = {c2py(found.plural_expr)(count) for count in range(200)}
    for message in messages(language):
        if not isinstance(message.id, str):
            assert len(forms_of(message)) == found.num_plurals >= len(forms)


@pytest.mark.parametrize("module", WORDING, ids=lambda path: path.name)
def test_no_sentence_is_a_constant(module: Path) -> None:
    """It would be said in English alone."""
    text = module.read_text("utf-8")

    assert not re.findall(r"^[A-Z_]{3,} = \(?\s*f?\"[A-Z][a-z]+ ", text, flags=re.MULTILINE)
