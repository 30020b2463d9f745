"""How many places that disagree with a planted edit are listed, and how many beside the point.

    python -m tests.bench.planted_edits EDITS.jsonl model=policies other=FOLDER [--unseen]

Each line of the file has the `kind` of edit, the `set`, the `file` in it, the words `old` and
`new`, and `disagrees`: a list of a `file` and the `words` of it that disagree once the edit is
made; `maybe` are places that may be listed and need not, as are what a version says about itself
and the same clause in another version. Ways of asking are counted by themselves: they repeat a
rule, and the edits name none. What is counted are passages (clauses, register entries, questions,
notes); those that the edit itself changes are before its author and not counted. Edits whose `half`
is `fitted` were looked at when the weights were found, those that are `unseen` were not:
`--unseen` takes these alone. Edits of a set that is not given are left out. With `-v` each miss and
each place beside the point is shown.
"""

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.drafting.contradictions import Contradiction, contradictions
from knowledge.drafting.said_in_set import EXAMPLE, whole_entry
from knowledge.drafting.stated_facts import without_links
from knowledge.drafting.taken_back import ChangedClause
from knowledge.files.load import assemble
from knowledge.files.reading import read_files
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.quality.clustering import cached_encoder

Edit = dict[str, Any]
Show = Callable[[str], None]
Counts = dict[str, "Count"]


@dataclass
class Count:
    """What was counted; `seconds` of each edit."""

    expected: int = 0
    found: int = 0
    listed: int = 0
    beside: int = 0
    asked: int = 0
    unsure: int = 0
    found_unsure: int = 0
    seconds: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        self.seconds.sort()
        return (
            f"{len(self.seconds)} edits: {self.found} of {self.expected} passages listed;"
            f" {self.beside} of {self.listed} listed beside the point; {self.found_unsure} more"
            f" among {self.unsure} to be looked at; {self.asked} ways of asking;"
            f" median {self.seconds[len(self.seconds) // 2]:.2f} s,"
            f" longest {self.seconds[-1]:.2f} s"
        )


@dataclass(frozen=True)
class Places:
    """The passages that disagree with an edit, each with its words; and those that it edits, which
    its author has before them."""

    wanted: Mapping[str, Sequence[dict[str, str]]]
    own: frozenset[str]

    @classmethod
    def of(
        cls, edit: Edit, changed: Sequence[ChangedClause], policies: PolicySet, on: date
    ) -> "Places":
        own = {one.place for each in changed for one in (each.old, each.new) if one}
        own -= {place for place in own if place.startswith(f"{REGISTER}#")}
        wanted = defaultdict[str, list[dict[str, str]]](list)
        for one in edit["disagrees"]:
            place = _place_of(one, policies, on)
            if place not in own:
                wanted[place].append(one)
        return cls(wanted, frozenset(own))


def _place_of(one: dict[str, str], policies: PolicySet, on: date) -> str:
    """The passage that holds the words, the file where none does."""
    if one["file"].startswith(f"{REGISTER}/"):
        return one["file"].replace("/", "#").removesuffix(".md")
    for passage in _passages(policies, on):
        said = f"{passage.heading} {passage.text}"
        if passage.file == one["file"] and _plain(one["words"]) in _plain(said):
            return passage.place
    return one["file"]


def main(
    edits: Sequence[Edit], sets: dict[str, Path], on: date, show: Show = lambda _: None
) -> Counts:
    counts, encode = defaultdict[str, Count](Count), cached_encoder()
    held = {name: assemble(read_files(folder))[0] for name, folder in sets.items()}
    for edit in edits:
        folder, before = sets[edit["set"]], held[edit["set"]]
        text = (folder / edit["file"]).read_text("utf-8").replace(edit["old"], edit["new"], 1)
        after = assemble(read_files(folder, {edit["file"]: text.encode()}))[0]
        changed = list(_changed(before, after, on))
        here = Places.of(edit, changed, before, on)
        began = time.perf_counter()
        found = contradictions(after, changed, on, encode=encode)
        seconds = time.perf_counter() - began
        show(f"{edit['set']} {edit['file']}: {edit['old']!r} is now {edit['new']!r}")
        for kind in (edit.get("kind", "edit"), "all"):
            counts[kind].seconds.append(seconds)
            _count(counts[kind], edit, found, here, show if kind != "all" else lambda _: None)
    return counts


def _count(
    count: Count, edit: Edit, found: Sequence[Contradiction], here: Places, show: Show
) -> None:
    count.asked += sum(one.statement.kind == EXAMPLE for one in found)
    others = [one for one in found if one.statement.kind != EXAMPLE]
    rest, unsure = [one for one in others if one.sure], [one for one in others if not one.sure]
    count.unsure += len({one.statement.place for one in unsure})
    for place, said in here.wanted.items():
        listed = any(_is_one(one, said) for one in rest)
        count.found += listed
        count.expected += 1
        count.found_unsure += not listed and any(_is_one(one, said) for one in unsure)
        if not listed:
            show(f"  missed: {place}: {said[0]['words']}")
    places = {one.statement.place for one in rest} - here.own
    right = {
        one.statement.place
        for one in rest
        if _is_one(one, (*edit["disagrees"], *edit.get("maybe", []))) or _of_a_version(one, edit)
    }
    count.listed += len(places)
    count.beside += len(places - right)
    for one in rest:
        if one.statement.place in places - right:
            show(f"  beside: {one.nearness:.2f} {one.statement.place}: {one.statement.text[:90]}")


def _is_one(one: Contradiction, places: Sequence[dict[str, str]]) -> bool:
    return any(_is(one, place) for place in places)


def _of_a_version(one: Contradiction, edit: Edit) -> bool:
    """Whether a version says it about itself, or another version of the edited clause says it."""
    owner, said = edit["file"].partition("/")[0], one.statement
    other = said.file.startswith(f"{owner}/") and said.file != edit["file"]
    return said.kind == "summary" or (other and owner != REGISTER)


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
    yield from map(whole_entry, policies.tools)


if __name__ == "__main__":
    said = [one for one in sys.argv[1:] if not one.startswith("-")]
    folders = dict(pair.split("=", 1) for pair in said[1:])
    paths = {name: Path(folder) for name, folder in folders.items()}
    aloud: Show = print if "-v" in sys.argv else lambda _: None
    lines = [json.loads(line) for line in Path(said[0]).read_text("utf-8").splitlines()]
    edits = [one for one in lines if one["set"] in paths]
    if "--unseen" in sys.argv:
        edits = [one for one in edits if one["half"] == "unseen"]
    for kind, count in sorted(main(edits, paths, date(2026, 11, 30), aloud).items()):
        sys.stdout.write(f"{kind}: {count}\n")
