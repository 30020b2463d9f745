"""The Welsh words of which times are made, with what they are in English."""

import re

_MONTHS = {
    "ionawr": "January", "chwefror": "February", "mawrth": "March", "ebrill": "April",
    "mai": "May", "mehefin": "June", "gorffennaf": "July", "gorffenaf": "July", "awst": "August",
    "medi": "September", "hydref": "October", "tachwedd": "November", "rhagfyr": "December",
}  # fmt: skip
MONTH = (
    "ionawr|chwefror|[mf]awrth|ebrill|[mf]ai|[mf]ehefin|(?:ng|g)?orffenn?af|awst|[mf]edi|hydref"
    "|(?:nh|[td])achwedd|rh?agfyr"
)
"""A month with any beginning that it takes."""

SURE_SEASONS = {"gwanwyn": "spring", "gaeaf": "winter"}
SEASONS = {
    **SURE_SEASONS, "wanwyn": "spring", "haf": "summer", "ha'": "summer", "ha": "summer",
    "hydref": "autumn", "aeaf": "winter",
}  # fmt: skip
"""`hydref` is October without the article."""
WEEKDAYS = {
    "llun": "Monday", "mawrth": "Tuesday", "mercher": "Wednesday", "iau": "Thursday",
    "gwener": "Friday", "sadwrn": "Saturday", "sul": "Sunday",
}  # fmt: skip
YEARS = {
    **dict.fromkeys(("ariannol", "gyllidol", "gyllideb"), "financial"),
    **dict.fromkeys(("ddinesig", "dinesig", "fwrdeistrefol", "gyngor"), "municipal"),
    **dict.fromkeys(("ysgol", "academaidd"), "school"),
    **dict.fromkeys(("dreth", "treth"), "tax"),
    **dict.fromkeys(("galendr", "calendr"), "calendar"),
}
UNITS = {
    **dict.fromkeys(("diwrnod", "ddiwrnod", "niwrnod", "dydd"), "days"),
    **dict.fromkeys(("wythnos", "wythnosau"), "weeks"),
    **dict.fromkeys(("pythefnos", "bythefnos"), "fortnights"),
    **dict.fromkeys(("mis", "fis", "misoedd"), "months"),
    **dict.fromkeys(("blynedd", "flynedd", "mlynedd", "blwyddyn", "flwyddyn"), "years"),
}
COUNTS = {
    "un": "one", **dict.fromkeys(("ychydig", "rhai"), "few"),
    **dict.fromkeys(("dau", "ddau", "dwy", "ddwy"), "two"),
    **dict.fromkeys(("tri", "dri", "thri", "tair", "dair"), "three"),
    **dict.fromkeys(("pedwar", "bedwar", "pedair", "bedair"), "four"),
    **dict.fromkeys(("pum", "bum", "pump"), "five"), **dict.fromkeys(("chwech", "chwe"), "six"),
    "saith": "seven", "wyth": "eight", "naw": "nine", "deg": "ten", "ddeg": "ten",
    "deuddeg": "twelve",
}  # fmt: skip
_TO_TEN = ("unfed", "ail", "trydydd", "pedwerydd", "pumed", "chweched", "seithfed", "wythfed",
           "nawfed", "degfed")  # fmt: skip
ORDINALS = {
    "unfed ar ddeg ar hugain": 31,
    **{f"{word} ar hugain": 20 + at for at, word in enumerate(_TO_TEN, 1)},
    "unfed ar ddeg": 11, "deuddegfed": 12, "trydydd ar ddeg": 13, "pedwerydd ar ddeg": 14,
    "pymthegfed": 15, "bymthegfed": 15, "unfed ar bymtheg": 16, "ail ar bymtheg": 17,
    "deunawfed": 18, "pedwerydd ar bymtheg": 19, "ugeinfed": 20,
    "cyntaf": 1, "cynta": 1, **{word: at for at, word in enumerate(_TO_TEN[1:], 2)},
}  # fmt: skip
"""The longer before what they begin with."""
OTHERS = {
    "ddoe": "yesterday", "yfory": "tomorrow", "fory": "tomorrow", "nadolig": "Christmas",
    "y nadolig": "Christmas", "dolig": "Christmas", "y dolig": "Christmas", "y pasg": "Easter",
    "pasg": "Easter", "hanner tymor": "half term", "cyfnod clo": "lockdown",
    "y cyfnod clo": "lockdown", "pandemig": "the pandemic", "y pandemig": "the pandemic",
    "etholiad": "the election", "yr etholiad": "the election", "tymor yr haf": "summer term",
    "tymor yr hydref": "autumn term", "tymor y gwanwyn": "spring term", "tymor hwn": "this term",
    "y tymor hwn": "this term", "y tymor diwethaf": "last term",
}  # fmt: skip
BARE = frozenset(SEASONS.values())
"""English times that need a word before them."""
PARTS = {
    **dict.fromkeys(("dechrau", "ddechrau"), "start"),
    **dict.fromkeys(("canol", "ganol"), "middle"),
    **dict.fromkeys(("diwedd", "ddiwedd"), "end"),
}  # fmt: skip
LEADS = {
    "yn ystod": "during", "ar ol": "after", "hyd at": "until", "ers": "since", "wedi": "after",
    "cyn": "before", "ar": "on", "yng": "in", "ym": "in", "yn": "in", "dros": "over",
    "tan": "until", "hyd": "until", "erbyn": "by", "rhwng": "between", "o": "from",
}  # fmt: skip
JOINING = {
    "between": ("a", "ac", "a mis", "a fis", "ac yr", "a'r", "a'r fis"),
    "from": ("i", "hyd", "hyd at", "tan", "i'r", "i fis", "hyd fis", "tan fis"),
}
PARTS_BY = {
    **dict.fromkeys(("n1", "n1b"), "first"), **dict.fromkeys(("n2", "n2b"), "second"),
    **dict.fromkeys(("n3", "n3b"), "third"),
    **dict.fromkeys(("n4", "n4b", "n4c"), "fourth"),
}  # fmt: skip
TENSES = tuple(
    (re.compile(past, re.IGNORECASE), present)
    for past, present in (
        (r"\boedd (?=(?:yna )?(?:hawl|rhaid|raid|angen|caniat[aâ]d)\b)", "oes "),
        (r"(?<=\bbeth )oedd\b|(?<=\bpwy )oedd\b", "yw"),
        (r"(?<=\bbe )oedd\b", "ydi"),
        (r"\bgafodd\b|\bc[aâ]i\b", "gaiff"),
        (r"\boeddwn i\b|\bo'n i\b", "ydw i"),
        (r"\boedden ni\b|\boeddem ni\b|\bo'n ni\b", "ydyn ni"),
        (r"\broedd\b", "mae"),
        (r"\boedd\b", "ydy"),
    )
)
"""What was, put as what is."""


TURNS = tuple(
    (re.compile(welsh, re.IGNORECASE), english)
    for welsh, english in (
        (r"\bbe(?:th)? (?:a )?(?:dd?y?we|ddu|we)dodd\b", "what did the policy say about"),
        (
            r"\bpa (?:bolis[iï]au|reolau|gymalau) (?:a |sy(?:dd)? |gafodd )?(?:wedi |eu |di )?"
            r"(?:newid\w*|cael eu newid|diweddaru|ddiweddarwyd)\b",
            "which policies changed",
        ),
        (
            r"\bbe(?:th)? (?:a )?newid(?:iodd|wyd) (?:yn|ym|i|am|gyda|ynghylch)\b(?: yr?)?"
            r"(?! ystod)",
            "what changed in",
        ),
        (r"\bbe(?:th)? (?:sy['’]?n|sydd yn|fydd yn|fydd['’]n) newid\b", "what is changing"),
    )
)
"""Turns that ask about a time, which are too long to be read word by word."""


def month(word: str) -> str:
    """The English of a month, whatever its first letter was changed to."""
    if word in _MONTHS:
        return _MONTHS[word]
    changed = {"f": "m", "d": "t", "nh": "t", "ng": "g", "o": "go", "r": "rh"}
    known = (radical + word[len(said) :] for said, radical in changed.items()
             if word.startswith(said))  # fmt: skip
    return next(_MONTHS[one] for one in known if one in _MONTHS)
