"""Whether a message tells of something that has gone wrong: information in the wrong tool or with
the wrong person, a tool that shows too much, an account in other hands.

Rules over words, no statistics. It tells what has happened, to information, and asks nothing of
what would be if: "I pasted a list into the chatbot", never "may I paste one" or "what if I did".
"""

import re
from enum import StrEnum

_WHO = (
    r"(?:i|we|you|he|she|they|it"
    r"|(?:someone|somebody)(?: (?:in|on|from|at|of)(?: [\w’'-]+){1,3}?)?"
    r"|one of (?:my|our|the|us)(?: \w+){0,2}"
    r"|(?:my|our|the|a|an|another|that|this|some)(?: [\w’'-]+){1,4}?|\w+)"
)
_HAVE = (
    r"(?:['’]?ve|['’]?s|have|has|had|may have|might have|could have|must have|seem to have|been"
    r"|was|were|got|just|only|already|accidentally|mistakenly|inadvertently|stupidly|now|also|even"
    r"|then|think|recently|wrongly|unknowingly|once)"
)
_PUT_IN = (
    r"(?:pasted|put|typed|uploaded|entered|fed|dropped|copied|shared|sent|emailed|e-mailed|forwarded"
    r"|gave|given|posted|submitted|inputted|input|ran|stuck|chucked|bunged|popped|shoved|dumped|loaded"
    r"|attached|leaked|disclosed|released|exposed|published|left|lost|pasting|putting|typing"
    r"|uploading|entering|feeding|copying|sharing|sending|running|using|used)"
)
_SHOWED = (
    r"(?:showed|shown|showing|gave|given|giving|gives|displayed|displays|revealed|reveals"
    r"|included|includes|quoted|quotes|mixed up|muddled|pulled up|brought up|returned|read out"
    r"|exposed|leaked|contained|mentioned|named|sent|emailed|forwarded|joined|recorded|listed|put)"
)
_INFORMATION = (
    r"(?:personal|confidential|sensitive|private|exempt|restricted|medical|health|safeguarding|hr"
    r"|payroll|salar(?:y|ies)|wages?|bank|nhs|national insurance|case|client|customer|resident"
    r"|tenant|claimant|applicant|complainant|patient|pupil|child|children|family|families|carer"
    r"|service user|staff|employee|colleague|candidate|foster|disciplinary|grievance|interview"
    r"|benefit|homeless\w*|exclusions?|addresse?s?|phone|names?|numbers?|date of birth|dob|details"
    r"|cvs?|passwords?|login|diagnos\w+|referrals?|assessments?|complaints?|applications?"
    r"|transcripts?|recordings?|minutes|letters?|e-?mails?|files?|records?|reports?|lists?"
    r"|spreadsheets?|sheets?|photos?|notes?|summar(?:y|ies)|decisions?|prompt|data|information"
    r"|appraisals?|pay ?slips?|catch[- ]?ups?|meetings?"
    r"|contract|bids?|legal advice|laptop|money"
    r"|account|payment)(?:s|['’]s?|s['’])?"
)
_OTHERS = (
    r"(?:(?:some(?:one|body)|another|other|any(?:one|body)|every(?:one|body))(?: \w+)?"
    r"(?: ?else)?['’]?s?\b|two (?:\w+ ){1,2}in one|the wrong|a different"
    r"|outside the (?:council|team)"
    r"|(?:i|we) (?:should ?n['’]?o?t|must not|am not meant to|was not meant to)|my whole|the whole)"
)
_THE_WRONG = (  # whoever or whatever it went to; a wrong date is a mistake in what was sent
    r"the wrong (?!month|day|date|year|word|number|place|box|figure|answer|section|law|case law)\w+"
)
_WRONG = (
    r"(?:by mistake|by accident|accident(?:al)?ly|mistakenly|in error|oops|oh no|without thinking"
    r"|should ?n['’]?o?t have|only now|just reali[sz]ed|" + _THE_WRONG + ")"
)
_GOT_OUT = (
    r"(?:ended up|turned up|showed up|came up|popped up|got out|gone out|went out|gone|went|landed"
    r"|got|made its way|slipped)\s+(?:in|into|to|on|onto|with|out)\b"
)
_TAKEN = (
    r"\b(?:was|were|been|got|is|are) (?:\w+ )?(?:hacked|phished|stolen|compromised|leaked|breached"
    r"|exposed)\b"
)

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

_NO_PAPER = (
    r"\b(?!\s+(?:(?:the|a|an|my|our|your)\s+)?(?:letter|report|minutes|diary|post|idea|request|form"
    r"|agenda|meeting)\b)"
)

_TOLD = tuple(
    re.compile(written, re.IGNORECASE)
    for written in (
        # Somebody put something into something: "we typed names into the bot".
        rf"(?:^|[.,;:!?-]\s*|\b(?:and|that|but|so|think|thought|reali[sz]ed|afraid|sorry|yesterday"
        rf"|today|morning|just|found|week|month|year|{_DAY})\s+)(?:{_WHO}\s+)?(?:{_HAVE}\s+)*"
        rf"(?!sent|emailed|given?|gave|ran|left|used|using|running|stuck (?:with|on)){_PUT_IN}\s+"
        r"(?:\S+\s+){0,9}?"
        rf"(?:in|into|in to|to|through|on|onto|with){_NO_PAPER}",
        # A tool showed what is somebody else's.
        rf"\b{_SHOWED}\b.{{0,60}}\b{_OTHERS}",
        r"\b(?:can|could) see\b.{0,40}\b(?:some(?:one|body)|other|another|every(?:one|body))",
        # It went to the wrong one.
        rf"\b(?:{_PUT_IN}|went|gone)\b.{{0,60}}\b{_THE_WRONG}",
        r"\b(?:left|ran|running|using|sent|emailed|went|gone|shared|posted|published|circulated)\b"
        r".{0,60}\b(?:outside|everyone|every\w+|anyone"
        r"|whole (?:team|department|council)|personal|public|supplier|journalist|press)\b",
        rf"\b(?:{_PUT_IN}|{_SHOWED}|went|clicked)\b.{{0,80}}{_WRONG}",
        rf"{_WRONG}.{{0,80}}\b(?:{_PUT_IN}|{_SHOWED}|went|clicked)\b",
        r"\bclicked\b.{0,60}\b(?:link|attachment)\b.{0,60}\b(?:gave|entered|typed|password)\b",
        rf"\b(?:leaked|disclosed|exposed)\s+(?:\S+\s+){{0,3}}{_INFORMATION}\b",
        rf"\b{_INFORMATION}\b.{{0,60}}\b{_GOT_OUT}",
        rf"\b{_GOT_OUT}.{{0,60}}\b{_INFORMATION}\b",
        # It listened, or holds what it should not.
        r"\b(?:joined|recorded|recording(?! of)|listened in|transcribed|kept|keeps)\b.{0,60}"
        r"\b(?:confidential|closed|private|exempt|strategy|safeguarding"
        r"|without (?:us|me|anyone|our|asking|being))",
        r"\b(?:been|has|was|had) (?:sat|sitting|lurking|listening) in(?: on)? (?:our|my|the|a)\b",
        # Somebody acted on a fake, or lost what holds it.
        r"\b(?:fake|faked|deepfake|cloned|scam|phishing|pretend(?:ed|ing))\b.{0,80}\b(?:paid|transferred"
        r"|gave|sent|approved|told|shared|changed|clicked)\b",
        r"\b(?:paid|transferred|gave|sent|approved|shared|changed)\b.{0,80}"
        r"\b(?:fake|faked|deepfake|scam)\b",
        r"\b(?:lost|mislaid|stolen)\b.{0,40}"
        r"\b(?:laptop|phone|tablet|recorder|device|memory stick|usb)\b",
        r"\b(?:got hold of|got access to|has access to|have access to"
        r"|logged in as|logged into my)\b",
        r"\bwent out with\b|\bstill (?:recording|running|listening)\b|\bnobody noticed\b",
        _TAKEN,
    )
)
_OF_PEOPLE = re.compile(rf"\b{_INFORMATION}\b|{_WRONG}|{_TAKEN}", re.IGNORECASE)
# What would be, what one may do, and what is asked of such things as such.
_SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|suppose|imagine|would|should i\b(?! have)|may i|can i|could i|can we"
    r"|may we|could we|can staff|may staff|can my|am i|are we|is it|will i|must i|must we"
    r"|do i|do we"
    r"|does|shall|before|in case|to avoid|how (?:do|can|are|should)|what (?:counts|happens|would)"
    r"|who|whose|when (?:a|an|the|some|must|should|is|do|does)|is (?:a|an|sharing|putting|using)"
    r"|ever|never|not yet|has(?:n['’]?t| not)|have(?:n['’]?t| not)|did(?:n['’]?t| not))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:[,.;:!?-]\s*|\s(?:and|so|but)\s+)(?:what|who|how|do|does|can|should|is|will|am|must|where"
    r"|when|whom|anything)\b[^.!?]*[.?!]*\s*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.!?;])\s+|\n+")


_HAPPENED = re.compile(
    rf"\b(?:(?!sent\b|gave\b|given\b|us(?:ed|ing)\b){_PUT_IN}|showed|showing|joined|recorded"
    rf"|mixed up|revealed|exposed|{_GOT_OUT}|deleted|stolen|hacked|clicked|can see)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:so |hi |hello |ok |and |but |please )*(?:what|which|who|how|why|when|where|can|could"
    r"|may|should|do|does|did|is|are|will|would|must|am|shall|has anyone|have we)\b",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"\b(?:can|could|may) (?:i|we|he|she|they)\b|\bok(?:ay)? to\b|\ballowed\b"
    r"|\bwhich (?:of|tools?)\b|\bdo (?:i|we) need\b",
    re.IGNORECASE,
)

# What to do, or whom to tell, if it happens: "who do I tell if I pasted a name by mistake".
_SEEKS_THE_RULE = re.compile(
    r"\b(?:what(?:['’]?s| (?:do|should|must|shall|am|are|would|is))\b.{0,30}"
    r"\b(?:do|done|procedure|process|steps)"
    r"|who(?:m)? (?:do|should|must|shall|would|to)\b.{0,12}\b(?:tell|report|call|ring|contact"
    r"|inform|email|notify|speak|talk|go|let)"
    r"|(?:how|where|when) (?:do|should|must|shall|would|to)\b.{0,12}\b(?:report|deal|handle)"
    r"|(?:do|must|should) (?:i|we|they|staff|you)\b.{0,14}\b(?:report|tell|inform|own up|notify)"
    r"|what if|what happens)\b",
    re.IGNORECASE,
)
_IF_SO = re.compile(
    r"\b(?:if|when|once|after|suppose|in case|where)\b(?P<so>[^.;?!]*)", re.IGNORECASE
)
_MEANS_TO = re.compile(
    r"\b(?:need|want|wish|like|have to|has to|going to|(?:i|we) plan to|plans to|planning to|asks?"
    r"|tells?|can|could|may|might|should|must|would"
    r"|(?:un)?sure|asked|told to|allowed)\b",
    re.IGNORECASE,
)
_GIVE_AWAY = r"paste|put|type|upload|enter|send|email|share|forward|leak|disclose"
_GOES_WRONG = re.compile(
    r"\b(?:something|anything|it|things?)\s(?:goes|went|go|has gone|have gone|is|looks)"
    r"\s(?:\w+\s)?wrong\b",
    re.IGNORECASE,
)
_IF_PUT_IN = re.compile(
    rf"\b(?:paste|put|type|upload|enter|feed|copy|drop)s?\s+(?:\S+\s+){{0,9}}?"
    rf"(?:in|into|in to|to){_NO_PAPER}"
    rf"|\b(?:{_GIVE_AWAY}|show|give|join|record|lose|click)s?\b.{{0,60}}(?:{_OTHERS}|{_WRONG})"
    rf"|{_WRONG}.{{0,40}}\b(?:{_GIVE_AWAY})s?\b"
    r"|\b(?:is|gets|are|get) (?:hacked|phished|stolen|compromised|leaked|breached|exposed)\b",
    re.IGNORECASE,
)

_BEGINS_ASKING = re.compile(
    r"^\W*(?:(?:so|and|but|also|please|hi|hello|ok|then|now)\b\W*)*"
    r"(?:can|could|may|might|should|must|shall|do|does|did|is|are|am|was|were|will|would|has|have"
    r"|had|what|which|who|whom|whose|when|where|why|how|if|any|ok|fine|happy|list|show|tell|give"
    r"|print|name|find|open|explain|translate|write|draft|summari[sz]e|help|let|ignore|pretend"
    r"|forget)\b"
    r"|\bwant to know\b|\bneed to know\b|\bwhether\b",
    re.IGNORECASE,
)


class Incident(StrEnum):
    """TOLD: it says that something has gone wrong. PERHAPS: it tells of something that happened,
    which may be that. NONE: it tells of nothing."""

    TOLD = "told"
    PERHAPS = "perhaps"
    NONE = "none"


def statements_in(text: str) -> list[str]:
    """What a message states, sentence by sentence, without what it asks."""
    told = [_ASIDE.sub("", one) or one for one in _CLAUSE.split(text)]
    return [one.strip() for one in told if one.strip() and not _BEGINS_ASKING.match(one)]


def asks_what_to_do(text: str) -> bool:
    """Whether it is asked what to do, or whom to tell, if something went wrong with information:
    "what do I do if I put a name into the chatbot". Not what one may do, nor what is planned."""
    found = _IF_SO.search(text)
    if found is None or not _SEEKS_THE_RULE.search(text):
        return False
    so = found["so"].strip()
    if _GOES_WRONG.search(so):
        return True
    if _MEANS_TO.search(so) or not _OF_PEOPLE.search(so):
        return False
    return bool(_IF_PUT_IN.search(so)) or any(form.search(so) for form in _TOLD)


def read_incident(text: str) -> Incident:
    """Whether a message says that something has gone wrong with information and AI."""
    told = _ASIDE.sub("", text) or text
    said = [one for one in _CLAUSE.split(told) if one and not _SUPPOSED.search(one)]
    found = [form for one in said if _OF_PEOPLE.search(one) for form in _TOLD if form.search(one)]
    if _TOLD[0] in found or (found and not _WISHES.search(text)):
        return Incident.TOLD
    happened = any(_HAPPENED.search(one) and not _ASKS.match(one) for one in said)
    return Incident.PERHAPS if happened and not _WISHES.search(text) else Incident.NONE
