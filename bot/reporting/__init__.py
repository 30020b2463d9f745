"""The officers' desk as plain values: the set that is served, what is due, what people asked and
could not be told, what they were told and thought of it. Never who asked."""

from bot.reporting.journal_figures import UnansweredGroup, unanswered
from bot.reporting.officer_report import OfficerReport, build_report, build_report_without_log

__all__ = [
    "OfficerReport",
    "UnansweredGroup",
    "build_report",
    "build_report_without_log",
    "unanswered",
]
