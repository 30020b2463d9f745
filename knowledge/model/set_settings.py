"""What a policy set says of itself: its names, who to ask, which clause serves which purpose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NO_CLAUSE = "none"
"""Written in place of a clause where the set has no rule for a purpose, on purpose."""


class ClauseRole(StrEnum):
    """A purpose that the assistant has for a clause: it finds the clause by this and by no anchor.

    REGISTER_RULE says that a tool which is not on the register is not approved, SUBMIT_IDEA how an
    idea is sent in, IDEA_TRIAGE what happens to an idea and by when it is looked at, INCIDENT what
    to do at once when something has gone wrong with information and AI. A set may say as well
    which clause is MISTAKE, how a mistake of AI in work that was sent is put right, and FAKE_CALL,
    what to do when a voice or a face may be faked: where one is nearest it comes before INCIDENT.
    """

    REGISTER_RULE = "register-rule"
    SUBMIT_IDEA = "submit-idea"
    IDEA_TRIAGE = "idea-triage"
    INCIDENT = "incident"
    MISTAKE = "mistake"
    FAKE_CALL = "fake-call"


class DataKind(StrEnum):
    """What a class of data is in law: about people, or of the special categories (UK GDPR 9)."""

    ORDINARY = "ordinary"
    PERSONAL = "personal"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the set in English, and in Welsh where it gives them (`""` where not)."""

    en: str
    cy: str = ""

    def in_language(self, tag: str) -> str:
        """The words in a language by its tag (`en-GB`, `cy`); in English where there are none."""
        return self.cy if self.cy and tag.startswith("cy") else self.en


@dataclass(frozen=True, slots=True)
class SetNames:
    """What the set calls itself and those who decide. The defaults name nobody's own body."""

    policies: Phrase = Phrase("the policies", "y polisïau")
    organisation: Phrase = Phrase("the organisation", "y sefydliad")
    officer: Phrase = Phrase("Governance officer", "Swyddog llywodraethu")
    steering_group: Phrase = Phrase("Steering group", "Grŵp llywio")
    board: Phrase = Phrase("Senior board", "Uwch fwrdd")
    data_protection: Phrase = Phrase("the data protection team", "y tîm diogelu data")


@dataclass(frozen=True, slots=True)
class Starter:
    """A question to begin with: `ask` in the language of the policies, `label` as it is shown,
    `title` and `about` in the menu of Teams (at most 32 and 128 characters; `""` leaves it out)."""

    ask: str
    label: Phrase
    title: Phrase = Phrase("")
    about: Phrase = Phrase("")


@dataclass(frozen=True, slots=True)
class DataClass:
    """A class of data by the name that the register uses, and as staff read it (`""`: as the
    messages word the usual classes)."""

    name: str
    label: Phrase = Phrase("")
    kind: DataKind = DataKind.ORDINARY


USUAL_CLASSES = (
    DataClass("public"),
    DataClass("internal"),
    DataClass("personal", kind=DataKind.PERSONAL),
    DataClass("special", kind=DataKind.SPECIAL),
    DataClass("confidential"),
)
"""The classes where a set names none of its own."""

USUAL_CLASSIFICATIONS: Mapping[str, bool] = {"OFFICIAL": False, "OFFICIAL-SENSITIVE": True}
"""The government's words, each with whether such a policy is kept from all staff (Government
Security Classifications Policy, 2024)."""


@dataclass(frozen=True, slots=True)
class SetSettings:
    """One reading of `settings.yaml`; without the file, nothing but defaults.

    `contact` is who to ask where no clause names anybody, `""` for none. `ask_about` lists in a few
    words what one can ask about. `clauses` maps a role to a place (`policy-id#anchor`); a role of
    which the set has no clause is not in it. `objectives` are the aims that an idea may serve,
    `categories_of_use` what AI is used for, as a pilot is sorted by it.
    `classifications` maps each word to whether such a policy is kept from all staff.
    `review_months` is the longest time from approval to review, 1 to 120. `right_first_at_least`
    is how many per cent of the set's own golden questions must be right first for its checks to
    pass. `is_model_set` marks the set that comes with the product.
    """

    names: SetNames = SetNames()
    contact: str = ""
    ask_about: Phrase = Phrase("")
    clauses: Mapping[ClauseRole, str] = field(default_factory=dict)
    starters: tuple[Starter, ...] = ()
    objectives: tuple[str, ...] = ()
    categories_of_use: tuple[str, ...] = ()
    data_classes: tuple[DataClass, ...] = USUAL_CLASSES
    classifications: Mapping[str, bool] = field(default_factory=lambda: dict(USUAL_CLASSIFICATIONS))
    review_months: int = 12
    right_first_at_least: int = 0
    is_model_set: bool = False

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes of data by the names that the register uses."""
        return tuple(one.name for one in self.data_classes)

    def classes_of(self, *kinds: DataKind) -> frozenset[str]:
        """The names of the classes of data of these kinds."""
        return frozenset(one.name for one in self.data_classes if one.kind in kinds)

    def clause(self, role: ClauseRole) -> str:
        """The place of the clause that serves a purpose; `""` where the set has none."""
        return self.clauses.get(role, "")

    def places(self, *roles: ClauseRole) -> frozenset[str]:
        """The places of the clauses that serve some purposes, of those that the set has."""
        return frozenset(filter(None, map(self.clause, roles)))


NO_SETTINGS = SetSettings()
"""What holds for a set without the file."""
