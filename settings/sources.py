"""What the settings mean for where policies come from."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.teams.auth import credentials
from common.clock import system_clock
from settings import PolicySource, Settings
from settings.bot import credential, teams_bot
from sources.first_fill import is_filled
from sources.git import Git
from sources.graph import PUBLIC_GRAPH, Graph
from sources.mirror import Mirror
from sources.pulling import Pulling
from sources.sharepoint import SharePoint
from sources.source import Source


def pulling_of(settings: Settings, clock: Callable[[], datetime]) -> Pulling | None:
    """What brings the policies, or None where they are in a folder of this machine."""
    place = settings.data / "source"
    source: Source
    if settings.policy_source is PolicySource.GIT:
        source = Git(settings.git, place / "git")
    elif settings.policy_source is PolicySource.SHAREPOINT:
        token = _graph_token(settings)
        source = SharePoint(lambda http: Graph(http, token), settings.sharepoint)
    else:
        return None
    return Pulling(source, Mirror(place / "sets"), clock)


def served_folder(settings: Settings) -> Path:
    """The folder that a start begins with: of what was pulled last, or the one that is set; before
    a first start that from which it will be filled."""
    pulling = pulling_of(settings, system_clock)
    if pulling and pulling.folder:
        return pulling.folder
    first = settings.policies_first
    return first if first and not is_filled(settings.policies) else settings.policies


def _graph_token(settings: Settings) -> Callable[[], Awaitable[str]]:
    """Tokens for Graph with the bot's own credential: the permission is the bot's too."""
    from bot.teams.outbound.bearer_token import OutboundToken  # noqa: PLC0415  brings the SDK

    bot = teams_bot(settings)
    source = credentials.source(
        credential(settings),
        app_id=bot.app_id,
        tenant=bot.tenant,
        cloud=replace(bot.cloud, scope=f"{PUBLIC_GRAPH}/.default"),
        http=credentials.TimeoutSession(),
    )
    return OutboundToken(source, time.time)
