"""An address is kept only of somebody whom there may be something to tell."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import insert, select

from storage import Store
from storage.tables import address, session
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, OFFICER, submitted
from triage.model.stages import Stage
from triage.privacy import retention
from triage.repository.person_numbers import number_of
from triage.repository.preferences import Preferences
from triage.triage_list import TriageList

ADDRESS = {"conversation": "a:1"}


async def kept(store: Store) -> int:
    async with store.reading() as connection:
        return len((await connection.execute(select(address))).all())


async def signed_in(triage: TriageList) -> None:
    async with triage.store.writing() as unit:
        row = {"key": "k", "person_id": await number_of(unit, ANN), "roles": [], "place": "browser"}
        moments = {"at": unit.now, "seen_at": unit.now, "ends_at": unit.now.replace(hour=19)}
        await unit.connection.execute(insert(session).values(**row, **moments))


async def supported(triage: TriageList) -> None:
    idea = await submitted(triage, by=BEN)
    await triage.support(idea.reference, by=ANN, comment="")


async def with_an_idea(triage: TriageList) -> None:
    await submitted(triage, by=ANN)


async def following(triage: TriageList) -> None:
    await Preferences(triage.store).follow(ANN, "policy:meetings", "1.0")


async def language(triage: TriageList) -> None:
    await Preferences(triage.store).choose_language(ANN, "cy")


async def drafting(triage: TriageList) -> None:
    await triage.save_draft(ANN, "idea", {"title": "Half"})


@pytest.mark.parametrize(
    "reason", [with_an_idea, supported, drafting, following, language, signed_in]
)
async def test_with_a_reason_it_is_kept(
    triage: TriageList, reason: Callable[[TriageList], Awaitable[None]]
) -> None:
    await reason(triage)
    assert await triage.notices.save_address(ANN, ADDRESS)
    assert await kept(triage.store) == 1


async def test_without_a_reason_neither_the_person_nor_the_address_is_kept(
    triage: TriageList,
) -> None:
    assert not await triage.notices.save_address(ANN, ADDRESS)
    assert await kept(triage.store) == 0


async def test_with_the_reason_the_address_goes_and_with_it_the_person(
    triage: TriageList, clock: SetClock
) -> None:
    await signed_in(triage)
    await triage.notices.save_address(ANN, ADDRESS)
    clock.forward(days=15)
    removed = await retention.apply_retention(triage.store, retention.periods(), by="job")
    assert (removed["addresses"], removed["people"]) == (1, 1)


async def test_whoever_is_still_to_be_told_something_stays_reachable(
    triage: TriageList, clock: SetClock
) -> None:
    idea = await submitted(triage, by=ANN)
    await triage.notices.save_address(ANN, ADDRESS)
    await triage.transition(idea.reference, Stage.SCREENING, by=OFFICER, reason="Looking")
    clock.forward(days=30)
    await retention.apply_retention(triage.store, retention.periods(), by="job")
    assert await kept(triage.store) == 1
