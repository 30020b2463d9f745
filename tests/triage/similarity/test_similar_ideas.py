"""Before an idea is stored: what there is already in the list, fresh, and what became of it."""

from datetime import date

import storage
from storage import Store
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, OFFICER, submitted
from triage.model.fields import Proposal
from triage.model.idea import Authority, DecisionInput, DecisionKind
from triage.model.stages import Stage
from triage.similarity.similar_ideas import Suggestion
from triage.similarity.similarity_index import Item
from triage.triage_list import TriageList

POTHOLES = Proposal("Find potholes", "Cameras on the vans film the road all day.")


async def _like_potholes(triage: TriageList) -> tuple[Suggestion, ...]:
    return await triage.similar("Spot the potholes", "Film the road from our vans.")


async def test_an_idea_is_found_as_soon_as_it_is_stored(triage: TriageList) -> None:
    assert await _like_potholes(triage) == ()

    kept = await submitted(triage, of=POTHOLES)

    (hint,) = await _like_potholes(triage)
    assert hint.likeness.thing.ref == kept.reference
    assert ("potholes", "potholes") in hint.likeness.words
    assert hint.stage is Stage.SUBMITTED


async def test_what_another_replica_stores_is_found_here(
    triage: TriageList, database: str, clock: SetClock
) -> None:
    assert await _like_potholes(triage) == ()
    other = await storage.open(database, clock)
    kept = await submitted(TriageList(other), of=POTHOLES)
    await other.close()

    (hint,) = await _like_potholes(triage)
    assert hint.likeness.thing.ref == kept.reference


async def test_an_amended_idea_is_found_by_its_new_words(triage: TriageList) -> None:
    kept = await submitted(triage, of=POTHOLES)
    await _like_potholes(triage)

    await triage.amend(kept.reference, Proposal("Swimming", "Lessons for toddlers"), by=ANN)

    assert await _like_potholes(triage) == ()
    assert await triage.similar("Swimming lessons", "For toddlers") != ()


async def test_a_hint_says_what_was_decided_and_how_many_want_it(triage: TriageList) -> None:
    kept = await submitted(triage, of=POTHOLES)
    await triage.support(kept.reference, by=BEN)
    for stage in (Stage.SCREENING, Stage.READY):
        await triage.transition(kept.reference, stage, by=OFFICER)
    no = DecisionInput(
        DecisionKind.DECLINE, Authority.STEERING_GROUP, date(2026, 11, 20), "Too dear"
    )
    await triage.decide(kept.reference, no, by=OFFICER)

    (hint,) = await _like_potholes(triage)

    assert hint.stage is Stage.DECLINED
    assert hint.supports == 1
    assert hint.decision is not None
    assert hint.decision.deciding.reason == "Too dear"


async def test_things_of_the_callers_own_take_part(triage: TriageList) -> None:
    triage.hints.add([Item("tool", "road-ai", "Road survey", "Films the road for potholes")])

    (hint,) = await _like_potholes(triage)
    assert (hint.likeness.thing.kind, hint.stage) == ("tool", None)

    triage.hints.drop(["road-ai"])
    assert await _like_potholes(triage) == ()


async def test_ideas_that_are_there_at_the_start_are_learned(
    triage: TriageList, store: Store
) -> None:
    kept = await submitted(triage, of=POTHOLES)
    later = TriageList(store)

    await later.hints.build_embeddings()

    (hint,) = await _like_potholes(later)
    assert hint.likeness.thing.ref == kept.reference


async def test_what_the_person_has_seen_is_not_shown_again(triage: TriageList) -> None:
    kept = await submitted(triage, of=POTHOLES)

    assert await triage.similar("Find potholes", "Film the road", skip={kept.reference}) == ()
