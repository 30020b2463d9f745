"""Who may import whom: the table of the house, and the one list of third-party packages."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = (
    "bot", "common", "knowledge", "manifest", "operations", "settings", "sources", "storage",
    "triage", "web",
)  # fmt: skip

BOT_SDK = {"botbuilder", "botframework", "msal", "msrest"}


@dataclass(frozen=True, slots=True)
class May:
    """What the files of a place may import: of ours by module or package, and packages."""

    ours: frozenset[str]
    packages: frozenset[str]


def may(ours: str = "", packages: str = "") -> May:
    return May(frozenset(ours.split()), frozenset(packages.split()))


# The longest place that a file's path begins with decides. A place may import itself and common.
TABLE = {
    "app.py": may(
        "bot knowledge manifest operations settings sources storage triage web",
        "aiohttp click dotenv rich",
    ),
    "run.py": may(),
    "common": may("", "Stemmer cachetools yaml"),
    # Where policies come from besides a folder.
    "sources": may("knowledge", "aiohttp yarl"),
    "settings": may(
        "bot.messages.language bot.teams knowledge.index sources storage.state_secret"
        " web.auth.entra_client web.auth.setup",
        "dotenv rapidfuzz",
    ),
    # What spans the packages for those who run the assistant: app.py's neighbour.
    "operations": may(
        "bot.answering.receipt_codes bot.answering.receipt_verification bot.message"
        " bot.messages bot.teams knowledge settings sources storage triage",
        "aiohttp click cryptography opentelemetry prometheus_client requests rich",
    ),
    # The composition root's parts: wires everything, as app.py does.
    "operations/composition.py": may(
        "bot knowledge operations settings sources storage triage web", "aiohttp"
    ),
    "bot": may("knowledge triage storage", "cachetools"),
    "bot/messages/language.py": may(),
    "bot/message.py": may(),
    "bot/intents": may("bot.message bot.messages", "yaml"),
    "bot/messages": may("knowledge.model", "babel fluent"),
    "bot/teams": may(
        "bot.message bot.messages knowledge triage",
        "aiohttp botbuilder botframework cachetools cryptography jwt markdown_it msal msrest"
        " requests yarl",
    ),
    "knowledge": may(
        "",
        "Stemmer babel cachetools click docutils jellyfish mammoth markdown_it mdit_py_plugins"
        " numpy onnx onnxruntime pypdf rapidfuzz rich threadpoolctl tokenizers watchfiles yaml",
    ),
    "manifest": may("", "click"),
    "storage": may("", "alembic cachetools click cryptography dotenv sqlalchemy psycopg"),
    "triage": may(
        "storage",
        "Stemmer cachetools click docx dotenv numpy rich sqlalchemy typst xlsxwriter yaml",
    ),
    "web": may(
        "bot.answering.blocks bot.answering.quoting bot.answering.receipt_codes"
        " bot.answering.receipt_search bot.answering.receipt_verification bot.conversation"
        " bot.ideas.pinned_questions bot.message bot.messages bot.reporting knowledge triage"
        " storage",
        "aiohttp cryptography jinja2 jwt markdown_it markupsafe msal requests",
    ),
}

# `bot` decides what to say: it must know nothing of the channels, and they nothing of each other.
NEVER = {"bot": {"bot.teams", "web"}, "web": {"bot.teams"}, "bot/teams": {"web"}}


def modules() -> list[Path]:
    files = [ROOT / name for name in ("app.py", "run.py")]
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path.relative_to(ROOT) for path in [*files, *found] if path.is_file()]


def imports(module: Path) -> Iterator[str]:
    """The full names that a file imports, `from bot import message` as `bot.message`."""
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: write the whole name of the module"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if _path_of(whole) else str(node.module)


def _path_of(name: str) -> Path | None:
    """The file of one of our own modules."""
    path = Path(*name.split("."))
    found = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in found if (ROOT / file).is_file()), None)


def within(name: str, places: frozenset[str] | set[str]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def place_of(module: Path) -> str:
    path = module.as_posix()
    return max((p for p in TABLE if path == p or path.startswith(f"{p}/")), key=len)


def is_allowed(module: Path, name: str) -> bool:
    place = place_of(module)
    if within(name, NEVER.get(place, set())):
        return False
    if _path_of(name) is None:
        top = name.partition(".")[0]
        return top in sys.stdlib_module_names or top in TABLE[place].packages
    if within(name, {"common"}) and place != "run.py":
        return True
    own = place.removesuffix(".py").replace("/", ".")
    return within(name, TABLE[place].ours | {own})


@pytest.mark.parametrize("module", modules(), ids=str)
def test_a_file_imports_only_what_its_room_may(module: Path) -> None:
    refused = sorted({name for name in imports(module) if not is_allowed(module, name)})

    assert not refused, f"{module} may not import {', '.join(refused)} (see the table above)"


def test_nothing_imports_in_a_circle() -> None:
    known = {module: {_path_of(name) for name in imports(module)} for module in modules()}
    done: set[Path] = set()

    def visit(module: Path, way: tuple[Path, ...]) -> None:
        assert module not in way, " imports ".join(map(str, (*way, module)))
        if module in done:
            return
        for target in known.get(module, set()):
            # A package's own __init__ is imported by everything inside it.
            if target is not None and target.name != "__init__.py":
                visit(target, (*way, module))
        done.add(module)

    for module in known:
        visit(module, ())


@pytest.mark.parametrize("module", modules(), ids=str)
def test_the_time_and_the_environment_are_asked_for_in_one_place(module: Path) -> None:
    allowed = {
        "datetime.now": {"common/clock.py"},
        "datetime.utcnow": set(),
        "datetime.today": set(),
        "date.today": set(),
        "os.environ": {"app.py"},
        "os.getenv": {"app.py"},
    }
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    named = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    refused = [name for name in named if module.as_posix() not in allowed.get(name, {str(module)})]
    assert not refused


def test_only_the_teams_door_knows_the_sdk() -> None:
    others = [place for place in TABLE if place not in ("bot/teams", "web")]

    assert not [place for place in others if TABLE[place].packages & BOT_SDK]
    assert TABLE["web"].packages & BOT_SDK <= {"msal"}, "msal signs people in to the pages"


@pytest.mark.parametrize(
    "lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name
)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    entries = text.replace("\\\n", " ").splitlines()

    assert "://" not in text
    assert [e for e in entries if "==" not in e or "--hash=sha256:" not in e] == []
