"""Whether somebody who answers the questions of a form asks one in between."""

import re

_LEAD = (
    r"(?:(?:and|but|so|or|ok|okay|also|then|well|now|sorry|please|hi|hello|hey|oh|actually|wait"
    r"|hang on|quick question|one more (?:thing|question)|by the way|btw|just)[\s,.:;–-]+)*"
)
_AUXILIARY = (
    r"(?:can|could|may|might|do|does|did|is|are|am|was|were|will|would|should|must|have|has)"
    r"(?:n['’]?t)?"
)
_ASKED_FOR = r"(?:what|when|where|who|whom|whose|which|why|how)(?:['’]?s)?"
_IN_WELSH = (
    r"(?:beth|pwy|pryd|ble|sut|pam|faint|oes|ydy|ydi|ydw|gaf|allaf"
    r"|a (?:gaf|ga|gawn|all|allaf|allwn|oes|yw|ydy|ydi|oedd|fydd))"
)
_ANYBODY = r"(?:i|we|you|they|he|she)"
_ANYTHING = rf"(?:{_ANYBODY}|it|this|that|there|anyone|anybody|someone|somebody)"

_MAY_BE_QUESTION = re.compile(
    rf"{_LEAD}(?:{_AUXILIARY}|{_ASKED_FOR}|{_IN_WELSH}|can['’]?t)\b", re.IGNORECASE
)
_INVERTED = re.compile(
    rf"{_LEAD}(?:(?:{_ASKED_FOR} )?{_AUXILIARY} {_ANYTHING}\b"
    # "how long may I", but not "how we do it"
    rf"|{_ASKED_FOR}(?: (?!{_ANYTHING}\b)\w+){{1,2}} {_AUXILIARY} {_ANYBODY}\b)",
    re.IGNORECASE,
)
_LAST_SENTENCE = re.compile(r"[.!?;\n]\s+(?P<last>[^.!?;\n]+)\?+\s*$")


def is_question(text: str) -> bool:
    """Whether a text is worded as a question: "how long may I", or with a question mark."""
    said = " ".join(text.split())
    return bool(_INVERTED.match(said) or (said.endswith("?") and _MAY_BE_QUESTION.match(said)))


def may_be_question(text: str) -> bool:
    """Whether it may be one: it begins like a question, or it ends in one."""
    last = _LAST_SENTENCE.search(text)
    return bool(
        _MAY_BE_QUESTION.match(text.strip()) or (last and _INVERTED.match(last["last"].strip()))
    )
