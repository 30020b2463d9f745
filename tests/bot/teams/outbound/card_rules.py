"""What every card must keep to, so that people with any client, theme, screen reader or keyboard
get all of it; and the published schema of Adaptive Cards 1.5, which is what Teams draws.

Sources: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/design-effective-cards
and WCAG 2.2 AA.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema import Draft6Validator
from jsonschema.exceptions import best_match

from bot.messages.say import say
from bot.teams import limits

Json = dict[str, Any]

_TAGS = re.compile(r"[a-z]{2,3}")  # no region: the schema says so, and the renderer holds to it
_LINK = re.compile(r"(?<!\\)\[([^\]]*)\]\(([^)]*)\)")
_EMPTY_WORDS = {"here", "click here", "link", "more", "read more", "this"}
_NOT_DRAWN = re.compile(r"^(?:#{1,6} |> |\|)|(?<!\\)`|(?<!\\)!\[|(?<!\\)<[a-z/]", re.MULTILINE)
_SPEAKING_COLOURS = {"Attention", "Warning", "Good"}
_SPEAKING_STYLES = {"attention", "warning", "good"}


def faults(card: Json) -> list[str]:
    """What is wrong with a card, a sentence each; empty for a sound one."""
    return [*_of_the_schema(card), *_of_the_whole(card), *_of_its_elements(card)]


def elements(card: Json) -> Iterator[Json]:
    """Everything on the card that has a type, in reading order, but not what stands in for an
    action in clients that do not know it."""
    yield from _walk({key: value for key, value in card.items() if key != "msteams"})


def _walk(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for key, item in value.items():
            if key not in ("fallback", "data"):
                yield from _walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item)


@cache
def _schema() -> Draft6Validator:
    spec = find_spec("adaptive_cards")
    assert spec is not None
    assert spec.submodule_search_locations
    file = Path(spec.submodule_search_locations[0]) / "schemas" / "schema-1.5.json"
    return Draft6Validator(json.loads(file.read_text("utf-8")))


def _of_the_schema(card: Json) -> Iterator[str]:
    plain = {key: value for key, value in card.items() if key != "msteams"}  # Teams' own
    found = best_match(_schema().iter_errors(plain))
    if found is not None:
        yield f"schema 1.5: {found.message[:200]} at {list(found.absolute_path)}"


def _of_the_whole(card: Json) -> Iterator[str]:
    if card.get("version") != "1.5":
        yield "the version is not 1.5"
    if not _TAGS.fullmatch(card.get("lang", "")):
        yield "no language is named"
    for name in ("fallbackText", "speak"):
        if not str(card.get(name, "")).strip():
            yield f"there is no {name}"
    size = len(json.dumps(card))
    if size > limits.LARGEST_CARD:
        yield f"{size} bytes are too many"
    shown = [e for e in elements(card) if e["type"].startswith("Action.")]
    buttons = [a for a in shown if a["type"] != "Action.ToggleVisibility"]
    if len(buttons) > limits.MOST_ACTIONS:
        yield f"{len(buttons)} buttons are too many"
    named: dict[str, Json] = {}
    for action in buttons:
        same = named.setdefault(action.get("title", ""), action)
        if same != action:
            yield f"two buttons are called {action.get('title')!r} and do different things"
    ids = Counter(e["id"] for e in elements(card) if "id" in e)
    yield from (f"the id {name!r} is given {n} times" for name, n in ids.items() if n > 1)


def _of_its_elements(card: Json) -> Iterator[str]:
    ids = {e["id"] for e in elements(card) if "id" in e}
    for element in elements(card):
        kind = element["type"]
        if kind == "TextBlock":
            yield from _of_text(element)
        elif kind == "RichTextBlock":
            yield from _of_runs(element["inlines"])
        elif kind.startswith("Input."):
            yield from _of_input(element)
        elif kind.startswith("Action."):
            yield from _of_action(element, ids)
        elif kind == "Image" and "altText" not in element:
            yield "a picture has no alternative text"
        elif kind == "Table":
            yield from _of_table(element)
        elif kind == "Container" and element.get("style") in _SPEAKING_STYLES:
            yield f"a container means something by its style {element['style']!r} alone"


def _of_text(block: Json) -> Iterator[str]:
    text = block["text"]
    if not text.strip():
        yield "a text is empty"
    if not block.get("wrap"):
        yield f"{text[:40]!r} does not wrap"
    looks_like_heading = block.get("weight") == "Bolder" and block.get("size") in (
        "Medium",
        "Large",
        "ExtraLarge",
    )
    if looks_like_heading != (block.get("style") == "heading"):
        yield f"{text[:40]!r} looks like a heading and is none, or is one and does not look so"
    if block.get("color") in _SPEAKING_COLOURS and not _says_problem(text):
        yield f"{text[:40]!r} means something by its colour alone"
    if _NOT_DRAWN.search(text):
        yield f"{text[:40]!r} has Markdown that Teams does not draw"
    for words, target in _LINK.findall(text):
        if words.strip().lower() in _EMPTY_WORDS or not words.strip():
            yield f"a link is called {words!r}"
        if not target.startswith("https://"):
            yield f"a link leads to {target!r}"


def _says_problem(text: str) -> bool:
    return text.startswith(say("reply-problem", problem="").strip())


def _of_runs(runs: list[Json]) -> Iterator[str]:
    for run in runs:
        marked = run.get("strikethrough") or run.get("underline")
        if marked and not ("[" in run["text"] and ":" in run["text"]):
            yield f"{run['text'][:40]!r} means something by a line through or under it alone"


def _of_input(field: Json) -> Iterator[str]:
    if not str(field.get("label", "")).strip():
        yield f"the box {field.get('id')!r} has no label"
    if bool(field.get("isRequired")) != bool(field.get("errorMessage")):
        yield f"the box {field.get('id')!r} must be filled in and does not say so, or the reverse"
    if field["type"] == "Input.ChoiceSet" and not field.get("choices"):
        yield f"the box {field.get('id')!r} has nothing to choose from"
    if field["type"] == "Input.Toggle" and not field.get("title", "").strip():
        yield f"the box to tick {field.get('id')!r} has no words"


def _of_action(action: Json, ids: set[str]) -> Iterator[str]:
    title = str(action.get("title", "")).strip()
    if not title:
        yield "a button has no words"
    if title.lower() in _EMPTY_WORDS:
        yield f"a button is called {title!r}"
    if action["type"] == "Action.Execute" and "fallback" not in action:
        yield f"{title!r} does nothing in clients that know no Action.Execute"
    for target in action.get("targetElements", ()):
        if target not in ids:
            yield f"{title!r} shows {target!r}, which is not there"


def _of_table(table: Json) -> Iterator[str]:
    columns = len(table["columns"])
    for row in table["rows"]:
        if len(row["cells"]) != columns:
            yield "a row of a table is longer or shorter than the others"
    if table.get("firstRowAsHeaders") is False:
        yield "a table has no headings"
    if table["rows"] and not all(cell["items"] for cell in table["rows"][0]["cells"]):
        yield "a column of a table has no heading"
