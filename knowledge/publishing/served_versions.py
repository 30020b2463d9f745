"""What was served under a version number stays as it was: other words need another number.

Words are compared, not bytes: white space, line breaks, bullet marks and verdict marks are folded.
A version counts as served from the moment at which a set that has it in force is served.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.files.source_file import LINE_END
from knowledge.files.verdict_marks import without_marks
from knowledge.model.policies import Problem, Severity, Version
from knowledge.model.policy_set import PolicySet

_FENCE = "---"
_BULLET = re.compile(r"\s*[-*+•]\s+")
_IN_HEADING = re.compile(r"\s+verdict=[^\s{}]*(?=[^{}]*\}\s*$)")
_SHOWN = 12  # words of a change that a message repeats


@dataclass(frozen=True, slots=True)
class ServedVersion:
    """One version as it was served: its file's whole `text` when it was first seen in force.

    `first` is its first day in force, `of_model_set` whether it came with the product: an adopter's
    own policy may have an id and a number that a policy of the model set has.
    """

    ref: str
    of_model_set: bool
    text: str
    first: date

    @property
    def digest(self) -> str:
        """SHA-256 of its words, in hex digits."""
        return words_digest(self.text)


def front_and_body(text: str) -> tuple[str, str]:
    """A version's file parted behind the line that closes its front matter; all is body where there
    is none."""
    start = 0
    for number, end in enumerate(LINE_END.finditer(text)):
        line = text[start : end.start()].rstrip()
        if number and line == _FENCE:
            return text[: end.end()], text[end.end() :]
        if not number and line != _FENCE:
            break
        start = end.end()
    return "", text


def words_digest(text: str) -> str:
    """What two texts of the same words have in common."""
    folded = " ".join(word for word, _ in _words(text))
    return hashlib.sha256(folded.encode(errors="replace")).hexdigest()


def _words(text: str) -> list[tuple[str, int]]:
    """The words of a version's text, each with its line in the file."""
    front, body = front_and_body(text)
    above = len(LINE_END.findall(front))
    found = []
    for number, line in enumerate(LINE_END.split(body), above + 1):
        bare = _IN_HEADING.sub("", line) if line.startswith("#") else _BULLET.sub("", line, count=1)
        found += [(word, number) for word in without_marks(bare.replace("\0", ""))[0].split()]
    return found


def next_version(policies: PolicySet, policy_id: str) -> Version:
    """The smallest number above every version of a policy that the set holds, drafts too."""
    numbers = [Version.parse(ref.partition("@")[2]) for ref in _refs_of(policies, policy_id)]
    last = max(numbers, default=Version(0, 9))
    return Version(last.major, last.minor + 1)


def _refs_of(policies: PolicySet, policy_id: str) -> Iterator[str]:
    return (ref for ref in policies.texts if ref.startswith(f"{policy_id}@"))


class ServedVersions:
    """Every version known to have been served, and what a set says against them.

    `today` gives the day on which a set is looked at. Safe to use from several threads.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._known: Mapping[tuple[str, bool], ServedVersion] = {}

    def learn(self, versions: Iterable[ServedVersion]) -> None:
        """Take up what was served; the first words that are known of a version stay."""
        self._known = {(one.ref, one.of_model_set): one for one in versions} | dict(self._known)

    @property
    def known(self) -> Iterable[ServedVersion]:
        """Every version known to have been served."""
        return tuple(self._known.values())

    def find(self, policies: PolicySet, ref: str) -> ServedVersion | None:
        """The version as it was served, of a set of that kind."""
        return self._known.get((ref, policies.settings.is_model_set))

    def not_known(self, policies: PolicySet) -> tuple[ServedVersion, ...]:
        """What the set has in force, or had, and nobody has noted yet."""
        today, model = self._today(), policies.settings.is_model_set
        return tuple(
            ServedVersion(ref, model, policies.texts[ref], term.first)
            for ref, term in policies.terms.items()
            if term.first <= today and ref in policies.texts and not self.find(policies, ref)
        )

    def rewritten(self, policies: PolicySet) -> Iterator[ServedVersion]:
        """The versions as served of which the set has other words."""
        for ref, text in policies.texts.items():
            known = self.find(policies, ref)
            if known is not None and text != known.text and words_digest(text) != known.digest:
                yield known

    def problems(self, policies: PolicySet) -> Iterator[Problem]:
        """An error for each version that says something else than it did when it was served, a
        fault for one that is gone while others of its policy are there."""
        files = {policy.ref: policy.file for policy in policies.dated}
        for known in self.rewritten(policies):
            line, was, is_now = _difference(known.text, policies.texts[known.ref])
            owner = known.ref.partition("@")[0]
            message = f"{known.ref} was served with other words: it said {was}, it says {is_now} "
            message += "now. What was served stays as it was: put the words back and make the "
            message += f"change in a new version, {next_version(policies, owner)}"
            yield Problem(files[known.ref], line, message)
        yield from self._gone(policies)

    def _gone(self, policies: PolicySet) -> Iterator[Problem]:
        there = {ref.partition("@")[0] for ref in policies.texts}
        for ref, model in self._known:
            owner, _, version = ref.partition("@")
            if model != policies.settings.is_model_set or ref in policies.texts:
                continue
            if owner in there:
                message = f"{ref} was served and is gone: without it nobody can be told what the "
                message += "rule was. Put the file back"
                yield Problem(f"{owner}/{version}.md", 0, message, Severity.FAULT)

    def put_back(self, policies: PolicySet) -> Mapping[str, bytes]:
        """The files of versions with other words, by name, with the words that were served below
        the front matter of today."""
        files = {policy.ref: policy.file for policy in policies.dated}
        return {
            files[known.ref]: with_words_of(policies.texts[known.ref], known.text).encode()
            for known in self.rewritten(policies)
        }


def with_words_of(text: str, served: str) -> str:
    """A version's file with its own front matter and the words of another."""
    return front_and_body(text)[0] + front_and_body(served)[1]


def _difference(old: str, new: str) -> tuple[int, str, str]:
    """Where two texts first differ: the line in the new one, and a few words of each."""
    before, after = _words(old), _words(new)
    shortest = min(len(before), len(after))
    first = next((n for n in range(shortest) if before[n][0] != after[n][0]), shortest)
    behind = 0
    while behind < shortest - first and before[-1 - behind][0] == after[-1 - behind][0]:
        behind += 1
    line = after[first][1] if first < len(after) else after[-1][1] if after else 0
    return line, _few(before, first, behind), _few(after, first, behind)


def _few(words: list[tuple[str, int]], first: int, behind: int) -> str:
    begin, end = max(0, first - 1), min(len(words), len(words) - behind + 1)
    found = [word for word, _ in words[begin:end]]
    rest = "…" if len(found) > _SHOWN else ""
    return f"“{' '.join(found[:_SHOWN])}{rest}”"
