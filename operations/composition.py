"""The parts of the server, each made once, and what is wired to what."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import partial

from aiohttp import web

import storage
from bot.answering.answer_log import AnswerLog
from bot.answering.changes.clause_changes import changes
from bot.answering.kill_switch import KillSwitch
from bot.answering.lookup import Lookup
from bot.answering.quoting import Quoting
from bot.conversation import Conversation
from bot.ideas.demo_ideas import demo_ideas
from bot.ideas.triage_setup import open_triage_list
from bot.message import Responder
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
from common.pace import Searching, Turns
from knowledge import Library
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.served_versions import ServedVersions
from knowledge.publishing.watch import watching
from operations.health import readiness
from operations.health.probes import Check, Health, serve_figures
from operations.health.readiness import for_officers
from operations.replica import Replica
from operations.telemetry.instrumentation import (
    DeliveryStats,
    Instrumented,
    instrument_calls,
    instrument_requests,
)
from operations.telemetry.metrics import Telemetry
from operations.version_noting import noting
from settings import AgentAccess, Settings, Watch
from settings.bot import teams_bot
from settings.site import auth_setup, registration, state_secret
from settings.sources import pulling_of, served_folder
from sources.first_fill import fill_first
from sources.pulling import Pulling
from triage import TriageList
from triage.privacy import retention
from triage.repository.preferences import Preferences
from web.agents.agent_routes import add_agents
from web.auth.security_headers import this_computer_only
from web.desk.desk_pages import DeskServices
from web.pages import add_pages
from web.permissions import local_roles

LARGEST_REQUEST = 1024 * 1024
"""Bytes of a request's body that any page takes; the Teams channel takes less."""

STORE = web.AppKey("store", storage.Store)
"""The database, from the server's start to its end."""

IDEAS = web.AppKey("ideas", TriageList)
"""The triage list on it."""

CHECKS: web.AppKey[Mapping[str, Check]] = web.AppKey("checks")
"""What `/readyz` looks at."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the channels, the pages and the probes have in common, each made once."""

    app: web.Application
    settings: Settings
    clock: Clock
    telemetry: Telemetry
    pulling: Pulling | None
    served: ServedVersions
    serving: LiveSet
    journal: AnswerLog
    pauses: KillSwitch
    searching: Searching
    deliveries: DeliveryStats
    replica: Replica

    @classmethod
    def of(cls, settings: Settings, clock: Clock, telemetry: Telemetry) -> "Parts":
        """Raises PolicyError if the policies cannot be served."""
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
        store = partial(app.__getitem__, STORE)
        return cls(
            app=app,
            settings=settings,
            clock=clock,
            telemetry=telemetry,
            pulling=pulling,
            served=served,
            serving=serving,
            journal=AnswerLog(store),
            pauses=KillSwitch(store, time.monotonic),
            searching=Searching(Turns(), time.monotonic),
            deliveries=DeliveryStats(),
            replica=Replica(store, lambda: serving.fingerprint, time.monotonic),
        )

    # As they are at this moment: both open with the server, and the set may be swapped.

    def store(self) -> storage.Store:
        return self.app[STORE]

    def ideas(self) -> TriageList:
        return self.app[IDEAS]

    def preferences(self) -> Preferences:
        return Preferences(self.store())

    def library(self) -> Library:
        return self.serving.library


def open_and_close(parts: Parts, *, with_samples: bool) -> None:
    """What is opened at the server's start, in this order, and closed at its end."""
    served, serving, data = parts.served, parts.serving, parts.settings.data
    beginning = parts.app.cleanup_ctx
    beginning.append(lambda _: keeping(parts))
    beginning.append(lambda _: noting(parts.store(), served, serving, data))
    beginning.append(lambda _: own_messages(lambda: parts.library().policy_set.messages))
    if with_samples:
        beginning.append(lambda _: demo_ideas(parts.store, parts.library))


def follow_the_folder(parts: Parts) -> None:
    """What takes up later what officers save, here or where the policies come from."""
    settings, serving = parts.settings, parts.serving
    beginning = parts.app.cleanup_ctx
    beginning.append(lambda _: watched(serving, settings.watch is Watch.POLLING))
    if (pulling := parts.pulling) is not None:
        beginning.append(lambda _: pulling.following(serving, 60 * settings.source_minutes))


def add_channels(parts: Parts) -> adapter.TeamsChannel:
    """Teams, the pages and, where they are let in, agents: all ask the same conversation."""
    settings = parts.settings
    conversation = Conversation(
        parts.library,
        parts.clock,
        parts.journal,
        parts.ideas,
        pauses=parts.pauses,
        store=parts.store,
        wishes=parts.preferences,
        roles=local_roles if settings.is_local else None,
        colleagues="/ideas" if settings.staff_page else "",
    )
    paced = RateLimited(
        conversation,
        time.monotonic,
        per_person=settings.per_person,
        per_tenant=settings.per_tenant,
        turns=parts.searching.turns,
    )
    speaker = LocaleMiddleware(paced, parts.preferences, time.monotonic, settings.language)
    order = TurnOrder(parts.store)
    teams = add_teams(parts, speaker, order)
    add_site(parts, InOrder(speaker, order))
    if settings.agent_access is AgentAccess.ON:
        quoting = Quoting(parts.library, parts.pauses, parts.journal, settings.public_url)
        add_agents(parts.app, quoting, paced.turn, registration(settings))
    return teams


def add_teams(parts: Parts, speaker: Responder, order: TurnOrder) -> adapter.TeamsChannel:
    """The endpoint that Teams posts to."""
    return adapter.routes(
        teams_bot(parts.settings),
        Instrumented(WelcomeOnce(speaker, parts.store), "teams", parts.telemetry),
        parts.app,
        [instrument_calls(parts.telemetry, parts.deliveries, parts.clock)],
        finder=Lookup(parts.library, parts.pauses, parts.searching),
        ledger=parts.replica,
        in_order=order.turn,
        post=Outbox(
            parts.ideas,
            time.monotonic,
            settings=lambda: parts.library().policy_set.settings,
        ),
    )


def add_site(parts: Parts, speaker: Responder) -> None:
    """The pages, the chat among them."""
    settings, pulling = parts.settings, parts.pulling
    add_pages(
        parts.app,
        conversation=Instrumented(speaker, "web", parts.telemetry),
        library=parts.library,
        clock=parts.clock,
        entrance=auth_setup(settings),
        staff_page=settings.staff_page,
        store=parts.store,
        changes=changes,
        office=DeskServices(
            parts.store,
            parts.serving,
            settings.data,
            warnings=lambda: for_officers(settings, parts.clock, pulling),
            source=pulling.name if pulling else "",
            send=partial(pulling.send, serving=parts.serving)
            if pulling and pulling.writes
            else None,
        ),
        ideas=parts.ideas,
        searching=parts.searching,
    )


def add_probes(parts: Parts, teams: adapter.TeamsChannel) -> None:
    """What a platform asks: whether this process lives, is ready, and its figures."""
    app, settings = parts.app, parts.settings
    app[CHECKS] = {
        "policies": readiness.policies(parts.serving, parts.clock, parts.pulling),
        "meaning": readiness.meaning(parts.serving),
        "database": readiness.database(parts.store),
        "replicas": parts.replica.check,
        "answering": readiness.answering(parts.pauses),
        "disk": readiness.disk(settings.data),
        "token": readiness.teams_channel("token", teams.problems),
        "keys": readiness.teams_channel("keys", teams.problems),
        "deliveries": readiness.delivered(parts.deliveries),
        **readiness.credentials(settings, parts.clock),
    }
    Health(app[CHECKS], parts.telemetry, time.monotonic).routes(app)
    if port := settings.metrics_port:
        guards = [this_computer_only()] if settings.is_local else []
        app.cleanup_ctx.append(
            lambda _: serve_figures(parts.telemetry, settings.host, port, guards)
        )


async def keeping(parts: Parts) -> AsyncIterator[None]:
    """The database, opened before anything is served; what is old in it is removed daily."""
    app, settings = parts.app, parts.settings
    store = app[STORE] = await storage.open(settings.database, parts.clock, state_secret(settings))
    channel = f"channel:{settings.ideas_channel}" if settings.ideas_channel else ""
    daily = [
        asyncio.create_task(retention.daily(store, retention.periods()), name="retention"),
        asyncio.create_task(
            scheduled_notifications.daily(store, parts.library, channel), name="notifications"
        ),
    ]
    try:
        ideas = open_triage_list(store, parts.library, announce_to=channel)
        async with parts.replica.serving(), ideas as app[IDEAS]:
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
