"""Samples for a newcomer, screened with the council's own questions."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable

from bot.ideas.screening_fields import in_force
from knowledge import Library
from storage import Store, StoreError
from triage import demo

logger = logging.getLogger(__name__)


async def demo_ideas(
    store: Callable[[], Store], library: Callable[[], Library]
) -> AsyncIterator[None]:
    """Samples come into the list while the server is already there to be looked at."""
    filling = asyncio.create_task(load_demo_ideas(store(), library()), name="samples")
    yield
    filling.cancel()
    await asyncio.gather(filling, return_exceptions=True)


async def load_demo_ideas(store: Store, library: Library) -> None:
    """Fill a list that is empty with samples; one that is not is left alone. Samples that do not
    fit the council's own rules are taken away again, and the log says so."""
    questions = in_force(library)
    asked, ref = (questions.asked, questions.ref) if questions else ((), "")
    scoring = library.policy_set.scoring_on(library.today())
    parts = [part.anchor for part in scoring.parts] if scoring else []
    try:
        count = await demo.fill(store, asked, ref, library.fingerprint, parts)
    except StoreError as error:
        logger.warning("samples: the database cannot be used: %s", error)
    except demo.SampleError as error:
        await demo.remove(store)
        logger.warning("samples: none, they do not fit the rules in force: %s", error)
    else:
        logger.info("samples: %s ideas added", count)
