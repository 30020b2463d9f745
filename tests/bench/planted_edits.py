"""How many places that disagree with a planted edit are listed, and how many beside the point.

    python -m tests.bench.planted_edits EDITS.jsonl model=policies other=FOLDER

Each line of the file has the `set`, the `file` in it, the words `old` and `new`, and `disagrees`: a
list of a `file` and the `words` of it that disagree once the edit is made; `maybe` are places that
may be listed and need not. Ways of asking are counted by themselves: they repeat a rule, and the
edits name none.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from knowledge.drafting.contradictions import ChangedClause, Contradiction, contradictions
from knowledge.drafting.said_in_set import EXAMPLE
from knowledge.drafting.stated_facts import without_links
from knowledge.files.load import assemble
from knowledge.files.reading import read_files
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.quality.clustering import cached_encoder


@dataclass
class Count:
    """What was counted; `seconds` of each edit."""

    expected: int = 0
    found: int = 0
    listed: int = 0
    beside: int = 0
    asked: int = 0
    seconds: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        self.seconds.sort()
        return (
            f"{len(self.seconds)} edits: {self.found} of {self.expected} places listed;"
            f" {self.beside} of {self.listed} listed beside the point; {self.asked} ways of asking;"
            f" median {self.seconds[len(self.seconds) // 2]:.2f} s,"
            f" longest {self.seconds[-1]:.2f} s"
        )


def main(file: Path, sets: dict[str, Path], on: date) -> Count:
    count, encode = Count(), cached_encoder()
    held = {name: assemble(read_files(folder))[0] for name, folder in sets.items()}
    for line in file.read_text("utf-8").splitlines():
        edit = json.loads(line)
        folder, before = sets[edit["set"]], held[edit["set"]]
        text = (folder / edit["file"]).read_text("utf-8").replace(edit["old"], edit["new"], 1)
        after = assemble(read_files(folder, {edit["file"]: text.encode()}))[0]
        began = time.perf_counter()
        found = contradictions(after, list(_changed(before, after, on)), on, encode=encode)
        count.seconds.append(time.perf_counter() - began)
        count.asked += sum(one.statement.kind == EXAMPLE for one in found)
        rest = [one for one in found if one.statement.kind != EXAMPLE]
        wanted, maybe = edit["disagrees"], edit.get("maybe", [])
        right = {
            one.statement.place
            for one in rest
            if any(_is(one, place) for place in (*wanted, *maybe))
        }
        listed = {one.statement.place for one in rest}
        count.expected += len(wanted)
        count.found += sum(any(_is(one, place) for one in rest) for place in wanted)
        count.listed += len(listed)
        count.beside += len(listed - right)
    return count


def _is(one: Contradiction, place: dict[str, str]) -> bool:
    said, words = _plain(one.statement.text), _plain(place["words"])
    return one.statement.file in (place["file"], "") and (words in said or said in words)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", without_links(text)).casefold().strip()


def _changed(before: PolicySet, after: PolicySet, on: date) -> Iterator[ChangedClause]:
    old, new = ({one.place: one for one in _passages(some, on)} for some in (before, after))
    for place in dict.fromkeys((*old, *new)):
        one, other = old.get(place), new.get(place)
        if (one and one.text) != (other and other.text):
            yield ChangedClause(one, other)


def _passages(policies: PolicySet, on: date) -> Iterator[Passage]:
    yield from (p for policy in policies.in_force(on) for p in policies.clauses[policy.ref])
    yield from (tool.passage for tool in policies.tools)


if __name__ == "__main__":
    folders = dict(pair.split("=", 1) for pair in sys.argv[2:])
    paths = {name: Path(folder) for name, folder in folders.items()}
    sys.stdout.write(f"{main(Path(sys.argv[1]), paths, date(2026, 11, 30))}\n")
