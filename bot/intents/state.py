"""What the router knows besides the words: whether a form listens, and what it asked."""

from dataclasses import dataclass
from enum import StrEnum


class Asks(StrEnum):
    """What a form has asked for: words; one of a few answers; some of several; a number; the word
    without which nothing is done; what becomes of what looks personal; whether an idea is the same
    as those that were shown."""

    WORDS = "words"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    CONFIRMATION = "confirmation"
    PERSONAL = "personal"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class ListeningForm:
    """A form for which the next typed text is meant. `name` is its draft's; `filled`: there is an
    answer already, which was shown; `own_words`: it asks for the idea itself."""

    name: str
    asks: Asks
    filled: bool = False
    own_words: bool = False

    @property
    def confirms(self) -> bool:
        """Whether it waits for the word without which nothing is done."""
        return self.asks is Asks.CONFIRMATION


@dataclass(frozen=True, slots=True)
class State:
    """What a conversation remembers, as far as an intent depends on it."""

    form: ListeningForm | None = None
