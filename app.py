"""The composition root: settings in, parts wired, server up.

The only file that reads the environment.
"""

import gc

gc.disable()  # while two thousand modules are imported, of which nothing is garbage

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
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
from common.clock import Clock, today
from common.searching import Searching
from common.turns import Turns
from knowledge.files.load import read_folder
from knowledge.index.installed import choose_models
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.served_versions import ServedVersions
from knowledge.publishing.watch import watching
from manifest import Prompt, SetWords
from manifest.package_command import package_command
from operations.cli.commands import check_command, impact_command, receipt_command
from operations.cli.doctor_command import doctor_command
from operations.health import readiness
from operations.health.probes import Check, Health, serve_figures
from operations.health.readiness import for_officers
from operations.replica import Replica
from operations.serving import serve
from operations.telemetry.instrumentation import (
    DeliveryStats,
    Instrumented,
    instrument_calls,
    instrument_requests,
)
from operations.telemetry.metrics import Telemetry
from operations.version_noting import noting
from settings import AgentAccess, Settings, SettingsError, Watch
from settings.bot import teams_bot
from settings.site import auth_setup, registration, state_secret
from settings.sources import pulling_of, served_folder
from sources.first_fill import fill_first
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
        sys.exit(serve(settings_now, partial(build, with_samples=demo)))


def settings_now() -> Settings:
    """The settings as the environment and the `.env` file have them. Raises Refused."""
    return Settings.read(os.environ, dotenv(), HOME)


def dotenv() -> dict[str, str]:
    """What the `.env` file says, if there is one."""
    return {name: value or "" for name, value in dotenv_values(HOME / ".env").items()}


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


main.add_command(receipt_command(settings_now))
main.add_command(check_command(settings_now))
main.add_command(impact_command(settings_now))
main.add_command(doctor_command(HOME, os.environ, dotenv))
main.add_command(package_command(lambda: {**dotenv(), **os.environ}, HOME, words_of_the_set))


if __name__ == "__main__":
    main(prog_name="run.py")
