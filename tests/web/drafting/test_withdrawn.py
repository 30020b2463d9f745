"""A version that is in force taken back at once, by one person, with a reason."""

import json
from datetime import UTC, datetime

from common.person import Person
from storage.answers.pauses import pauses
from tests.microsoft import TENANT
from tests.web.drafting.conftest import Office
from triage.model.roles import Role

OLD, NEW = "14 days", "30 days"


async def published(office: Office) -> str:
    """A change of the rule, approved from today on; gives the path of its draft."""
    before = await office.rule()
    draft = await office.write("ann", "kept", before.replace(OLD, NEW))
    await office.send_in("ann", draft)
    approval = await office.approval("cass", draft, "2026-12-01")
    await office.post("cass", f"{draft}/approve", approval)
    assert NEW in await office.rule()
    return draft


async def a_day_later(office: Office) -> None:
    """Everybody signs in again: a session ends over night."""
    office.clock.now = datetime(2026, 12, 2, 9, tzinfo=UTC)
    for name, role in (("ann", Role.OFFICER), ("bob", Role.OFFICER), ("cass", Role.APPROVER)):
        await office.site.sign_in(name, Person(TENANT, f"id-of-{name}", name), frozenset({role}))


async def test_whoever_may_approve_puts_the_former_words_back_alone_and_the_trail_says_so(
    office: Office,
) -> None:
    draft = await published(office)
    await a_day_later(office)

    place, _ = await office.post("cass", f"{draft}/withdraw", {"reason": "It breaks the law."})

    assert OLD in await office.rule()
    assert (
        "Withdrawn in an emergency: It breaks the law."
        in (await office.open("ann", place)).text
        + (await office.open("ann", "/policies/meetings")).text
    )
    (entry,) = await office.trail("policy.withdrawn in an emergency")
    assert str(entry["actor"]).startswith("person:")
    async with office.site.store.reading() as connection:
        assert await pauses(connection) == []


async def test_a_version_that_began_today_is_paused_until_the_former_words_begin_tomorrow(
    office: Office,
) -> None:
    draft = await published(office)

    await office.post("cass", f"{draft}/withdraw", {"reason": "It breaks the law."})

    async with office.site.store.reading() as connection:
        assert [one.what for one in await pauses(connection)] == ["meetings"]
    work = (await office.open("ann", "/desk/work")).text
    assert "It breaks the law." in work, "nobody forgets that it has to be ended"
    assert "End a pause" in work
    office.clock.now = datetime(2026, 12, 2, 9, tzinfo=UTC)
    assert OLD in await office.rule()


async def test_without_a_reason_or_the_role_nothing_is_withdrawn(office: Office) -> None:
    draft = await published(office)
    await a_day_later(office)

    await office.post("cass", f"{draft}/withdraw", {"reason": " "}, 422)
    await office.post("ann", f"{draft}/withdraw", {"reason": "I would like to."}, 403)

    assert NEW in await office.rule()
    assert [
        json.loads(str(row["detail"]))["why"] for row in await office.trail("policy.refused")
    ] == ["a role is missing"]


async def test_a_version_is_not_withdrawn_twice_nor_over_a_change_that_is_under_way(
    office: Office,
) -> None:
    draft = await published(office)
    await a_day_later(office)
    other = await office.write("bob", "kept", (await office.rule()).replace(NEW, "60 days"))

    await office.post("cass", f"{draft}/withdraw", {"reason": "It is wrong."}, 409)
    await office.post("bob", f"{other}/discard", {})
    await office.post("cass", f"{draft}/withdraw", {"reason": "It is wrong."})
    await office.post("cass", f"{draft}/withdraw", {"reason": "It is wrong."}, 409)

    assert OLD in await office.rule()
