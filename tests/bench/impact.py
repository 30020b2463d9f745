"""What a comparison costs beside an older checkout, both in one run, alternating.

    python -m tests.bench.impact OLDER_CHECKOUT [PAIRS]

Each checkout compares its own model set with the same change of one clause, with the questions
whose answers it knows, by meaning, in a process of its own: seconds of the processor, which other
work beside it changes less, and by the clock. What a former process left in the data folder is
there; `the first time` is the first of its kind in a process. `clause` is what a draft's page finds
out before it is sent in: what the check says, and where else the set states what it takes back.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

_CHANGE = """
import asyncio, json, shutil, sys, time
from pathlib import Path
from knowledge.library import Library
place, policies = Path(sys.argv[1]), Path("policies")
changed = Path(shutil.copytree(policies, place / "changed", dirs_exist_ok=True))
file = sorted((changed / "meetings").glob("[0-9].0.md"))[-1]
text = file.read_text()
assert "30 days" in text
file.write_text(text.replace("30 days", "14 days"))
served = Library.load(policies, cache=place)
def timed(name, act):
    wall, own = time.perf_counter(), time.process_time()
    found = act()
    print(json.dumps([name, time.process_time() - own, time.perf_counter() - wall]))
    return found
"""
_OLD = """
getattr(served, "understand", lambda: None)()
from knowledge import publishing
timed("whole", lambda: publishing.impact(changed, served, policies, golden=Path("tests/questions")))
"""
_NEW = """
served.build_embeddings()
from knowledge.drafting.next_version import newest
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.preview import impact
from knowledge.quality.clustering import cached_encoder
from web.drafting.touches import touched
from web.drafting.workshop import Workshop
live = LiveSet.load(policies, meaning=False)
shop = Workshop(None, None, live, served.today, encode=cached_encoder())
base = newest(served.policy_set, "meetings")
name = f"meetings/{base.version.major}.{base.version.minor + 1}.md"
draft = file.read_text().replace(f"version: {base.version}", f"version: {name[9:-3]}")
def sheet():
    policies, _ = asyncio.run(shop.with_draft(name, draft))
    new = next(one for one in policies.policies if one.file == name)
    return touched(policies, base, new, (), served.today(), encode=shop.encode)
timed("clause, the first time", sheet)
found = timed("clause", sheet)
assert any("30 days" in one.statement.text for one in found.elsewhere)
timed("whole, the first time", lambda: impact(changed, served, policies))
timed("whole", lambda: impact(changed, served, policies))
"""


def main(older: Path, pairs: int) -> None:
    here = Path(__file__).parents[2]
    took = defaultdict[str, list[tuple[float, float]]](list)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(-1, pairs):  # the first run of each only fills its caches
            for side, root, code in (("old", older, _OLD), ("new", here, _NEW)):
                place = Path(folder, side)
                place.mkdir(exist_ok=True)
                shutil.rmtree(place / "changed", ignore_errors=True)
                done = subprocess.run(  # noqa: S603
                    [sys.executable, "-c", _CHANGE + code, str(place)],
                    cwd=root, env={"PYTHONPATH": str(root), "PATH": ""}, check=True,
                    capture_output=True, text=True,
                )  # fmt: skip
                for line in done.stdout.splitlines():
                    name, own, wall = json.loads(line)
                    if number >= 0:
                        took[f"{side} {name}"].append((own, wall))
                        sys.stderr.write(f"{side} {name}: {own:.2f} s\n")
    whole = statistics.median(own for own, _ in took["old whole"])
    for name, found in took.items():
        own, wall = (statistics.median(one) for one in zip(*found, strict=True))
        share = own / whole
        sys.stdout.write(f"{name}: {own:.2f} s, {share:.3f} of the older, clock {wall:.2f} s\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
