"""Whether a question is of the document itself, or of what a version of it said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from common.words import STOP_WORDS, words
from knowledge.model.policies import Version
from knowledge.model.policy_set import PolicySet
from knowledge.query.policy_names import policies_named
from knowledge.time.temporal_intent import TemporalIntent, TimedQuestion, as_of_today

_DOCUMENT = r"(?:polic(?:y|ies)|guidance|rules|terms of reference|document)"
_ON = r" (?:as (?:of|at)|on|in|back in) [\w ]{0,20}\b\d{4}"
_LEAD = (
    r"^(?:(?:hi|hello|so|ok|okay|and|but|please|can you|could you|tell me|do you know)\b[\s,]*)*"
)
_SHOW = (
    r"(?:(?:(?:can|could|may|let) (?:i|we|me|us) )?(?:just |please )?(?:have |gis )?"
    r"(?:show|see|open|find|read|view|get|give|list|pull up|look at|a look at|a copy of)"
    r"(?: me| us)?(?: what)?|what(?:['’]?s| is| are| did| does| was| were)(?: in)?"
    r"|where(?:['’]?s| is| are| can i (?:find|read|see)))"
)
_NAME = r"(?: (?!(?:on|in|about|for|clauses?|who|that|what)\b)[\w&'’-]+){0,6}"
# Somebody wants to have the document: more ways of saying so than ask what a version said.
_FETCH = (
    r"(?:(?:(?:(?:can|could|may|let|would) (?:i|we|me|us|you|u)|(?:i|we)(?:['’]?d like| want| need"
    r"| would like)(?: to)?) )?(?:just |please |pls )?(?:have |gis )?(?:show|see|open|find|read"
    r"|view|get|give|send|download|print|bring up|pull up|look at|a look at|a copy of|sight of"
    r"|(?:a |the )?link (?:to|for))(?: me| us)?|(?:do|have) (?:you|we) (?:have|got)(?: a copy of)?"
    r"|where(?:['’]?s| is| are| (?:can|could|do|would|might) (?:i|we|you) (?:find|read|see|get"
    r"|download)))"
)
_WHOLE = r"(?: (?:a copy of|all of|the whole of|the|our|your|whole|full|entire|complete|actual))*"
_CARES = (
    r"(?:(?:has |have )?(?:approve[sd]?|own(?:s|ed)?|wr(?:ote|ites|itten)|sign(?:s|ed)(?: off)?"
    r"|agree[sd]|change[sd]|sets?|ma(?:de|kes)|maintains|decide[sd]|review(?:s|ed)|looks after)"
    r"|(?:can|could|may|is allowed to|gets to|will) (?:approve|change|amend|alter|write|rewrite"
    r"|sign off|set|agree|update|decide)"
    r"|(?:is|are) (?:responsible for|accountable for|in charge of|the (?:owners?|authors?) of"
    r"|behind)|s (?:responsible for|in charge of|the owner of|behind))"
)
_TAIL = r"(?:,? (?:please|pls|plz|thanks|thank you|cheers|ta|anywhere|link|to read))*"
_ASKED = re.compile(
    rf"{_LEAD}(?:"
    r"(?:what(?:['’]?s| is)?|which|where is)(?: the)? (?:latest|current|newest|present|live|right)?"
    rf" ?version (?:of|is|number).*\b{_DOCUMENT}"
    rf"|(?:when|what day) (?:is|was|were|will|does|did)\b{_NAME} {_DOCUMENT}"
    r" (?:be |get |last |next |due |due for |up for )*(?:review(?:ed)?|approved|signed off|adopted"
    r"|published|expire|end|withdrawn)\b"
    rf"|who['’]? ?{_CARES}{_NAME} {_DOCUMENT}(?: off)?(?: (?:round|over|in) here)?\W*$"
    rf"|(?:is|was) (?:version [\d.]+ of )?(?:the |our )?.{{2,60}}"
    rf" {_DOCUMENT}(?: on [\w ]+| version [\d.]+)? (?:still |now |the )*(?:valid|in force|current"
    r"|up to date|out of date|latest|rule|live|withdrawn|expired|replaced)\b"
    r"|(?:show me |see |list |what (?:is|are) |where (?:is|are) )?(?:the |all )*"
    r"(?:history|(?:previous|earlier|older|old|past|other) versions?|versions)"
    r" of (?:the |our )?.{2,60}"
    rf"|what (?:happened to|replaced|superseded|became of) (?:the |our )?.*{_DOCUMENT}"
    rf"|{_SHOW}{_NAME} (?:polic(?:y|ies)|guidance|rules)(?: say| says| said)?"
    rf"(?: as (?:they|it) (?:was|were|stood|stands?))?(?:{_ON})?\W*$"
    rf"|(?:which|what|how many)(?: of)?(?: the| your| our)?(?: ai)? polic(?:y|ies)"
    r"(?: are there| (?:have|do|can) (?:you|we|i)(?: got| have| know| cover| hold| quote| see"
    rf"| read| ask about)?)(?: now| here)?(?: (?:on|about){_NAME})?{_TAIL}\W*$"
    rf"|{_FETCH}{_WHOLE}{_NAME} (?:polic(?:y|ies)|guidance)(?: document)?{_TAIL}\W*$"
    rf"|{_FETCH}{_WHOLE} (?:polic(?:y|ies)|guidance)(?: (?:on|about|for|of))?{_NAME}{_TAIL}\W*$"
    rf"|(?:(?:the|our|your) )*(?:whole |full |entire )?[\w&'’-]+(?: [\w&'’-]+){{0,2}}"
    rf" policy(?: document)?{_TAIL}\W*$"
    r")",
    re.IGNORECASE,
)
_NOT_A_NAME = STOP_WORDS | frozenset(
    "policy policies guidance rules rule document version versions latest current newest present"
    " live right number next last due still valid force up date out old past all our ai council get"
    " who whos who's what when where now tell know history previous earlier older other whole full"
    " entire copy round here over me us gis let behind charge they stood stands"
    " reviewed review reviews approved approve approves signed signs sign adopted published expire"
    " end withdrawn owns own owned owner wrote writes write written responsible accountable looks"
    " look after give send download print bring copy sight link have got need want like would"
    " could can do you please pls plz thanks thank cheers ta anywhere actual complete"
    " expired replaced superseded happened became agrees agreed agree change changes"
    " changed set sets made makes maintains decides decided decide amend alter rewrite update"
    " author allowed there hold cover quote many how know about ask show see list open find read"
    " view pull say says said".split()
)
_IN_VERSION = re.compile(
    r",?\s*\b(?:(?:in|under|by|according to) )?(?:the )?(?:version|v\.?) ?(\d+(?:\.\d+)?)"
    r"(?: of (?:the |our )?([\w ]{2,40}?)"
    r"(?: (?:policy|guidance|rules)|(?=[?.!,]|$|\s+sa(?:y|id))))?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:clause|section|paragraph) [\d.]+|\b(?:say|says|said|did|does)\b", re.I)
_SAYS = re.compile(r"\b(?:sa(?:y|id|ys)|rule|allow(?:ed)?|require[ds]?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """The ids of the policies whose standing is asked for; none for "the policy", whichever that
    may be."""

    policies: Sequence[str]


def read_status_question(text: str, policies: PolicySet, today: date) -> StatusQuestion | None:
    """A question of how policies stand as documents; None for any other."""
    asked = text.strip()
    if not _ASKED.match(asked):
        return None
    unversioned = re.sub(rf"{_ON}|\d+(?:\.\d+)?", " ", asked)
    about = " ".join(word for word in words(unversioned) if word not in _NOT_A_NAME)
    named = policies_named(policies, about, today)[:2]
    return StatusQuestion(named) if named or not about else None


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
