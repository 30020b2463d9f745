"""How addresses in the United Kingdom are written, Welsh ones too, with and without a number."""

from knowledge.privacy.forms import compiled

_WORD = r"[^\W\d_][\w'’-]*"
_CAPITAL = r"(?-i:[A-ZÂÊÎÔÛŴŶ][\w'’-]*)"
_NUMBER = r"\d{1,4}[a-z]?,?"
_STREET = (
    r"(?:street|road|rd|avenue|ave|lane|close|drive|court|crescent|terrace|gardens|grove|square"
    r"|row|mews|rise|parade|vale)"
)
_STREET_OR_WORD = (
    r"(?:way|place|walk|hill|end|green|view|bank|side|wood|woods|meadow|meadows|field|fields|yard"
    r"|wharf|quay|gate|cottages|villas|park|croft|fold|heights|brow|chase|paddock|orchard|mead"
    r"|reach|circus|mount|common|bridge|moor|house|lodge|farm|barn|buildings|mansions|towers?)"
)
_WELSH = (
    r"(?:heol|hewl|ffordd|maes|stryd|l[oô]n|cae|clos|bryn|llys|rhodfa|t[yŷ]|parc|gerddi|cwrt|rhiw"
    r"|teras|d[oô]l|erw|gwaun|hafod|nant|pant|plas|trem|waun|allt|cefn|coed|cilgant|sgw[aâ]r)"
)
_OWN_HOUSE = (
    r"(?:Cottage|Lodge|Farm|Farmhouse|Barn|Rectory|Vicarage|Manor|Villa|Grange|Bungalow|Croft"
    r"|Priory|Stables|Mill)"
)
_NOT_A_NAME = (
    r"(?:the|this|that|my|our|her|his|their|your|its|whose|a|an|any|each|every|same|bus|high"
    r"|main|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
)
_AT = (
    r"(?:at|above|below|behind|outside|opposite|near|beside|visit(?:ed|ing)?|number|no\.?|flat"
    r"|address(?: is)?|lives? (?:at|in)|living (?:at|in)|moved to|house)"
)
_CAPITAL_NEXT = r"(?=(?-i:[A-ZÂÊÎÔÛŴŶ]))"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"

# In this order: a longer form before the shorter one that is a part of it.
FORMS = compiled(
    (r"\bp\.? ?o\.? ?box(?: no\.?)? ?\d+\b", "[address]"),
    (
        rf"\b(?:flat|unit|apartment) \d+[a-z]?\b(?:,? \d+[a-z]?)?(?:,?(?: {_WORD}){{1,3}}"
        rf" {_STREET}\b|,?(?: {_CAPITAL}){{1,3}}(?!\w))?",
        "[address]",
    ),
    (rf"\b{_NUMBER} (?:{_WORD} ){{1,3}}{_STREET}\b", "[address]"),
    (rf"\b{_NUMBER} (?:{_CAPITAL} ){{1,3}}{_CAPITAL_NEXT}{_STREET_OR_WORD}\b", "[address]"),
    (rf"\b{_NUMBER} the {_CAPITAL}(?!\w)", "[address]"),
    (rf"\b{_NUMBER} {_WELSH}(?: (?:y|yr|{_WORD}))(?: {_CAPITAL})*(?!\w)", "[address]"),
    (rf"\b{_CAPITAL_NEXT}{_WELSH}(?: (?:y|yr))? {_CAPITAL}(?!\w)", "[address]"),
    (
        rf"\b(?P<word>{_AT} ){_NUMBER} (?!{_MONTH})(?-i:[A-Z][a-z][\w'’-]+)(?: {_CAPITAL}){{0,2}}",
        r"\g<word>[address]",
    ),
    (
        rf"\b(?P<word>(?:on|in|at|from|of) )(?!{_NOT_A_NAME}\b){_WORD} "
        r"(?:street|road|avenue|lane|crescent|terrace|mews|grove)\b",
        r"\g<word>[address]",
    ),
    (rf"(?-i:\b(?:The )?(?:(?!The\b)[A-Z][\w'’-]* ){{1,2}}{_OWN_HOUSE})\b", "[address]"),
)
