"""What the code says and what the catalogue of each language holds are the same messages."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor
from jinja2 import Environment, nodes

from bot.intents.intent import IntentKind
from bot.intents.router import route
from bot.intents.state import Asks, ListeningForm, State
from bot.messages.catalogue import (
    CatalogueError,
    Entry,
    entries,
    misfits,
    read_text,
    values_of,
)
from bot.messages.language import Language
from knowledge.model.policies import Problem
from tests.test_architecture import ROOT, modules

ENGLISH = entries(Language.ENGLISH)
OTHERS = [language for language in Language if language is not Language.ENGLISH]
TEMPLATES = ROOT / "web" / "rendering" / "templates"


@dataclass(frozen=True)
class Said:
    """A message that the code says: where, its id, the values given; None where its id is data."""

    where: str
    message: str
    values: frozenset[str] | None


def said_in_code() -> Iterator[Said]:
    """Every `say("id", name=...)`, and every text of the code that is the id of a message."""
    for module in modules():
        tree = ast.parse((ROOT / module).read_text("utf-8"))
        direct = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                where = f"{module}:{node.lineno}"
                names = frozenset(keyword.arg or "**" for keyword in node.keywords)
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    direct.add(id(first))
                    yield Said(where, first.value, names)
                else:
                    assert not names, f"{where}: only a message without values is said by its name"
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if node.value in ENGLISH and id(node) not in direct:
                yield Said(f"{module}:{node.lineno}", node.value, None)


def said_in_templates() -> Iterator[Said]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                assert isinstance(call.args[0], nodes.Const), path
                names = frozenset(keyword.key for keyword in call.kwargs)
                yield Said(f"{path.name}:{call.lineno}", call.args[0].value, names)


@cache
def said() -> list[Said]:
    return [*said_in_code(), *said_in_templates()]


def test_what_the_code_says_is_in_the_english_catalogue() -> None:
    assert [one for one in said() if one.message not in ENGLISH] == []


def test_the_code_gives_each_message_the_values_that_it_names_and_no_others() -> None:
    wrong = [
        (one.where, one.message, sorted(values), sorted(one.values or ()))
        for one in said()
        if (values := values_of(one.message, ENGLISH)) != (one.values or frozenset())
    ]

    assert wrong == []


def test_no_message_is_left_that_nothing_says() -> None:
    told = {one.message for one in said()}
    referred = {name for entry in ENGLISH.values() for name in entry.references}

    assert sorted(set(ENGLISH) - told - referred) == []


OPERATORS = ("bot/teams/auth/", "bot/answering/receipt_verification.py")
"""What these say is for operators and officers, in a shell or on the desk."""
MACHINES = {"I want to suggest an idea", "I want to suggest an idea: ", "I have an idea"}
"""Said in somebody's place, and read by the assistant."""


@pytest.mark.parametrize(
    "module",
    [m for m in modules() if m.parts[0] == "bot" and not m.as_posix().startswith(OPERATORS)],
    ids=str,
)
def test_no_sentence_for_people_stands_in_code(module: Path) -> None:
    """Three words or more that begin with a capital letter; not docstrings, logs and errors."""
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    aside = {id(part) for node in ast.walk(tree) if is_aside(node) for part in ast.walk(node)}
    texts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in aside)
    found = {n.value for n in texts if isinstance(n.value, str) and is_sentence(n.value)}

    assert found - MACHINES == set()


def is_aside(node: ast.AST) -> bool:
    """A docstring, an error or a line of the log."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("debug", "info", "warning", "error", "exception")
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Raise) or is_docstring


def is_sentence(text: str) -> bool:
    return bool(re.match(r"[A-Z“]\S* \S+ \S", text)) and bool(re.search(r"[a-z] [a-z]", text))


def test_a_file_holds_the_messages_of_its_subject() -> None:
    """An id begins with the name of its file, so that it is found at once."""
    for language in Language:
        for name, entry in entries(language).items():
            assert name.startswith(f"{Path(entry.file).stem}-"), entry.file


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_message_and_no_other(language: Language) -> None:
    own = entries(language)

    assert sorted(set(ENGLISH) - set(own)) == [], "to be translated: docs/languages.md"
    assert list(misfits(own, ENGLISH)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_puts_in_every_value_of_the_english(language: Language) -> None:
    own = entries(language)
    lost = {name: values_of(name, ENGLISH) - values_of(name, own) for name in own}

    assert {name: values for name, values in lost.items() if values} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_is_of_the_english_as_it_is_now(language: Language) -> None:
    """The mark above a translation is the digest of the English that it was made from."""
    stale = [
        f"{entry.file} line {entry.line}: once {name} fits again, mark it  # en: {english.digest}"
        for name, entry in entries(language).items()
        if entry.mark != (english := ENGLISH[name]).digest
    ]

    assert not stale, "\n".join(stale)


class Selects(Visitor):
    """The choices that a message makes: by what, and between which cases."""

    def __init__(self) -> None:
        self.found: list[tuple[str, frozenset[str]]] = []

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:  # noqa: N802
        by: object = node.selector
        if isinstance(by, fluent.FunctionReference):
            by = by.arguments.positional[0]
        name = by.id.name if isinstance(by, fluent.VariableReference) else ""
        keys = (v.key.name for v in node.variants if isinstance(v.key, fluent.Identifier))
        self.found.append((name, frozenset(keys)))
        self.generic_visit(node)


def selects(entry: Entry) -> list[tuple[str, frozenset[str]]]:
    visitor = Selects()
    visitor.visit(entry.message)
    return visitor.found


@pytest.mark.parametrize("language", list(Language))
def test_a_count_has_all_the_forms_of_the_language(language: Language) -> None:
    forms = set(Locale.parse(language, sep="-").plural_form.tags) | {"other"}
    for name, entry in entries(language).items():
        for by, keys in selects(entry):
            if by == "count":
                assert keys == forms, name


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_knows_every_case_of_the_english(language: Language) -> None:
    for name, entry in entries(language).items():
        cases = {by: keys for by, keys in selects(ENGLISH[name]) if by != "count"}
        for by, keys in selects(entry):
            assert by == "count" or by not in cases or keys == cases[by], name


@pytest.mark.parametrize("language", OTHERS)
def test_what_people_must_type_is_kept_as_it_is_understood(language: Language) -> None:
    """A word in typographic quotes after `type` is a command, in the language of the message."""
    for name, entry in entries(language).items():
        told = {meant(quoted) for quoted in re.findall(r"“([^”{]+)”", text_of(entry))}
        for command in re.findall(r"[Tt]ype “([^”{]+)”", str(text_of(ENGLISH[name]))):
            assert meant(command) in told, name


def meant(typed: str) -> tuple[IntentKind, IntentKind]:
    """What a text wants, alone and while a form listens."""
    form = ListeningForm("title", Asks.WORDS, filled=True)
    return route(typed, State()).kind, route(typed, State(form)).kind


def text_of(entry: Entry) -> str:
    class Text(Visitor):
        def __init__(self) -> None:
            self.parts: list[str] = []

        def visit_TextElement(self, node: fluent.TextElement) -> None:  # noqa: N802
            self.parts.append(node.value)

    visitor = Text()
    visitor.visit(entry.message)
    return "".join(visitor.parts)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("a-one = One\n\nthis is not Fluent\n", 3, "Fluent"),
        ("a-one = One\n\na-one = Two\n", 3, "twice"),
        ("a-one = { $count ->\n    [one] One\n}\n", 1, "Fluent"),
        ("-a-term = One\n", 1, "term"),
        ("a-one =\n    .title = One\n", 1, "no text"),
    ],
)
def test_a_file_that_is_not_sound_names_its_line(text: str, line: int, why: str) -> None:
    problems: list[Problem] = []
    read_text("en/a.ftl", text, problems)

    (problem,) = problems
    assert (problem.file, problem.line) == ("en/a.ftl", line)
    assert why in problem.message


def test_messages_that_refer_to_each_other_in_a_circle_are_refused() -> None:
    problems: list[Problem] = []
    own = read_text("cy/a.ftl", "a-one = { a-two }\na-two = { a-one }\n", problems)

    assert len(list(misfits(own, own))) == 2


def test_two_files_of_a_language_may_not_hold_the_same_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en").mkdir()
    for name in ("a.ftl", "b.ftl"):
        (tmp_path / "en" / name).write_text("a-one = One\n", encoding="utf-8")
    monkeypatch.setattr("bot.messages.catalogue.FOLDER", tmp_path)

    with pytest.raises(CatalogueError, match=r"a\.ftl line 1"):
        entries.__wrapped__(Language.ENGLISH)
