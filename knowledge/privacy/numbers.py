"""How numbers, codes and days of birth of one person are written, with separators left free.

Shapes: National Insurance numbers (HMRC, NIM39110), postcode areas (Royal Mail), telephone numbers
(Ofcom's plan), registration marks since 1963 (DVLA), NHS numbers (ten digits).
"""

from knowledge.privacy.forms import compiled

_GAP = r"[ \t\u00a0.\-–—/_|]{0,3}"
_BREAK = r"[ \t\u00a0.\-–—/_|]{1,3}"
_IN_PHONES = r"[ \t\u00a0.\-–—/_()]{0,3}"
_INITIALS = rf"(?:[a-ceghj-pr-tw-z]{_GAP}[a-ceghj-npr-tw-z]|qq)"
_CAPITALS = r"(?-i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
_AREA = (
    "(?:a[bl]|b[abdhlnrst]?|c[abfhmortvw]|d[adeghlnty]|e[chnx]?|f[ky]|g[luy]?|h[adgprsux]"
    "|i[gmpv]|je|k[atwy]|l[adelnsu]?|m[ekl]?|n[egnprw]?|o[lx]|p[aehlor]|r[ghm]|s[aegklmnoprstwy]?"
    "|t[adfnqrsw]|ub|w[acdfnrsv]?|yo|ze)"
)
_INWARD = r"[abd-hjlnp-uw-z]"
_SMALL = r"(?:to|in|at|by|is|of|on|up|my|we|or|as|go|do|so|no|it|an|me|us|if|be|he)"
_DAY = r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}|(?:19|20)\d\d[./-]\d\d[./-]\d\d)(?!\d)"
_YEARS = r"(?:19|20)\d\d(?:[ /–-](?:19|20)?\d\d)?(?!\d)"
_SPELT = (
    r"(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|double|treble|triple"
    r"|slash|dash|stroke|hyphen|dot)"
)
_RECORD = (
    r"(?:case|ref(?:erence)?|complaint|incident|ticket|application|claim|account|tenancy|payroll"
    r"|employee|asset|uprn|nhs|client|patient|pupil|resident|invoice|crn|mosaic|liquidlogic"
    r"|receipt|idea|permit|badge|passport|file)s?(?: (?:no\.?|number|num|id|ref|of))?"
)
_BORN = r"(?:born|d\.?o\.?b\.?|date of birth)(?: (?:on|is|was))?:? ?(?:the )?"
_VEHICLE = r"(?:plate|reg(?:istration)?|vrm|vehicle|car|van|taxi|lorry)"

# In this order: a longer form before the shorter one that is a part of it.
WITH_DIGITS = compiled(
    (rf"\b(?!{_SMALL} {_DAY}){_INITIALS}{_GAP}(?:\d{_GAP}){{6}}[a-d]\b", "[NI number]"),
    (rf"\b{_CAPITALS}[ .-]?\d\d[ .-]?\d\d[ .-]?\d\d\b", "[NI number]"),
    (rf"\b{_AREA}\d[a-z\d]?{_GAP}\d{_GAP}{_INWARD}{{2}}\b", "[postcode]"),
    (rf"\b{_AREA}{_BREAK}\d[a-z\d]?{_BREAK}\d{_GAP}{_INWARD}{{2}}\b", "[postcode]"),
    (rf"\b[a-z](?: [a-z])? \d(?: [a-z\d])? \d {_INWARD} {_INWARD}\b", "[postcode]"),
    (
        rf"(?<![\w/])(?:\+|00)?44{_IN_PHONES}(?:\(0\))?(?:{_IN_PHONES}\d){{9,10}}(?!\d)",
        "[phone]",
    ),
    (rf"(?<![\w/.-])(?!{_DAY})\(?0(?:{_IN_PHONES}\d){{9,10}}(?!\d)", "[phone]"),
    (rf"(?<![\w/.-])7\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?!\d)", "[phone]"),
    (r"\b(?:\d(?:[ -]?\d){12,18})\b", "[number]"),
    (rf"(?<![\w/.-])(?!{_DAY}|{_YEARS})\d(?:{_GAP}\d){{9}}(?!\w)", "[number]"),
    (r"(?<![\w/.-])\d(?: \d){5,}(?!\w)", "[number]"),
    (rf"\bsort code:? ?\d\d{_GAP}\d\d{_GAP}\d\d\b", "sort code [number]"),
    (
        rf"\b(?P<word>{_BORN})\d{{1,4}}(?:st|nd|rd|th)?[ ./|-]{{1,3}}(?:of )?\w+"
        r"[ ./|,-]{1,3}['’]?\d{1,4}",
        r"\g<word>[date of birth]",
    ),
    (
        rf"\b(?P<word>{_RECORD})[ :#.-]+(?:(?=[a-z/-]*\d)[a-z0-9/-]{{3,}}\b"
        r"|[a-z]{0,3}\.?\d{3,}(?:\.\d+)+|\d{1,4}(?: \d{1,4}){2,}\b)",
        r"\g<word> [case number]",
    ),
    (r"\b[a-z]{1,6}[/-]\d{2,4}[/-]\d{3,}\b", "[case number]"),
    (r"\b(?!iso|bs|en|rfc)[a-z]{1,6}[/-]?\d{4,}(?:[/-]\w+)*\b", "[case number]"),
    (r"\b[a-z]{1,6} (?:dash|slash|stroke|hyphen) \d{3,}\b", "[case number]"),
    (r"\b\d{2,4} ?/ ?\d{4,6}(?: ?/ ?[a-z]+)?\b|\b\d{2,4}/\d{3,6}/[a-z]+\b", "[case number]"),
    (r"(?<![\w/.-])(?!(?:19|20)\d\d/)\d{4,6}/\d\d(?![\w/])", "[case number]"),
    (r"(?<![\w/.-])\d{6,}(?![\w/-])", "[number]"),
    (r"\b[a-z]{2}\d\d[a-z]{3}\b", "[number plate]"),
    (rf"\b(?!{_SMALL}\b)[a-z]{{2}}[.-]\d\d[.-][a-z]{{3}}\b", "[number plate]"),
    (rf"\b(?!{_SMALL}\b)(?-i:[A-Z]{{2}} {{0,2}}\d\d {{0,2}}[A-Z]{{3}})\b", "[number plate]"),
    (r"\b(?!m ?365)(?-i:[A-HJ-NPR-TV-Y] ?\d{2,3} ?[A-Z]{3})\b", "[number plate]"),
    (
        rf"\b(?P<word>{_VEHICLE}(?: (?:is|no\.?|number|mark))*:? )"
        r"(?:[a-z]{2}\d\d|[a-z]\d{2,3}|[a-z]{3}\d{2,3})[ .-]?[a-z]{1,3}\b",
        r"\g<word>[number plate]",
    ),
)
"""Found only where there is a digit."""

WITHOUT_DIGITS = compiled(
    (r"[^\s@<>\[\]]+@[^\s@<>\[\]]+\.[^\s@<>\[\]]*\w", "[e-mail]"),
    (r"(?<![\w.+-])[\w.+-]+ ?(?:@|[(\[{]at[)\]}]) ?[\w-]+(?:\.[\w-]+)+", "[e-mail]"),
    (r"(?<![\w.+-])[\w.+-]+ (?:at|\(at\)) [\w-]+ (?:dot|\(dot\)) [a-z]+", "[e-mail]"),
    (r"\b(?:https?://|www\.)\S+", "[link]"),
    (rf"\b{_SPELT}(?:[ ,-]+{_SPELT}){{3,}}\b", "[number]"),
)
"""Addresses of the net, and numbers that somebody spelt out."""
