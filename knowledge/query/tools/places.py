"""Where a tool's name would stand in a question: "is … ok", "what about …", "make quizzes with …".

Whether what stands there is a tool is another matter: "is lunch ok" has the same place.
"""

import re
from collections.abc import Iterator

_NAME = r"([^\W_][\w.;&’'+-]*(?: [^\W_][\w.;&’'+-]*){0,2}?)"
_ENDS = (
    r"(?=\W*$|\s*[.?!,;:](?:\s|$)|\s+(?:for|to|at|in|on|as|when|and|or|from|then|please|pls|here|too"
    r"|now|instead|by|with|if|because|so|but|since|while|during|before|after|yet|again|that|seeing"
    r"|given|considering|though|although|until|without|like|just)\b)"
)
_FINE = (
    r"(?:ok|okay|alright|all right|fine|allowed|permitted|approved|cleared|good|safe|acceptable"
    r"|legit|banned|barred|blocked|refused|listed|on (?:the|our|your) (?:approved )?"
    r"(?:list|register)|a yes|a no|yes or no|authori[sz]ed|vetted|cleared|licensed|secure"
    r"|(?:one|something|a tool) (?:that )?(?:we|i|you|they|staff) can)"
)
_BEFORE = (
    r"^(?:(?:hi|hiya|hello|hey|so|ok|okay|and|but|just|also|please|well|right|sorry|er|erm|um)\b"
    r"[\s,:–—-]*)*"
)
_JUDGED = (
    r"(?:(?:thoughts|views?|opinions?|stance|position|line|news|word|rules?|guidance|policy|advice"
    r"|verdict)\s+(?:on|about)|(?:think|thinks|know|heard)\s+(?:about|of)|(?:problems?|issues?"
    r"|trouble|experience|happy)\s+with|(?:anyone|anybody|others|people)\s+(?:else\s+)?"
    r"(?:using|used|tried))"
)
_PLACES = tuple(
    re.compile(written, re.IGNORECASE)
    for written in (
        rf"{_BEFORE}{_NAME}\s*\?+\W*$",
        rf"{_BEFORE}{_NAME}[\s,:–—-]+{_FINE}\b",
        rf"\b(?:is|are|was|isn['’]?t)\s+{_NAME}\s+(?:also |still |now |even |really |actually )?"
        rf"{_FINE}\b",
        rf"\b(?:would|will|could|might)\s+{_NAME}\s+be\s+{_FINE}\b",
        rf"\b(?:if|whether)\s+{_NAME}\s+(?:is|are|was|would be)\s+{_FINE}\b",
        rf"\b(?:can|could|may)\s+(?:we|i|they|you|staff|(?:my|our|the)\s+\w+)\s+have\s+{_NAME}"
        rf"{_ENDS}",
        rf"\b(?:what|how|wot|wat)(?:['’]?s)?\s+about\s+{_NAME}{_ENDS}",
        rf"\b{_JUDGED}\s+{_NAME}{_ENDS}",
        rf"\b(?:are|am|is)\s+(?:we|i|they|he|she|staff|anyone)\s+(?:allowed|permitted)\s+{_NAME}"
        rf"{_ENDS}",
        r"\b(?:am|are|is)\s+(?:we|i|they|staff|everyone|you|it)\s+(?:ok|okay|alright|all right|fine"
        rf"|good|cool)\s+with\s+{_NAME}{_ENDS}",
        rf"\b(?:do|does)\s+(?:we|you|i|they|the council)\s+(?:have|own|allow|support|pay for)\s+"
        rf"{_NAME}{_ENDS}",
        rf"\b(?:cleared|vetted|okayed|approved|checked|assessed)\s+{_NAME}{_ENDS}",
        r"\b(?:use|using|try|trying|install|installing|download|downloading|get(?!\s\w+ed\b)"
        r"|buy|buying|access|sign up (?:to|for|with)|log ?in (?:to|on to)|sign in to|subscribe to"
        r"|switch to|move to|join)\s+"
        rf"{_NAME}{_ENDS}",
        r"\b(?:go|goes|put|paste|pasted|enter|entered|feed|type|upload|load)\s+(?:[\w'’]+\s+){0,4}?"
        rf"(?:in to|into|in|through)\s+{_NAME}{_ENDS}",
    )
)
_TOLD_OF = re.compile(
    r"\b(?:offered|swears? by|found|recommend(?:s|ed)?|heard (?:of|about)|came across|called|named"
    r"|loves?|raves? about|told (?:me|us) about|showed (?:me|us)|shown|demo of|trial of|invite to"
    rf"|selling|sells|pushing|pitching)\s+(?:me |us )?{_NAME}{_ENDS}",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|that|this|one|sign up|subscribe|join in|go ahead)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_WITH = re.compile(rf"\b(?:with|via|through|in)\s+{_NAME}\W*$", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:make|making|write|writing|draft|create|build|design|produce|generate|mark|plan|sort"
    r"|summarise|summarize|transcribe|translate|edit|record|minute|do|run|put together|prepare"
    r"|tidy|tidy up|reword|proofread|analyse|code|draw|caption|polish)\b",
    re.IGNORECASE,
)
_ASKS_TO_JUDGE = re.compile(rf"\b{_JUDGED}\s", re.IGNORECASE)
_LEADS = re.compile(r"(?:the|this|that|an?|my|our|your|their|some|any|his|her)\s+", re.IGNORECASE)


def asks_to_judge(question: str) -> bool:
    """Whether it asks what to think of something: "what's the rule on …"."""
    return bool(_ASKS_TO_JUDGE.search(question))


def tool_places(question: str) -> Iterator[tuple[str, bool]]:
    """What stands in the places of a question where a tool could be named, as it was typed and at
    most three words long; with whether it is a thing of somebody's ("my …", "the …")."""
    question = _BRACKETED.sub("", question)
    for place in _PLACES:
        for found in place.finditer(question):
            yield _named(found[1])
    made = _WITH.search(question)
    if made is not None and _MADE.search(question[: made.start()]):
        yield _named(made[1])
    told = _TOLD_OF.search(question)
    if told is not None and _IT.search(question, told.end()):
        yield _named(told[1])


def _named(written: str) -> tuple[str, bool]:
    bare = _LEADS.sub("", written, count=1) if _LEADS.match(written) else written
    return bare.strip(".;&’'+- "), bare != written
