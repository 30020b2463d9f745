"""What the forms about ideas work with."""

from collections.abc import Callable

from bot.ideas.drafts import DraftStore
from bot.ideas.screening_handler import ScreeningHandler
from bot.intents.intent import IntentKind
from knowledge import Library
from triage import TriageList

LEAVES = (IntentKind.FORM_SKIP, IntentKind.FORM_KEEP, IntentKind.FORM_ACCEPT_ALL)
"""What leaves a field as it is."""


class FormHandler:
    """A form that is kept as a draft until it is sent, and leads on to the screening."""

    def __init__(
        self,
        ideas: Callable[[], TriageList],
        library: Callable[[], Library],
        kept: DraftStore,
        screening: ScreeningHandler,
    ) -> None:
        self._ideas = ideas
        self._library = library
        self._kept = kept
        self._screening = screening
