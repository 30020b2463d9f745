"""What a person who types wants with ideas, and what is a question all the same."""

import re
from dataclasses import dataclass
from enum import StrEnum


class IdeaIntentKind(StrEnum):
    START = "start"
    AFRESH = "afresh"
    CONTINUE = "continue"
    MINE = "mine"
    STATUS = "status"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    SUPPORT = "support"
    SCREEN = "screen"
    SCREEN_MINE = "screen_mine"
    WORKSHOP = "workshop"
    ANNOUNCE = "announce"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class IdeaIntent:
    """`ref` is the reference that was named, as we write it; `text` the words of the idea, or of
    what is to be screened or asked."""

    want: IdeaIntentKind
    ref: str = ""
    text: str = ""


_REF = r"(?P<ref>ai[\s-]*\d{4}[\s/-]+\d{1,9})"
_HELLO = r"(?:(?:hi|hello|hey|good morning|good afternoon|please|ok|okay|so|well|right)[ ,.!]+)?"
_AN = r"(?:an?|another|one(?: more)?|this|some|my|the|a new|a few)"
_KIND = r"(?:(?:great|good|cracking|brilliant|little|small|quick|new|better|ai|other)[ ,]+)*"
_HAVE = (
    r"(?:i(?:['’ ]?ve| have)?|we(?:['’ ]?ve| have)?)(?: just| also)?(?: got| had)?|i got|got|had"
)
_PUT = (
    r"(?:suggest|submit|log|send(?: in)?|put(?: in| forward)?|share|propose|raise|enter|add|give)"
)
_IDEA = r"(?:ideas?|idears?|ideea|iedas?|ideals?)"  # as it is heard and mistyped
_TAIL = r"(?P<tail>.*)"

_PATTERNS: tuple[tuple[IdeaIntentKind, str], ...] = (
    (IdeaIntentKind.QUESTION, r"question ?[:–-] ?(?P<text>.+)"),
    (
        IdeaIntentKind.AFRESH,
        r"(?:start (?:afresh|again|over)|throw (?:it|that) away)(?: ?: ?(?P<text>.*))?",
    ),
    (
        IdeaIntentKind.CONTINUE,
        r"(?:continue|resume|carry on|go on)(?: with)?(?: (?:it|(?:my|the|that) (?:idea|draft|form"
        r"|screening)))?",
    ),
    (
        IdeaIntentKind.MINE,
        r"(?:(?:please )?(?:show|list|see|view)(?: me)? )?(?:all )?my ideas?(?: please)?"
        r"|what(?:['’ ]?s| is| has|) ?happen(?:ed|ing) (?:to|with) (?:all )?my ideas?"
        r"|how (?:is|are) my ideas?(?: doing| getting on| going)?"
        r"|(?:what(?:['’ ]?s| is) )?(?:the )?status of my ideas?|my ideas?['’]?s? status"
        r"|where (?:is|are) my ideas?(?: up to)?|fy syniadau",
    ),
    (
        IdeaIntentKind.AMEND,
        r"(?:amend|change|edit|update|correct|add(?: details)? to) my (?:last )?idea",
    ),
    (IdeaIntentKind.WITHDRAW, r"(?:withdraw|take back|cancel|remove|delete) my (?:last )?idea"),
    (IdeaIntentKind.SCREEN_MINE, r"screen my (?:last )?idea"),
    (
        IdeaIntentKind.AMEND,
        rf"(?:amend|change|edit|update|correct|add(?: details)? to|reopen) (?:idea )?{_REF}",
    ),
    (
        IdeaIntentKind.WITHDRAW,
        rf"(?:withdraw|take back|cancel|remove|delete) (?:my idea |idea )?{_REF}",
    ),
    (
        IdeaIntentKind.SUPPORT,
        rf"(?:i )?(?:support|back|vote for|second) (?:idea )?{_REF}(?: instead)?",
    ),
    (IdeaIntentKind.SCREEN, rf"(?:screen|start (?:a |the )?screening (?:of|for)) (?:idea )?{_REF}"),
    (
        IdeaIntentKind.STATUS,
        rf"(?:(?:what(?:['’ ]?s| is) the )?status(?: of)?|show(?: me)?|how is|where is|see|view"
        r"|what(?:['’ ]?s| is| has)? ?happen(?:ed|ing) (?:to|with)|what about"
        r"|any news (?:on|of|about)"
        rf"|decision on|why was)?(?: my)?(?: idea)? ?{_REF}(?: doing| status| decided| declined)?",
    ),
    (
        IdeaIntentKind.SCREEN,
        r"(?:please )?(?:start|do|run|begin|open)(?: me)? (?:a |the |an? (?:dpia|eqia) )?screening"
        r"(?: (?:of|for) (?P<text>.+))?"
        r"|screen(?: it| this| something)?|(?:dpia |eqia )?screening|screen ?: ?(?P<more>.+)",
    ),
    (
        IdeaIntentKind.WORKSHOP,
        r"(?:(?:i|we) (?:have|['’]ve got) )?(?:(?:upload|import|send|submit)(?: in)? )?"
        r"(?:(?:the |several |lots of |many |a list of |ten |\d+ )?ideas (?:from|of|in)"
        r" (?:a|our|the) (?:workshop|spreadsheet|table|csv|file|excel)"
        r"|a (?:csv|spreadsheet|table) of ideas"
        r"|workshop ideas|ideas in one go|many ideas|several ideas|csv of ideas)",
    ),
    (
        IdeaIntentKind.WORKSHOP,
        r"(?:upload|import)(?: several| many| some| a table of| a csv of)? ideas?",
    ),
    (
        IdeaIntentKind.ANNOUNCE,
        r"(?:please )?(?:post|announce|show) new ideas (?:here|in this channel)(?: please)?",
    ),
    (IdeaIntentKind.START, rf"{_HELLO}(?:my |new |an? |another |next |one more )?(?:ai )?idea"),
    (
        IdeaIntentKind.START,
        rf"{_HELLO}(?:my |new |an? |another |next |one more )?(?:ai )?idea ?[:–-] ?(?P<text>.+)",
    ),
    (IdeaIntentKind.START, rf"{_HELLO}(?:a |my )?suggestion(?: ?[:–-] ?(?P<text>.+))?"),
    (
        IdeaIntentKind.START,
        rf"{_HELLO}(?:{_HAVE}) {_AN} ?{_KIND}"
        rf"(?:{_IDEA}|suggestions?|brain ?wave|proposal)\b{_TAIL}",
    ),
    (
        IdeaIntentKind.START,
        rf"{_HELLO}(?:i (?:want|would like|wish)|i['’]d like|let me|can i|could i|may i|please"
        rf"|i need)?(?: to)? ?{_PUT} {_AN} ?{_KIND}(?:{_IDEA}|suggestions?)\b{_TAIL}",
    ),
    (IdeaIntentKind.START, r"mae gen i syniad(?P<tail>.*)|awgrymu syniad"),
)
_COMPILED = [(want, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for want, pattern in _PATTERNS]

_ASKS_ON = re.compile(
    r"\b(?:where|who|whom|how|what|when|which|why|do i|does|can i|may i|is there|am i allowed|ago"
    r"|heard|behalf|last (?:week|month|year))\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:[\s,:;.–-]+|(?:here|now|today|please|with you|to you|in|for you)\b)*"
    r"(?:(?:for|about|on|of|to|which|that)\b(?: (?:using|use|the use of)\b)?)?[\s,:;.–-]*",
    re.IGNORECASE,
)

_NOTHING = re.compile(r"(?:ai|a\.i\.|the council|work|us|you)?", re.IGNORECASE)

_MACHINE = (
    r"(?:ai|a\.i\.|artificial intelligence"
    r"|(?:an? |the )?(?:ai |chat ?)?(?:bot|chatbot|assistant|robot)"
    r"|copilot|chat ?gpt|machine learning|a computer|technology)"
)
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_HELLO}(?:could|can|might|should|would) (?:we|you|the council|our team|somebody"
        rf"|someone)(?: not| please| perhaps| maybe)? (?:use|get|have|try|let) {_MACHINE}(?: tool)?"
        r"(?: to| for) (?P<text>.+)",
        rf"{_HELLO}why (?:don['’]?t|can['’]?t|couldn['’]?t|not) (?:we |you )?(?:just )?"
        rf"(?:use|get|have|try|let) {_MACHINE}(?: to| for)? (?P<text>.+)",
    )
)
"""A use of AI put as a question: a policy may answer it."""

_SAID = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_HELLO}what if (?:we (?:used|had|let|got) )?{_MACHINE}(?: could| to| for)?"
        r" (?P<text>.+)",
        rf"{_HELLO}(?:we|you|the council|our team) (?:could|should|might) (?:use|get|have|let)"
        rf" {_MACHINE}(?: to| for)? (?P<text>.+)",
        rf"{_HELLO}(?:it (?:would|['’]d) be|would(?:n['’]?t)? it be) (?:so |really )?"
        r"(?:good|great|nice|useful|helpful|handy|brilliant|lovely) if (?:we (?:used|had) )?"
        rf"{_MACHINE}(?: could| would| to)? (?P<text>.+)",
        rf"{_HELLO}(?:i (?:think|reckon|wonder if|bet|wish)(?: that)? )"
        rf"(?:we could (?:use|get|have) )?{_MACHINE}(?: could| would| might| to)? (?P<text>.+)",
    )
)
"""The same put forward."""


def recognise_idea_intent(text: str) -> IdeaIntent | None:
    """What the text asks for; None where it asks for nothing about ideas, or asks a question."""
    said = " ".join(text.split()).strip(" .!")
    bare = said.rstrip("?").rstrip()
    for want, pattern in _COMPILED:
        found = pattern.fullmatch(bare)
        if found is None:
            continue
        groups = found.groupdict()
        if _ASKS_ON.search(groups.get("tail") or ""):
            return None
        idea = groups.get("text") or groups.get("more") or ""
        tail = (groups.get("tail") or "").strip()
        if tail:
            idea = _ABOUT.sub("", tail, count=1)
        idea = "" if _NOTHING.fullmatch(idea) else idea
        return IdeaIntent(want, _reference(groups.get("ref") or ""), idea.strip())
    return None


@dataclass(frozen=True, slots=True)
class CandidateIdea:
    """What somebody would use AI for; `asks` if it is put as a question."""

    idea: str = ""
    asks: bool = False


def find_idea(text: str) -> CandidateIdea:
    """What may be an idea in a text such as "could we use AI to ..."; empty if it is none."""
    said = " ".join(text.split()).strip(" .!?")
    for asks, patterns in ((True, _ASKED), (False, _SAID)):
        for pattern in patterns:
            found = pattern.fullmatch(said)
            if found is not None:
                return CandidateIdea(found["text"].strip(), asks)
    return CandidateIdea()


def _reference(written: str) -> str:
    digits = re.findall(r"\d+", written)
    return f"AI-{digits[0]}-{int(digits[1]):04d}" if len(digits) == 2 else ""


_NEEDS = re.compile(
    r"\b(?:need|needs|needed|necessary|required?|must|have to|should|want|do (?:i|we) do)\b",
    re.IGNORECASE,
)
_ASSESSMENT = re.compile(
    r"\b(?:dpia|eqia|eia|(?:data protection|equality|environmental)? ?impact assessments?"
    r"|(?:data protection|equality|environmental) assessments?|screening)\b",
    re.IGNORECASE,
)


def asks_whether_assessed(text: str) -> bool:
    """Whether a question is about needing an assessment, which the screening can tell."""
    return bool(_ASSESSMENT.search(text) and _NEEDS.search(text))
