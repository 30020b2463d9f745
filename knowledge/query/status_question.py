"""Whether a question is of the document itself, or of what a version of it said."""

import re
from collections.abc import Sequence
from datetime import date

from common.words import STOP_WORDS, words
from knowledge.model.policies import Version
from knowledge.model.policy_set import PolicySet
from knowledge.query.policy_names import policies_named
from knowledge.time.temporal_intent import TemporalIntent, TimedQuestion, as_of_today

_DOCUMENT = r"(?:polic(?:y|ies)|guidance|rules|terms of reference|document)"
_ON = r" (?:as (?:of|at)|on|in|back in) [\w ]{0,20}\b\d{4}"
_ASKED = re.compile(
    r"^(?:(?:hi|hello|so|ok|okay|and|but|please|can you|could you|tell me)\b[\s,]*)*(?:"
    r"(?:what(?:['’]?s| is)?|which|where is)(?: the)? (?:latest|current|newest|present|live|right)?"
    rf" ?version (?:of|is|number).*\b{_DOCUMENT}"
    rf"|when (?:is|was|were|will|does|did) (?:the|our|this)? ?.{{2,60}} {_DOCUMENT}"
    r" (?:be |get |last |next |due |due for |up for )*(?:review(?:ed)?|approved|signed off|adopted"
    r"|published|expire|end|withdrawn)\b"
    r"|who (?:owns|approved|wrote|signed off|is (?:responsible|accountable) for"
    rf"|is the owner of|looks after) (?:the |our )?.{{2,60}} {_DOCUMENT}\b\W*$"
    r"|(?:is|was) (?:version [\d.]+ of )?(?:the |our )?.{2,60}"
    rf" {_DOCUMENT}(?: on [\w ]+| version [\d.]+)? (?:still |now |the )*(?:valid|in force|current"
    r"|up to date|out of date|latest|rule|live|withdrawn|expired|replaced)\b"
    r"|(?:show me |see |list |what (?:is|are) |where (?:is|are) )?(?:the |all )*"
    r"(?:history|(?:previous|earlier|older|old|past|other) versions?|versions)"
    r" of (?:the |our )?.{2,60}"
    rf"|what (?:happened to|replaced|superseded|became of) (?:the |our )?.*{_DOCUMENT}"
    r"|(?:show me|open|see|find|where is|what (?:did|was|is)) (?:the |our )?"
    r"(?:(?!(?:on|in|about|for|rules?|clauses?)\b)[\w&'’-]+ ){1,4}"
    rf"(?:policy|guidance)(?: say)?(?:{_ON})?\W*$"
    r")",
    re.IGNORECASE,
)
_NOT_A_NAME = STOP_WORDS | frozenset(
    "policy policies guidance rules rule document version versions latest current newest present"
    " live right number reviewed review approved signed adopted published expire end withdrawn last"
    " next due owns approved wrote responsible accountable owner looks after still valid force up"
    " date out expired replaced superseded happened became council ai is was get be when who what"
    " our tell now history previous earlier older old past other all show see list where open find"
    " did say".split()
)
_IN_VERSION = re.compile(
    r",?\s*\b(?:(?:in|under|by|according to) )?(?:the )?(?:version|v\.?) ?(\d+(?:\.\d+)?)"
    r"(?: of (?:the |our )?([\w ]{2,40}?)"
    r"(?: (?:policy|guidance|rules)|(?=[?.!,]|$|\s+sa(?:y|id))))?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:clause|section|paragraph) [\d.]+|\b(?:say|says|said|did|does)\b", re.I)
_SAYS = re.compile(r"\b(?:sa(?:y|id|ys)|rule|allow(?:ed)?|require[ds]?)\b", re.IGNORECASE)


def read_status_question(text: str, policies: PolicySet, today: date) -> Sequence[str]:
    """The ids of the policies whose standing is asked for; none for any other question."""
    asked = text.strip()
    if not _ASKED.match(asked):
        return ()
    unversioned = re.sub(rf"{_ON}|\d+(?:\.\d+)?", " ", asked)
    about = " ".join(word for word in words(unversioned) if word not in _NOT_A_NAME)
    return policies_named(policies, about, today)[:2]


def read_past_version(text: str, policies: PolicySet, today: date) -> TimedQuestion | None:
    """A question for what a version said that is over: one for its last day."""
    found = _IN_VERSION.search(text)
    if found is None or not _SAYS.search(text):
        return None
    instead = "the policy" if found[2] else ""
    rest = " ".join(f"{text[: found.start()]} {instead} {text[found.end() :]}".split())
    unnumbered = _CLAUSE.sub(" ", rest)
    about = found[2] or " ".join(word for word in words(unnumbered) if word not in _NOT_A_NAME)
    for name in policies_named(policies, about, today)[:1]:
        policy = next((p for p in policies.versions(name) if _is(p.version, found[1])), None)
        term = policies.terms.get(policy.ref) if policy else None
        if policy and term and term.last and term.last < today:
            if policy.restricted:
                return None
            return TimedQuestion(TemporalIntent.THEN, as_of_today(rest), term.last, term.last)
    return None


def _is(version: Version, said: str) -> bool:
    return said in (str(version), str(version).removesuffix(".0"))
