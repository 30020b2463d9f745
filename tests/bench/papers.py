"""With 10,000 ideas, screened, moved and in part decided on: how long each paper takes, and how
long it holds up everything else in the process. Both engines. The machine's other work shows in
the wall times, so the time of the processor is printed beside them.

    python -m tests.bench.papers [--ideas N]
"""

import argparse
import asyncio
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

import storage
from storage import Store
from storage.tables import decision, idea, move, record, record_change, screening
from tests.postgres import temporary_postgres
from tests.triage.people import OFFICER
from tests.triage.records.test_records import RISK
from triage.model.stages import Stage
from triage.papers import PAPERS, Paper, PaperFormat, as_file, take_snapshot, write_paper
from triage.papers.paper_types import subjects
from triage.records.parsing import parse_record
from triage.records.schemas import RISK as RISKS
from triage.repository.person_numbers import number_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


async def fill(store: Store, how_many: int) -> None:
    """Straight into the tables: what a list looks like after some years."""
    chance = random.Random(7)  # noqa: S311
    texts = {"problem": "It takes long.", "description": "Let it draft, a person checks. " * 8}
    empty = dict.fromkeys(
        ("who_benefits", "how_done_now", "tool_in_mind", "expected_benefit", "objective"), ""
    )
    at = [NOW - timedelta(hours=chance.randrange(20_000)) for _ in range(how_many)]
    stages = [chance.choice(list(Stage)) for _ in range(how_many)]
    async with store.writing() as unit:
        by = await number_of(unit, OFFICER)
        run = unit.connection.execute
        await run(
            insert(idea),
            [
                {
                    "year": 2026, "number": n + 1, "reference": f"AI-2026-{n + 1:04d}",
                    "title": f"Idea {n} of a service", **texts, **empty,
                    "service": f"Service {n % 40}", "submitter_id": by, "submitter_name": "",
                    "submitted_at": at[n], "data_classes": [], "risk": "medium", "benefit": {},
                    "stage": stages[n], "stage_since": at[n], "share": False, "sample": False,
                    "version": 1, "changed_at": at[n],
                }
                for n in range(how_many)
            ],
        )  # fmt: skip
        await run(
            insert(move),
            [
                {"idea_id": n + 1, "at": at[n], "by_id": by, "before": before, "after": after,
                 "reason": ""}
                for n in range(how_many)
                for before, after in (("", Stage.SUBMITTED), (Stage.SUBMITTED, stages[n]))
            ],
        )  # fmt: skip
        outcomes = {"dpia": "required", "eqia": "none", "environmental": "none"}
        await run(
            insert(screening),
            [
                {"idea_id": n + 1, "by_id": by, "at": at[n], "questions": "screening@2.0",
                 "fingerprint": "", "answers": [], "outcomes": outcomes, "triggers": [],
                 "likelihood": 2, "impact": 3, "risk": "medium", "dpo_view": ""}
                for n in range(how_many)
            ],
        )  # fmt: skip
        await run(
            insert(decision),
            [
                {"reference": f"D-2026-{n + 1:04d}", "idea_id": n + 1, "kind": "decline",
                 "maker": "officer", "decided_on": at[n].date(), "recorded_at": at[n],
                 "recorded_by_id": by, "reason": "Not now, because of reasons. " * 4,
                 "alternatives": "", "conflicts": "", "conditions": "", "risk": "medium",
                 "assessments": [], "policies": [], "evidence": {}, "duplicate_of": "",
                 "published": True, "exempt_reason": "", "fingerprint": ""}
                for n in range(how_many // 2)
            ],
        )  # fmt: skip
        content, _ = parse_record(RISKS, RISK)
        few = range(how_many // 50)
        await run(
            insert(record),
            [
                {"reference": f"R-2026-{n + 1:04d}", "kind": "risk", "content": content,
                 "sample": False, "version": 1, "at": NOW, "changed_at": NOW}
                for n in few
            ],
        )  # fmt: skip
        changes = [{"record_id": n + 1, "at": NOW, "by_id": by, "before": {}, "after": content}
                   for n in few]  # fmt: skip
        await run(insert(record_change), changes)


async def held_up(stop: asyncio.Event) -> float:
    """The longest time, in milliseconds, that the event loop let a waiting task wait."""
    longest = 0.0
    while not stop.is_set():
        begun = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - begun)
    return longest * 1000


async def measure(name: str, database: str, how_many: int) -> None:
    store = await storage.open(database, lambda: NOW)
    await fill(store, how_many)
    stop = asyncio.Event()
    watch = asyncio.create_task(held_up(stop))
    await asyncio.sleep(5)
    stop.set()
    print(f"{name}: {how_many} ideas, {how_many // 2} decisions; with nothing to do others waited "
          f"at most {await watch:.0f} ms")  # fmt: skip
    for paper in PAPERS:
        stop = asyncio.Event()
        watch = asyncio.create_task(held_up(stop))
        begun, worked = time.perf_counter(), time.process_time()
        snapshot = await take_snapshot(store, NOW.date(), parts=PAPERS[paper].reads)
        read_in = time.perf_counter() - begun
        subject = PAPERS[paper].subject and next(iter(subjects(paper, snapshot)), ("",))[0]
        made = await asyncio.to_thread(write_paper, paper, snapshot, subject=subject)
        if isinstance(made, Paper):
            for form in PaperFormat:
                await asyncio.to_thread(as_file, made, form)
        stop.set()
        wall, cpu = time.perf_counter() - begun, time.process_time() - worked
        longest = await watch
        rows = sum(len(table.rows) for table in made.tables()) if isinstance(made, Paper) else 0
        print(
            f"  {paper:13} {rows:6} rows   read {read_in:5.2f} s   read, written, four files "
            f"{wall:5.2f} s (processor {cpu:5.2f} s)   others waited at most {longest:4.0f} ms"
        )
    await store.close()


async def main(how_many: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        await measure("SQLite", folder, how_many)
    with temporary_postgres() as server:
        await measure("PostgreSQL", server.url("postgres"), how_many)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ideas", type=int, default=10_000)
    asyncio.run(main(parser.parse_args().ideas))
