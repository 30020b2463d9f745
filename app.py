"""The composition root: settings in, parts wired, server up.

The only file that reads the environment.
"""

import gc

gc.disable()  # while two thousand modules are imported, of which nothing is garbage

import asyncio
import io
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import click
from aiohttp import web
from dotenv import dotenv_values

import storage
from bot.answering.answer_log import AnswerLog
from bot.answering.changes.clause_changes import changes
from bot.answering.kill_switch import KillSwitch
from bot.answering.lookup import Lookup
from bot.answering.quoting import Quoting
from bot.conversation import Conversation
from bot.ideas.demo_ideas import demo_ideas
from bot.ideas.triage_setup import open_triage_list
from bot.messages.overrides import problems_of
from bot.messages.overrides import serving as own_messages
from bot.middleware.locale_middleware import LocaleMiddleware
from bot.middleware.rate_limit import RateLimited
from bot.middleware.turn_order import InOrder, TurnOrder
from bot.middleware.welcome_once import WelcomeOnce
from bot.notifications import scheduled_notifications
from bot.notifications.outbox import Outbox
from bot.teams import adapter
from common.clock import Clock, system_clock, today
from common.searching import Searching
from common.turns import Turns
from knowledge.files.load import PolicyError, read_folder
from knowledge.index.installed import choose_models
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.served_versions import ServedVersions
from knowledge.publishing.watch import watching
from manifest import Prompt, SetWords
from manifest.package_command import package_command
from operations.cli.commands import check_command, impact_command, receipt_command
from operations.health import readiness
from operations.health.probes import Check, Health, serve_figures
from operations.health.readiness import for_officers
from operations.replica import Replica
from operations.rlimits import allow_many_connections, give_large_blocks_back
from operations.telemetry import logs
from operations.telemetry.application_insights import TelemetryExportError, telemetry_for
from operations.telemetry.instrumentation import (
    DeliveryStats,
    Instrumented,
    instrument_calls,
    instrument_requests,
)
from operations.telemetry.metrics import Telemetry
from operations.version_noting import noting
from settings import AgentAccess, LogFormat, Settings, SettingsError, Watch
from settings.bot import teams_bot
from settings.site import auth_setup, registration, state_secret
from settings.sources import pulling_of, served_folder
from sources.first_fill import fill_first
from sources.source import SourceError
from triage import TriageList
from triage.privacy import retention
from triage.repository.preferences import Preferences
from web.agents.agent_routes import add_agents
from web.auth.security_headers import this_computer_only
from web.desk.desk_pages import DeskServices
from web.pages import add_pages
from web.permissions import local_roles

gc.freeze()  # nor is anything of them later
gc.enable()

HOME = Path(__file__).resolve().parent

LARGEST_REQUEST = 1024 * 1024
"""Bytes of a request's body that any page takes; the Teams channel takes less."""

GOODBYE = 15
"""Seconds that requests under way get at the end; platforms kill after thirty."""

STORE = web.AppKey("store", storage.Store)
"""The database, from the server's start to its end."""

IDEAS = web.AppKey("ideas", TriageList)
"""The triage list on it."""

CHECKS: web.AppKey[Mapping[str, Check]] = web.AppKey("checks")
"""What `/readyz` looks at."""


def build(
    settings: Settings,
    clock: Clock,
    telemetry: Telemetry | None = None,
    *,
    with_samples: bool = False,
) -> web.Application:
    """The whole server; `with_samples` fills an empty local list of ideas first.

    Raises PolicyError if the policies cannot be served, Refused for samples outside local mode; its
    start raises StoreError or AddressError if the database cannot be used.
    """
    if with_samples and not settings.is_local:
        raise SettingsError(["--demo is for a local list alone: leave it out."])
    telemetry = telemetry or Telemetry()
    choose_models(settings.own_models)
    pulling = pulling_of(settings, clock)
    if settings.policies_first and pulling is None:
        fill_first(settings.policies, settings.policies_first)
    served = ServedVersions(lambda: today(clock))
    serving = LiveSet.load(
        served_folder(settings),
        clock=clock,
        cache=settings.data,
        kept=settings.data / "sets",
        further=lambda set_: (*problems_of(set_.messages), *served.problems(set_)),
    )
    app = web.Application(
        client_max_size=LARGEST_REQUEST, middlewares=[instrument_requests(telemetry)]
    )
    # Each as it is at this moment: both open with the server, and the set may be swapped.
    store, ideas = partial(app.__getitem__, STORE), partial(app.__getitem__, IDEAS)
    library = serving.current
    replica = Replica(store, lambda: serving.fingerprint, time.monotonic)
    app.cleanup_ctx.append(lambda app: keeping(app, settings, clock, serving, replica))
    app.cleanup_ctx.append(lambda app: noting(app[STORE], served, serving, settings.data))
    app.cleanup_ctx.append(lambda _: own_messages(lambda: serving.library.policy_set.messages))
    if with_samples:
        app.cleanup_ctx.append(lambda _: demo_ideas(store, library))

    def wishes() -> Preferences:
        return Preferences(store())

    journal = AnswerLog(store)
    pauses = KillSwitch(store, time.monotonic)
    conversation = Conversation(
        library,
        clock,
        journal,
        ideas,
        pauses=pauses,
        store=store,
        wishes=wishes,
        roles=local_roles if settings.is_local else None,
    )
    searching = Searching(Turns(), time.monotonic)
    paced = RateLimited(
        conversation,
        time.monotonic,
        per_person=settings.per_person,
        per_tenant=settings.per_tenant,
        turns=searching.turns,
    )
    speaker = LocaleMiddleware(paced, wishes, time.monotonic, settings.language)
    order = TurnOrder(store)
    deliveries = DeliveryStats()
    teams = adapter.routes(
        teams_bot(settings),
        Instrumented(WelcomeOnce(speaker, store), "teams", telemetry),
        app,
        [instrument_calls(telemetry, deliveries, clock)],
        finder=Lookup(library, pauses, searching),
        ledger=replica,
        in_order=order.turn,
        post=Outbox(
            ideas,
            time.monotonic,
            settings=lambda: serving.library.policy_set.settings,
        ),
    )
    add_pages(
        app,
        conversation=Instrumented(InOrder(speaker, order), "web", telemetry),
        library=library,
        clock=clock,
        entrance=auth_setup(settings),
        staff_page=settings.staff_page,
        store=store,
        changes=changes,
        office=DeskServices(
            store,
            serving,
            settings.data,
            warnings=lambda: for_officers(settings, clock, pulling),
            source=pulling.name if pulling else "",
            send=partial(pulling.send, serving=serving) if pulling else None,
        ),
        ideas=ideas,
        searching=searching,
    )
    if settings.agent_access is AgentAccess.ON:
        quoting = Quoting(library, pauses, journal, settings.public_url)
        add_agents(app, quoting, paced.turn, registration(settings))
    app.cleanup_ctx.append(lambda _: watched(serving, settings.watch is Watch.POLLING))
    if pulling is not None:
        every = 60 * settings.source_minutes
        app.cleanup_ctx.append(lambda _: pulling.following(serving, every))
    app[CHECKS] = {
        "policies": readiness.policies(serving, clock, pulling),
        "meaning": readiness.meaning(serving),
        "database": readiness.database(store),
        "replicas": replica.check,
        "answering": readiness.answering(pauses),
        "disk": readiness.disk(settings.data),
        "token": readiness.teams_channel("token", teams.problems),
        "keys": readiness.teams_channel("keys", teams.problems),
        "deliveries": readiness.delivered(deliveries),
        **readiness.credentials(settings, clock),
    }
    Health(app[CHECKS], telemetry, time.monotonic).routes(app)
    if settings.metrics_port:
        app.cleanup_ctx.append(
            lambda _: serve_figures(
                telemetry,
                settings.host,
                settings.metrics_port,
                [this_computer_only()] if settings.is_local else [],
            )
        )
    return app


async def keeping(
    app: web.Application, settings: Settings, clock: Clock, serving: LiveSet, replica: Replica
) -> AsyncIterator[None]:
    """The database, opened before anything is served; what is old in it is removed daily."""
    store = app[STORE] = await storage.open(settings.database, clock, state_secret(settings))
    channel = f"channel:{settings.ideas_channel}" if settings.ideas_channel else ""
    daily = [
        asyncio.create_task(retention.daily(store, retention.periods()), name="retention"),
        asyncio.create_task(
            scheduled_notifications.daily(store, lambda: serving.library, channel),
            name="notifications",
        ),
    ]
    try:
        ideas = open_triage_list(store, lambda: serving.library, announce_to=channel)
        async with replica.serving(), ideas as app[IDEAS]:
            yield
    finally:
        for task in daily:
            task.cancel()
        await asyncio.gather(*daily, return_exceptions=True)
        await store.close()


async def watched(serving: LiveSet, polling: bool) -> AsyncIterator[None]:
    """Take up what officers save, and learn the meaning of new texts, while the server runs."""
    async with watching(serving, polling=polling):
        yield


@click.group(invoke_without_command=True)
@click.option("--demo", is_flag=True, help="Fill an empty local list of ideas with samples.")
@click.pass_context
def main(context: click.Context, *, demo: bool) -> None:
    """Serve the assistant until told to stop, or do one of the commands."""
    if context.invoked_subcommand is None:
        sys.exit(serve(with_samples=demo))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.option("--offline", is_flag=True, help="Leave the network alone.")
@click.option(
    "--package",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The Teams app package; otherwise the newest zip in build/.",
)
def doctor(as_json: bool, offline: bool, package: Path | None) -> None:
    """Say why the bot does not reply: examine everything that it needs.

    Exits with 1 if something must be repaired.
    """
    from operations.doctor import Diagnosis, diagnose, report  # noqa: PLC0415 - not for serving

    built = sorted((HOME / "build").glob("*.zip"), key=lambda file: file.stat().st_mtime)
    patient = Diagnosis(
        environment=os.environ,
        dotenv=dotenv(),
        home=HOME,
        clock=system_clock,
        bot_of=teams_bot,
        package=package or (built[-1] if built else None),
        offline=offline,
    )
    logs.set_up(as_json=True, stream=io.StringIO())  # the findings say what the log would
    findings = asyncio.run(diagnose(patient))
    click.echo(report.as_json(findings) if as_json else report.as_text(findings))
    sys.exit(0 if report.is_healthy(findings) else 1)


def settings_now() -> Settings:
    """The settings as the environment and the `.env` file have them. Raises Refused."""
    return Settings.read(os.environ, dotenv(), HOME)


main.add_command(receipt_command(settings_now))


def words_of_the_set() -> SetWords:
    """What the policy folder that is set brings to the Teams app package."""
    folder = os.environ.get("POLICIES") or dotenv().get("POLICIES") or "policies"
    known = read_folder(HOME / folder)[0].settings
    name = known.names.policies
    prompts = tuple(
        Prompt(one.ask, one.title.en or one.ask[:32], one.about.en, one.title.cy, one.about.cy)
        for one in known.starters
    )
    return SetWords(name.en, name.cy or name.en, prompts)


main.add_command(check_command(settings_now))
main.add_command(impact_command(settings_now))
main.add_command(package_command(lambda: {**dotenv(), **os.environ}, HOME, words_of_the_set))


def serve(*, with_samples: bool) -> int:
    """Serve until told to stop. Returns the exit code."""
    give_large_blocks_back()
    try:
        settings = settings_now()
        logs.set_up(as_json=settings.log_format is LogFormat.JSON)
        telemetry = telemetry_for(settings.insights)
        if pulling := pulling_of(settings, system_clock):
            asyncio.run(pulling.first())
        app = build(settings, system_clock, telemetry, with_samples=with_samples)
    except SettingsError as refused:
        return stopped("The assistant does not start with these settings:", refused.problems)
    except TelemetryExportError as error:
        return stopped("The assistant does not start with these settings:", [str(error)])
    except (PolicyError, SourceError) as error:
        why = error.problems if isinstance(error, PolicyError) else [error]
        return stopped("The policies cannot be served:", map(str, why))
    allow_many_connections()
    try:
        web.run_app(
            app,
            host=settings.host,
            port=settings.port,
            access_log=None,
            print=say_where(settings),
            shutdown_timeout=GOODBYE,
        )
    except (storage.StoreError, storage.AddressError) as error:
        return stopped("The database cannot be used:", [str(error)])
    except OSError as error:
        reason = f"{settings.host}:{settings.port} cannot be listened on ({error.strerror})."
        return stopped("The assistant cannot start:", [f"{reason} Set PORT to a free port."])
    finally:
        telemetry.close()
    return 0


def dotenv() -> dict[str, str]:
    """What the `.env` file says, if there is one."""
    return {name: value or "" for name, value in dotenv_values(HOME / ".env").items()}


def say_where(settings: Settings) -> Callable[[str], None]:
    """What a person reads once the server is up: one line, whatever aiohttp would say."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    where = f"http://{host}:{settings.port}"
    if settings.is_local:
        line = f"Chat with the assistant at {where}/ (this computer only). Ctrl+C stops it."
    else:
        line = f"Teams reaches the assistant at {where}/api/messages."
    return lambda _: print(line, flush=True)  # noqa: T201 - said to the person who started it


def stopped(reason: str, details: Iterable[str]) -> int:
    """Say why the assistant does not start. Returns the exit code for that."""
    lines = [reason, *(f"  {detail}" for detail in details)]
    print("\n".join(lines), file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    main(prog_name="run.py")
