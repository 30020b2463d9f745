"""The words around an English question that ask nothing: greetings, "can you tell me if", thanks.

The Welsh ones stand in `welsh/openers.py`.
"""

import re

_GREETING = (
    r"(?:hi(?:ya)?|hell?o+|hey(?:a)?|heya|helo|hullo|yo|good (?:morning|afternoon|evening)|morning"
    r"|afternoon|dear (?:all|colleagues?|team|bot|assistant))"
    r"(?: (?:there|all|team|everyone|bot|mate))?"
)
_ASIDE = (
    r"(?:(?:so )?sorry(?: to (?:bother|trouble|ask)(?: you)?)?|excuse me"
    r"|quick (?:one|question|query)"
    r"|(?:just )?(?:a|one|another) (?:quick |daft |silly |stupid )?(?:question|query)"
    r"|(?:silly|daft|stupid|dumb) question|please|pls|plz|plse)"
)
_WHETHER = (
    r"(?:(?:can|could|would|will|cud) (?:you|u|someone|somebody|anyone|anybody)(?: (?:please|pls"
    r"|plz|kindly|just|possibly))* (?:tell|advise|inform|remind|let|confirm|clarify|say|help"
    r"|explain(?: to)?)(?: (?:me|us))?(?: (?:know|understand|out))?"
    r"|(?:please|pls|plz|kindly)? ?(?:tell|advise|let)(?: (?:me|us))(?: know)?"
    r"|(?:do|does|wud|would) (?:you|u|anyone|anybody|someone) (?:happen to )?know"
    r"|any idea|(?:i(?:['’]?m| am| was)?|we(?:['’]?re| are| were)?) (?:just |only )?wondering"
    r"|(?:i|we)(?:['’]?d)? (?:just |only )?(?:want|need|would like|like|wanted|wish)(?:ed)? to"
    r" (?:know|check|ask|find out|understand)"
    r"|(?:can|could|may) (?:i|we) (?:just |please )?(?:ask|check))"
)
_OPENER = re.compile(
    rf"\W*(?:{_GREETING}|{_ASIDE}|{_WHETHER}(?=\s+(?:if|whether|what|which|who|whom|whose|how|when"
    rf"|where|why|about)\b)(?: (?:if|whether|about))?)\b[\s,.:;!–-]*",
    re.IGNORECASE,
)
_CLOSER = re.compile(
    r"[\s,.;!–-]+(?:please|pls|plz|plse|thanks(?: (?:a lot|in advance|so much|very much|all))?|thx"
    r"|thank (?:you|u)|many thanks|ta|cheers|kind regards|regards|x+)[\s.!?]*$",
    re.IGNORECASE,
)
_FEWEST = 2  # words that are left of a question


def without_courtesies(question: str) -> str:
    """The question without them; the whole where hardly anything else is said."""
    return unwrapped(question, _OPENER, _CLOSER)


def unwrapped(question: str, opener: re.Pattern[str], closer: re.Pattern[str] | None = None) -> str:
    """A question without what it is begun and ended with, however often; the whole where hardly
    anything else is said. Neither pattern takes the empty text."""
    rest = question
    while found := opener.match(rest):
        rest = rest[found.end() :]
    while closer and (found := closer.search(rest)):
        rest = rest[: found.start()]
    return rest if len(rest.split()) >= _FEWEST else question
