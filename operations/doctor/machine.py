"""What can be examined without a network: the policies, the database, the folder, the port."""

import asyncio
import shutil
import socket
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import storage
from bot.messages.overrides import problems_of
from common.clock import system_clock
from knowledge.files.load import PolicyError, read_folder
from knowledge.index.installed import (
    choose_models,
    chosen_models,
    installed_encoder,
    installed_reranker,
    why_not,
)
from knowledge.library import Library
from knowledge.model.policies import Severity
from knowledge.rules.check import check
from operations.doctor.finding import Finding, fail, ok, warn
from operations.health.readiness import LEAST_FREE
from operations.replica import UNSEEN_FOR
from settings import Settings
from settings.sources import pulling_of, served_folder
from sources.source import SourceError
from storage import MigrationState
from storage.coordination.presence import present

_TEXTS_A_SECOND = 200  # that one core encodes


async def policies(settings: Settings, today: date) -> Finding:
    """The policies can be served, and the checker has nothing against them."""
    return await asyncio.to_thread(_policies, served_folder(settings), today)


async def source(settings: Settings) -> Finding | None:
    """The source of the policies can be read; None where they are in a folder. Nothing of what is
    served changes: what is new there is taken up by the assistant itself."""
    pulling = pulling_of(settings, system_clock)
    if pulling is None:
        return None
    try:
        await pulling.first()
        files = await pulling.look()
    except (SourceError, OSError) as error:
        return fail("policy source", f"{pulling.name}: {error}")
    return ok("policy source", f"{pulling.name} can be read; it has {_count(files, 'file')}.")


def _policies(folder: Path, today: date) -> Finding:
    known, _ = read_folder(folder)
    found = (*check(folder, today), *problems_of(known.messages))
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    how = "python3 run.py knowledge check and operations messages name every file and line."
    if errors:
        return fail("policies", f"{_count(len(errors), 'problem')}, first {errors[0]}. {how}")
    in_force = known.in_force(today)
    if not in_force:
        return fail(
            "policies",
            f"No policy in {folder} is in force today. Check status and effective_from.",
        )
    said = f"{len(in_force)} in force, fingerprint {known.fingerprint}."
    if found:
        return warn("policies", f"{said} {_count(len(found), 'warning')}: {how}")
    return ok("policies", said)


async def meaning(settings: Settings) -> Finding:
    """With which encoder questions are compared, and whether every text has its vector."""
    choose_models(settings.own_models)
    return await asyncio.to_thread(_meaning, served_folder(settings), settings.data)


def _meaning(folder: Path, data: Path) -> Finding:
    try:
        library = Library.load(folder, cache=data, wait=False)
    except PolicyError:
        return warn("meaning", "Not examined: the policies cannot be served.")
    encoder, own = installed_encoder(), chosen_models()
    is_own = own.encoder or own.reranker
    how = "Mend the setting, or unset it." if is_own else "python3 run.py install run."
    if encoder is None:
        return warn("meaning", f"Answering by words alone, with more misses: {why_not()}. {how}")
    again = installed_reranker()
    if again is None and own.reranker:
        return warn("meaning", f"The best clauses are not read again: {why_not()}. {how}")
    reads = f"; the best clauses are read again by {again.name}" if again else ""
    if missing := library.to_learn():
        said = f"{_count(missing, 'text')} not learnt yet by {encoder.name}: after the next start "
        said += f"answers go by words, and say so, for about {_seconds(missing)}. To ship them: "
        return warn("meaning", said + "python3 run.py knowledge vectors.")
    return ok("meaning", f"Compared with {encoder.name}{reads}; nothing is left to learn.")


def _seconds(texts: int) -> str:
    return _count(1 + texts // _TEXTS_A_SECOND, "second")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


async def database(settings: Settings, clock: Callable[[], datetime]) -> Sequence[Finding]:
    """The database answers, its tables are those of this release, and the replicas that serve on
    it serve the same policies; nothing is changed."""
    try:
        place, migrated = await storage.inspect(settings.database)
        found = _tables(place, migrated)
        return [
            found,
            *(await _replicas(settings, clock) if migrated is MigrationState.CURRENT else ()),
        ]
    except (storage.StoreError, storage.AddressError) as error:
        return [fail("database", str(error))]


def _tables(place: str, migrated: MigrationState) -> Finding:
    match migrated:
        case MigrationState.EMPTY:
            return ok("database", f"{place} is empty: the first start makes the tables.")
        case MigrationState.BEHIND:
            return warn(
                "database",
                f"{place} is older than this release: the next start brings it up to date. "
                "Make a backup first.",
            )
        case MigrationState.AHEAD:
            return fail(
                "database",
                f"{place} was written by a newer release. Start that release, or restore the "
                "backup from before the upgrade.",
            )
        case MigrationState.CURRENT:
            return ok("database", f"{place} answers, its tables are current.")


async def _replicas(settings: Settings, clock: Callable[[], datetime]) -> Sequence[Finding]:
    """Which policy sets are served; nothing where nobody gives a sign of life. Raises
    StoreError."""
    store = storage.unopened(settings.database, clock)
    try:
        async with store.reading() as connection:
            seen = await present(connection, clock() - UNSEEN_FOR)
    finally:
        await store.close()
    sets = Counter(one.fingerprint for one in seen)
    each = [f"{name} by {_count(number, 'replica')}" for name, number in sets.items()]
    if len(sets) > 1:
        said = (
            f"They serve different policy sets: {', '.join(each)}. Ask again in two minutes; if "
            "they stay apart, one of them cannot read the policies: see /readyz of each."
        )
        return [warn("replicas", said)]
    return [ok("replicas", f"Policy set {one}.") for one in each]


def folder(settings: Settings) -> Finding:
    """The data folder can be written, and there is room."""
    place = settings.data
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x" * 4096)
        free = shutil.disk_usage(place).free
    except OSError as error:
        return fail(
            "data folder",
            f"{place} cannot be written ({error.strerror}). Give it to the user that runs the "
            "assistant, or set DATA_FOLDER.",
        )
    if free < LEAST_FREE:
        return fail("data folder", f"{place} has {free // 1024**2} MB left. Free some space.")
    return ok("data folder", f"{place} can be written, {free // 1024**3} GB free.")


def port(settings: Settings) -> Finding:
    """The port can be listened on, unless the assistant does so already."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            return warn(
                "port",
                f"{settings.host}:{settings.port} is in use or not ours ({error.strerror}). Fine "
                "if the assistant is running; otherwise set PORT to a free port.",
            )
    return ok("port", f"{settings.host}:{settings.port} is free to listen on.")
