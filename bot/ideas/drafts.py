"""What a person has begun and not sent yet, kept for a fortnight, and in memory while the database
is away."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count
from typing import Any, TypeVar

from cachetools import LRUCache

from common.clock import Clock
from common.person import Person
from common.timeouts import wait_for
from storage import StoreError
from triage import TriageList

logger = logging.getLogger(__name__)

T = TypeVar("T")

AMEND_FORM, WITHDRAW_FORM, SCREENING_FORM = "amend", "withdraw", "screening"
"""The kinds of drafts besides that of a new idea; their names go on with an idea's reference."""

_TIMEOUT = 1.0  # seconds for looking whether something waits: an answer must not wait longer
_RETRY_AFTER = 5.0  # seconds in which a database that was away is not asked again
_MOST_HELD = 5_000


class DraftStep(StrEnum):
    """Where a form stands: being filled in, or waiting for a word about what was found."""

    FILLING = "filling"
    PERSONAL = "personal"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was begun. `key` is its once-only key, `values` what was typed by field's name,
    `asked` the field that the next typed text answers, `seen` the refs of similar things shown.
    `settled`: the person has said what becomes of what looks personal. `guessed`: it was begun with
    what may have been a question, and nothing has been added. `at` tells which was
    touched last, for comparing only."""

    form: str
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    asked: str = ""
    step: DraftStep = DraftStep.FILLING
    seen: tuple[str, ...] = ()
    settled: bool = False
    guessed: bool = False
    at: str = ""

    @property
    def kind(self) -> str:
        """The first word of its name: what is filled in."""
        return self.form.partition(" ")[0]

    def with_values(self, **values: object) -> "Draft":
        return replace(self, values={**self.values, **values}, guessed=False)


@dataclass(frozen=True, slots=True)
class PendingDrafts:
    """What waits for a person. `away`: the database could not be asked."""

    drafts: Mapping[str, Draft]
    away: bool = False


@dataclass(frozen=True, slots=True)
class _Copy:
    """A draft as it was last here, None for one that was dropped."""

    draft: Draft | None
    stored: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """The draft that a turn has saved last, None for one that it has dropped."""

    draft: Draft | None


class DraftStore:
    """Drafts by person and form. Nothing here raises StoreError: what cannot be stored is held."""

    def __init__(self, ideas: Callable[[], TriageList], clock: Clock) -> None:
        self._ideas = ideas
        self._clock = clock
        self._here = LRUCache[tuple[str, str], dict[str, _Copy]](_MOST_HELD)
        self._ask_again_at = 0.0
        self._order = count()
        self._touched: dict[tuple[str, str], Touched] = {}

    async def pending(self, who: Person) -> PendingDrafts:
        """What the person has begun; what could not be stored is newer than what is stored."""
        drafts: dict[str, Draft] = {}
        away = False
        if asyncio.get_running_loop().time() < self._ask_again_at:
            away = True
        else:
            stored = await wait_for(self._ideas().drafts_of(who), _TIMEOUT, StoreError)
            if stored is None:
                away = True
                self._ask_again_at = asyncio.get_running_loop().time() + _RETRY_AFTER
            else:
                drafts = {form: _read(form, kept) for form, kept in stored.items()}
        for form, copy in self._here.get((who.tenant, who.id), {}).items():
            if away or not copy.stored:
                drafts.pop(form, None)
                if copy.draft is not None:
                    drafts[form] = copy.draft
        return PendingDrafts(drafts, away)

    def touched(self, who: Person) -> Touched | None:
        """What the turn has saved or dropped last; asked once, at the end of a turn."""
        return self._touched.pop((who.tenant, who.id), None)

    async def save(self, who: Person, draft: Draft) -> bool:
        """Keep a draft; False if it is only held in memory for now."""
        draft = replace(draft, at=f"{self._clock().isoformat()} {next(self._order):06d}")
        saving = self._ideas().save_draft(who, draft.form, _written(draft))
        stored = bool(await wait_for(_true(saving), _TIMEOUT, StoreError))
        self._copy(who, draft.form, _Copy(draft, stored))
        return stored

    async def drop(self, who: Person, form: str) -> None:
        dropping = self._ideas().drop_draft(who, form)
        stored = bool(await wait_for(_true(dropping), _TIMEOUT, StoreError))
        self._copy(who, form, _Copy(None, stored))

    def _copy(self, who: Person, form: str, copy: _Copy) -> None:
        """Have it at hand while the database is away, and for the end of the turn."""
        self._touched[(who.tenant, who.id)] = Touched(copy.draft)
        self._here.setdefault((who.tenant, who.id), {})[form] = copy


async def _true(work: Coroutine[Any, Any, None]) -> bool:
    await work
    return True


def _written(draft: Draft) -> dict[str, object]:
    return {
        "key": draft.key,
        "values": dict(draft.values),
        "asked": draft.asked,
        "step": draft.step.value,
        "seen": list(draft.seen),
        "settled": draft.settled,
        "guessed": draft.guessed,
        "at": draft.at,
    }


def _read(form: str, kept: Mapping[str, Any]) -> Draft:
    return Draft(
        form=form,
        key=kept.get("key", ""),
        values=kept.get("values", {}),
        asked=kept.get("asked", ""),
        step=DraftStep(kept.get("step", DraftStep.FILLING)),
        seen=tuple(kept.get("seen", ())),
        settled=kept.get("settled", False),
        guessed=kept.get("guessed", False),
        at=kept.get("at", ""),
    )
