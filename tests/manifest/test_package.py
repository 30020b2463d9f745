"""The Teams app package: what is in it, and what is refused before it is made."""

import io
import json
import re
import zipfile
import zlib
from pathlib import Path
from struct import unpack

import pytest
from click.testing import CliRunner

from app import main
from manifest import ManifestSettings, PackagingError, Prompt, SetWords, manifest_of, pack
from manifest.package_command import USED, package_command
from settings import KNOWN

BOT = "11111111-aaaa-bbbb-cccc-000000000001"
APP = "22222222-aaaa-bbbb-cccc-000000000002"
SIGN_IN = "33333333-aaaa-bbbb-cccc-000000000003"
GIVEN = {
    "CLIENT_ID": BOT,
    "PUBLIC_URL": "https://policies.council.example/",
    "COUNCIL_NAME": 'Sandford "Town" Council',
}


def particulars(**changed: str) -> ManifestSettings:
    return ManifestSettings.read(GIVEN | changed, "1.2.3")


def files(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_package_names_the_bot_the_site_and_the_council() -> None:
    manifest = json.loads(files(pack(particulars()))["manifest.json"])
    assert manifest["manifestVersion"] == "1.27"
    assert manifest["version"] == "1.2.3"
    assert manifest["id"] == manifest["bots"][0]["botId"] == BOT
    assert manifest["composeExtensions"][0]["botId"] == BOT
    (agent,) = manifest["copilotAgents"]["customEngineAgents"]
    assert (agent["id"], agent["type"]) == (BOT, "bot")
    assert "quoting the approved clause, word for word" in agent["disclaimer"]["text"]
    assert manifest["developer"]["name"] == 'Sandford "Town" Council'
    assert manifest["developer"]["privacyUrl"] == "https://policies.council.example/about#privacy"
    assert manifest["validDomains"] == ["policies.council.example"]
    (handler,) = manifest["composeExtensions"][0]["messageHandlers"]
    assert handler["value"]["domains"] == ["policies.council.example"]
    tabs = [tab.get("contentUrl") for tab in manifest["staticTabs"]]
    assert tabs == [None, "https://policies.council.example/policies",
                    "https://policies.council.example/board"]  # fmt: skip


def test_nothing_is_left_to_fill_in() -> None:
    filled = manifest_of(particulars(SIGN_IN_CLIENT_ID=SIGN_IN, TEAMS_APP_ID=APP))
    assert "${{" not in json.dumps(filled)
    assert filled["id"] == APP
    assert filled["webApplicationInfo"] == {
        "id": SIGN_IN,
        "resource": f"api://policies.council.example/{SIGN_IN}",
    }


def test_without_a_registration_for_sign_in_tabs_do_not_ask_for_it() -> None:
    assert "webApplicationInfo" not in manifest_of(particulars())


def test_the_same_settings_make_the_same_bytes() -> None:
    assert pack(particulars()) == pack(particulars())


def test_every_scope_has_its_commands_and_a_personal_chat_has_prompts() -> None:
    asked = [Prompt(f"May we {n}?", f"Ask {n}", "What holds", f"Holi {n}") for n in range(3)]
    words = SetWords("the rules of the Guild", "rheolau'r Urdd", tuple(asked))
    of_the_guild = ManifestSettings.read(GIVEN, "1.2.3", words)
    (bot,) = manifest_of(of_the_guild)["bots"]
    welsh = json.loads(files(pack(of_the_guild))["cy.json"])
    assert "what the rules of the Guild say" in manifest_of(of_the_guild)["description"]["full"]
    assert welsh["bots[0].commandLists[0].commands[1].title"] == "Holi 1"
    assert welsh["bots[0].commandLists[0].commands[3].title"] == "Awgrymu syniad"
    lists = {tuple(entry["scopes"]): entry["commands"] for entry in bot["commandLists"]}
    assert set(lists) == {("personal",), ("team",), ("groupChat",)}
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    prompts = [c for c in lists["personal",] if c.get("type") == "prompt"]
    assert len(prompts) >= 5
    assert all(prompt["prompt"] for prompt in prompts)


def test_a_translated_word_has_its_place_in_the_manifest() -> None:
    manifest = manifest_of(particulars())
    welsh = json.loads(files(pack(particulars()))["cy.json"])
    for place in set(welsh) - {"$schema"}:
        found: object = manifest
        for step in re.findall(r"[A-Za-z]+|\[\d+\]", place):
            number = step.startswith("[")
            found = found[int(step[1:-1])] if number else found[step]  # type: ignore[index]
        assert isinstance(found, str), place
        assert found != welsh[place], place


def pixels(picture: bytes) -> tuple[int, int, int, bytes]:
    """Width, height, bytes a pixel and the raw rows of a PNG as our own drawing makes it."""
    width, height, depth, kind = unpack(">IIBB", picture[16:26])
    assert depth == 8
    data, at = b"", 8
    while at < len(picture):
        length = unpack(">I", picture[at : at + 4])[0]
        if picture[at + 4 : at + 8] == b"IDAT":
            data += picture[at + 8 : at + 8 + length]
        at += 12 + length
    return width, height, {2: 3, 6: 4}[kind], zlib.decompress(data)


def test_the_icons_have_the_sizes_and_kinds_that_teams_asks_for() -> None:
    packed = files(pack(particulars()))
    assert pixels(packed["color.png"])[:3] == (192, 192, 3), "full colour, no transparency"
    assert pixels(packed["outline.png"])[:3] == (32, 32, 4)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CLIENT_ID", "", "CLIENT_ID is missing"),
        ("CLIENT_ID", "my bot", "CLIENT_ID must be an id"),
        ("TEAMS_APP_ID", "7", "TEAMS_APP_ID must be an id"),
        ("SIGN_IN_CLIENT_ID", "x", "SIGN_IN_CLIENT_ID must be an id"),
        ("COUNCIL_NAME", "  ", "COUNCIL_NAME is missing"),
        ("COUNCIL_NAME", "x" * 33, "COUNCIL_NAME has 33 characters; Teams takes 32"),
        ("PUBLIC_URL", "", "PUBLIC_URL is missing"),
        ("PUBLIC_URL", "http://policies.council.example", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL", "policies.council.example", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL", "https://me@council.example", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL", "https://[x", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL", "https://council.example:x", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL", "https://localhost", "a host that Teams can reach"),
        ("PUBLIC_URL", "https://10.0.0.1", "a host that Teams can reach"),
        ("PUBLIC_URL", "https://[::1]", "a host that Teams can reach"),
        ("PUBLIC_URL", "https://server", "a host that Teams can reach"),
        ("PUBLIC_URL", "https://council.example/?a=1", "leave out what follows"),
        ("PRIVACY_URL", "ftp://council.example", "PRIVACY_URL must be an address"),
        ("TERMS_URL", "terms", "TERMS_URL must be an address"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(PackagingError) as refused:
        particulars(**{name: value})
    (problem,) = refused.value.problems
    assert said in problem


@pytest.mark.parametrize("version", ["", "1", "1.2", "v1.2.3", "1.2.03", "1.2.3-beta"])
def test_a_version_that_teams_does_not_take_is_refused(version: str) -> None:
    with pytest.raises(PackagingError, match="three numbers"):
        ManifestSettings.read(GIVEN, version)


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(PackagingError) as refused:
        ManifestSettings.read({}, "1.0.0")
    assert [line.split()[0] for line in refused.value.problems] == [
        "CLIENT_ID",
        "COUNCIL_NAME",
        "PUBLIC_URL",
    ]


def test_the_command_writes_where_the_doctor_looks(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "0.9.0"\n')
    command = package_command(lambda: GIVEN, tmp_path)
    done = CliRunner().invoke(command, ["TEAMS_APP_ID=" + APP])
    assert done.exit_code == 0, done.output
    manifest = json.loads(
        files((tmp_path / "build" / "teams-app.zip").read_bytes())["manifest.json"]
    )
    assert (manifest["version"], manifest["id"]) == ("0.9.0", APP)


@pytest.mark.parametrize("argument", ["CLINT_ID=x", "CLIENT_ID", "=", "HOST=x"])
def test_an_argument_that_is_no_setting_of_the_package_is_refused(argument: str) -> None:
    done = CliRunner().invoke(package_command(lambda: GIVEN, Path()), [argument])
    assert done.exit_code == 2
    assert argument in done.output


def test_a_refused_package_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "0.9.0"\n')
    done = CliRunner().invoke(package_command(lambda: GIVEN, tmp_path), ["PUBLIC_URL=x"])
    assert done.exit_code == 1
    assert "PUBLIC_URL must be" in done.output
    assert not (tmp_path / "build").exists()


def test_the_command_is_one_of_the_apps_and_its_settings_are_known() -> None:
    assert "package" in main.commands
    assert set(USED) <= set(KNOWN)
