"""What a policy says in Welsh stays when a rule of it is changed, but for the rule that changes."""

from datetime import UTC, datetime

from knowledge.rules.check import check
from tests.web.drafting.conftest import Office
from tests.web.drafting.test_a_rule_is_changed import LONGER

WELSH = """# Cyfarfodydd

## 1 Recordio

### 1.1 Dywedwch wrth bawb yn gyntaf {#tell-first}
Dywedwch wrth bawb.

### 1.2 Am faint y cedwir recordiadau {#kept}
Cedwir recordiadau am 14 diwrnod.
"""
STAYS = WELSH[: WELSH.index("### 1.2")]


async def changed(office: Office, text: str = LONGER) -> str:
    (office.folder / "meetings" / "3.0.cy.md").write_text(WELSH)
    draft = await office.write("ann", "kept", text)
    await office.send_in("ann", draft)
    return draft


async def test_clauses_that_stay_the_same_stay_in_welsh_and_the_changed_one_is_named(
    office: Office,
) -> None:
    draft = await changed(office)
    page = await office.open("cass", draft)
    assert "shown in English from the first day until somebody words it anew" in page.text
    assert "1.2 How long recordings are kept" in page.text
    approval = await office.approval("cass", draft, "2026-12-05")
    await office.post("cass", f"{draft}/approve", approval)

    new = office.folder / "meetings" / "3.1.cy.md"
    assert new.read_text() == STAYS
    assert (office.folder / "meetings" / "3.0.cy.md").read_text() == WELSH
    found = check(office.folder, datetime(2026, 12, 1, tzinfo=UTC).date())
    assert "kept of meetings@3.1 is missing" in {one.message for one in found}
    await office.post("cass", f"{draft}/cancel", {"comment": "Not yet."})
    assert not new.exists(), "a change that is cancelled never was"


async def test_what_is_withdrawn_at_once_stays_in_welsh_as_far_as_it_goes(office: Office) -> None:
    draft = await changed(office)
    approval = await office.approval("cass", draft, "2026-12-01")
    await office.post("cass", f"{draft}/approve", approval)
    await office.post("cass", f"{draft}/withdraw", {"reason": "It is wrong."})
    assert (office.folder / "meetings" / "3.2.cy.md").read_text() == STAYS
