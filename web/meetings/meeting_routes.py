"""All pages of the meetings, put together."""

from aiohttp import web

from web.board.context import BoardContext
from web.meetings.meeting_pages import MeetingPages
from web.meetings.settling_pages import SettlingPages
from web.permissions import Permissions


def meeting_routes(access: Permissions, means: BoardContext) -> list[web.RouteDef]:
    """The routes of `/meetings` and everything below it."""
    return [*MeetingPages(means).routes(access), *SettlingPages(means).routes(access)]
