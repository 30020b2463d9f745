"""The version of a policy that is there already, so that a newer one keeps its anchors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from knowledge.files.load import read_folder
from knowledge.files.policy_version import PolicyFile
from knowledge.importing.policy_outline import DraftClause
from knowledge.markup.words import slug
from knowledge.model.policies import Passage, Policy, Version
from knowledge.versions.clause_alignment import align_clauses, wording


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """The latest version of a policy in a folder."""

    policy: Policy
    passages: Sequence[Passage]

    @classmethod
    def latest(cls, folder: Path, policy_id: str) -> "EarlierVersion | None":
        if not (folder / policy_id).is_dir():
            return None
        policies, _ = read_folder(folder)
        versions = policies.versions(policy_id)
        if not versions:
            return None
        last = max(versions, key=lambda policy: policy.version)
        return cls(last, policies.clauses[last.ref])

    @property
    def ref(self) -> str:
        return self.policy.ref

    def next_version(self, wanted: str) -> str:
        """The version that the document names, if it is later; else one more behind the dot."""
        before = self.policy.version
        named = Version.parse(wanted)
        return wanted if named > before else str(Version(before.major, before.minor + 1))

    def anchors(
        self, clauses: Sequence[DraftClause], texts: Mapping[int, str]
    ) -> Mapping[int, str]:
        """The anchor that each clause had, known again by its text, else by its place."""
        model = self.passages[0] if self.passages else None
        if model is None:
            return {}
        drafts = [
            replace(
                model,
                anchor=slug(clauses[at].words, 6),
                clause=clauses[at].number,
                heading_path=(clauses[at].words,),
                text=text,
                effective_from=date.max,
            )
            for at, text in texts.items()
        ]
        places = [*texts]
        pairs = align_clauses(self.passages, drafts)
        kept = {places[there]: self.passages[here].anchor for here, there in pairs.items()}
        by_number = {passage.clause: passage.anchor for passage in self.passages}
        for at in texts:
            anchor = by_number.get(clauses[at].number)
            if at not in kept and anchor and anchor not in kept.values():
                kept[at] = anchor
        return kept

    def changed(self, written: PolicyFile) -> Sequence[str]:
        """The clauses that are new, gone or reworded, as people call them."""
        before = {passage.anchor: passage for passage in self.passages}
        after = {passage.anchor: passage for passage in written.passages}
        found = [
            f"{passage.clause} {passage.heading}".strip()
            for anchor, passage in after.items()
            if anchor not in before or wording(before[anchor]) != wording(passage)
        ]
        gone = [p for anchor, p in before.items() if anchor not in after]
        return [*found, *(f"{passage.clause} {passage.heading} (gone)" for passage in gone)]
