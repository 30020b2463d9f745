"""The Teams app package against Microsoft's own schema, which npm brings: no network is asked."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft4Validator

from manifest import manifest_of
from tests.browser.playground import HERE
from tests.browser.programs import ROOT
from tests.manifest.test_package import APP, SIGN_IN, particulars

SCHEMAS = HERE / "node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.27"
Json = dict[str, Any]


def problems(schema: str, value: Json) -> list[str]:
    validator = Draft4Validator(json.loads((SCHEMAS / schema).read_text("utf-8")))
    return [error.message for error in validator.iter_errors(value)]


def in_the_manifest(value: Json) -> list[str]:
    return problems("MicrosoftTeams.schema.json", value)


def whole() -> Json:
    return manifest_of(particulars(SIGN_IN_CLIENT_ID=SIGN_IN, TEAMS_APP_ID=APP))


@pytest.mark.parametrize("sign_in", ["", SIGN_IN])
def test_the_manifest_is_what_microsoft_asks_for(sign_in: str) -> None:
    assert in_the_manifest(manifest_of(particulars(SIGN_IN_CLIENT_ID=sign_in))) == []


def test_the_welsh_words_are_what_microsoft_asks_for() -> None:
    words = json.loads((ROOT / "manifest" / "cy.json").read_text("utf-8"))
    assert problems("MicrosoftTeams.Localization.schema.json", words) == []
    wrong = words | {"staticTabs[1].name": "x" * 129, "bots[0].nonsense": "x"}
    assert len(problems("MicrosoftTeams.Localization.schema.json", wrong)) == 2
    # In draft 4 these two limits, which stand beside a reference, would go unread.
    assert len(words["name.short"]) <= 30
    assert len(words["description.short"]) <= 80


WRONG: dict[str, Callable[[Json], object]] = {
    "a name too long": lambda m: m["name"].update(short="x" * 31),
    "a description too long": lambda m: m["description"].update(short="x" * 81),
    "no developer": lambda m: m.pop("developer"),
    "a property of nobody's": lambda m: m.update(chatbot=True),
    "a scope of nobody's": lambda m: m["bots"][0]["scopes"].append("everybody"),
    "a bot that is no id": lambda m: m["bots"][0].update(botId="bot"),
    "an address without a protocol": lambda m: m["developer"].update(privacyUrl="policies"),
    "four lists of commands": lambda m: m["bots"][0]["commandLists"].append(
        m["bots"][0]["commandLists"][0]
    ),
    "thirteen commands": lambda m: m["bots"][0]["commandLists"][0]["commands"].extend(
        [{"title": "x"}] * 12
    ),
    "a title too long": lambda m: m["composeExtensions"][0]["commands"][0].update(title="x" * 33),
    "a colour that is none": lambda m: m.update(accentColor="purple"),
    "a kind of prompt that is none": lambda m: m["bots"][0]["commandLists"][0]["commands"][
        0
    ].update(type="question"),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_the_schema_finds_what_is_wrong(spoil: Callable[[Json], object]) -> None:
    manifest = copy.deepcopy(whole())
    spoil(manifest)
    assert in_the_manifest(manifest) != []
