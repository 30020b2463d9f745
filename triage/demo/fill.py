"""Filling an empty list with samples, and taking them away again."""

from collections.abc import Sequence

from sqlalchemy import delete, or_, select, update

from common.clock import local_day
from common.person import Person
from storage import Store
from storage.tables import counter, idea, once, person, record, shared_case
from triage.catalogue.repository import CatalogueRepository
from triage.demo.events import TENANT
from triage.demo.loader import DemoLoader, PastClock
from triage.demo.neighbour_cases import cases
from triage.demo.stories import stories
from triage.model.screening_rules import AssessmentNeed, Question
from triage.repository.person_numbers import actor, number_of

_STAND_IN = Question(
    key="personal",
    assessment="dpia",
    text="Does it use information about people?",
    yes=AssessmentNeed.REQUIRED,
    unsure=AssessmentNeed.ADVICE,
    clause="",
)


async def is_empty(store: Store) -> bool:
    """Whether nobody has sent in an idea yet, samples included."""
    async with store.reading() as connection:
        return (await connection.execute(select(idea.c.id).limit(1))).first() is None


async def are_there(store: Store) -> bool:
    """Whether the list holds samples."""
    async with store.reading() as connection:
        found = select(idea.c.id).where(idea.c.sample).limit(1)
        return (await connection.execute(found)).first() is not None


async def fill(
    store: Store,
    questions: Sequence[Question],
    version: str,
    fingerprint: str = "",
    parts: Sequence[str] = (),
) -> int:
    """Fill an empty list; returns how many ideas there are now. `questions` are those in force,
    `version` their ref, `parts` the keys of the parts of benefit; without questions, one stand-in
    is asked. Does nothing and returns 0 if the list
    is not empty. Raises SampleError, with some samples there, where the rules in force refuse
    one."""
    if not await is_empty(store):
        return 0
    today = local_day(store.clock())
    past = PastClock(store.clock())
    asked = questions or (_STAND_IN,)
    then = Store(store.engine, past, store.place)
    telling = DemoLoader(then, today, asked, version or "sample", parts)
    acts = [(days, story, act) for story in stories() for days, act in story.acts]
    begun = [(story.days, story, None) for story in stories() if story.proposal]
    for days, story, act in sorted([*begun, *acts], key=lambda one: (-one[0], one[2] is not None)):
        past.days = days
        await telling.tell(story, act, fingerprint)
    await CatalogueRepository(store).replace_cases(cases(today), sample=True)
    return len(begun)


async def remove(store: Store, by: Person | None = None) -> int:
    """Take every sample away, with all that belongs to it; returns how many ideas went."""
    async with store.writing() as unit:
        found = select(idea.c.reference).where(idea.c.sample)
        references = (await unit.connection.execute(found)).scalars().all()
        for table in (record, shared_case, idea):
            await unit.connection.execute(delete(table).where(table.c.sample))
        gone = {"tenant": None, "directory_id": None, "name": "", "erased_at": unit.now}
        people = update(person).where(person.c.tenant == TENANT).values(**gone)
        await unit.connection.execute(people)
        await unit.connection.execute(delete(once).where(once.c.key.like("%:sample:%")))
        theirs = or_(counter.c.name == "idea:0", counter.c.name.like("%:0"))
        await unit.connection.execute(delete(counter).where(theirs))
        who = actor(await number_of(unit, by)) if by else "shell"
        for reference in references:
            unit.audit(who, "idea.removed", reference)
        unit.audit(who, "samples.removed", "all", {"ideas": len(references)})
    return len(references)
