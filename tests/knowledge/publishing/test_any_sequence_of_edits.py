"""Any sequence of edits, renames, deletions and days that pass: one approved version answers."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from knowledge.files.front_matter import read_front_matter
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Passage, Problem
from knowledge.publishing.live_set import LiveSet
from tests.databases import SetClock
from tests.knowledge.made_up import copy_of_the_sound_set, without_marks, write_version

VERSIONS = st.sampled_from(["1.0", "2.0", "2.1", "3.0"])
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
STATUSES = st.sampled_from(
    ["approved", "approved", "approved", "draft", "in_review", "superseded", "withdrawn"]
)
WORDS = "how long are recordings kept, and what does the rule say"


class Editing(RuleBasedStateMachine):
    """An officer at work on a folder that is being served, day after day."""

    @initialize()
    def begin(self) -> None:
        self.place = TemporaryDirectory()
        self.folder = copy_of_the_sound_set(Path(self.place.name))
        self.clock = SetClock(datetime(2026, 10, 1, 9, tzinfo=UTC))
        self.serving = LiveSet.load(self.folder, clock=self.clock, meaning=False)
        self.files = self._read()

    @rule(version=VERSIONS, begins=DAYS, status=STATUSES, over=st.sampled_from(["", *"123"]))
    def write(self, version: str, begins: date, status: str, over: str) -> None:
        more = f"supersedes: rules@{over}.0\n" if over else ""
        write_version(self.folder, version, begins.isoformat(), status=status, more=more)
        self.refresh()

    @rule(version=VERSIONS, status=STATUSES)
    def change_the_status(self, version: str, status: str) -> None:
        path = self.folder / "meetings" / f"{version}.md"
        if path.is_file():
            lines = path.read_text().splitlines(keepends=True)
            lines = [f"status: {status}\n" if x.startswith("status: ") else x for x in lines]
            path.write_text("".join(lines))

    @rule(version=VERSIONS)
    def forget_who_approved(self, version: str) -> None:
        path = self.folder / "meetings" / f"{version}.md"
        if path.is_file():
            path.write_text(path.read_text().replace("approver: Committee", "approver: #"))

    @rule(version=VERSIONS, words=st.text("abc {}#*\n-", max_size=30))
    def add_words(self, version: str, words: str) -> None:
        path = self.folder / "meetings" / f"{version}.md"
        if path.is_file():
            path.write_text(path.read_text() + words)

    @rule(version=VERSIONS, to=VERSIONS)
    def rename(self, version: str, to: str) -> None:
        path = self.folder / "meetings" / f"{version}.md"
        if path.is_file():
            path.rename(path.with_name(f"{to}.md"))

    @rule(version=VERSIONS, policy=st.sampled_from(["rules", "meetings", "trials"]))
    def delete(self, version: str, policy: str) -> None:
        (self.folder / policy / f"{version}.md").unlink(missing_ok=True)

    @rule(days=st.integers(-400, 400))
    def let_days_pass(self, days: int) -> None:
        self.clock.now += timedelta(days=days)

    @rule()
    def refresh(self) -> None:
        if self.serving.reload():
            self.files = self._read()

    @invariant()
    def every_answer_is_of_one_approved_version_in_force(self) -> None:
        library, today = self.serving.library, self.serving.library.today()
        quoted = [match.passage for match in library.search(WORDS, 50)]
        versions: dict[str, set[str]] = {}
        for passage in quoted:
            self._stands_in_the_file(passage)
            if passage.policy_id != "register":
                versions.setdefault(passage.policy_id, set()).add(passage.version)
        for policy_id, answering in versions.items():
            assert answering == self._in_force(policy_id, today.isoformat())

    def _read(self) -> dict[str, bytes]:
        """The files of the set that is served, as they were when it was read."""
        files = self.folder.rglob("*.md")
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def _stands_in_the_file(self, passage: Passage) -> None:
        assert passage.text.encode() in without_marks(self.files[passage.file])

    def _in_force(self, policy_id: str, today: str) -> set[str]:
        """By the files alone: approved, begun, and no approved version that replaces it has."""
        fronts = (
            read_front_matter(SourceFile.of(name, data))
            for name, data in self.files.items()
            if name.startswith(f"{policy_id}/") and not name.endswith("asked.md")
        )
        facts = [
            {key: front.text(key) for key in front.entries}
            for front in fronts
            if not isinstance(front, Problem)
        ]
        approved = [f for f in facts if f["status"] not in ("draft", "in_review") and f["approver"]]
        # A version that says that it replaces itself replaces nothing.
        heirs = [f for f in approved if f.get("supersedes", "") not in ("", _ref(f))]
        replaced = {f["supersedes"] for f in heirs}
        over = {f["supersedes"] for f in heirs if f["effective_from"] <= today}
        return {
            f["version"]
            for f in approved
            if f["effective_from"] <= today <= f.get("effective_to", "9999")
            and _ref(f) not in over
            and (f["status"] == "approved" or "effective_to" in f or _ref(f) in replaced)
        }

    def teardown(self) -> None:
        self.place.cleanup()


def _ref(facts: dict[str, str]) -> str:
    return f"{facts['id']}@{facts['version']}"


Editing.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestEditing = Editing.TestCase
