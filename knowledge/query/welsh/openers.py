"""The words with which a Welsh question is begun, and which ask nothing: `wyt ti'n gwybod`."""

import re

from knowledge.query.courtesies import unwrapped

_KNOWING = (
    r"(?:a )?(?:wyt|ydych|dych|dach)?(?: ?(?:ti|chi))?['’]?n gwybod(?: (?:os|a))?"
    r"|oes (?:gen|gyda|'da) (?:ti|chi) (?:unrhyw )?syniad"
    r"|(?:dwi|dw i|rwy|fi)['’]?n? ?(?:isio|eisiau|ishe|isie|moyn|angen) gwybod(?: (?:os|a))?"
    r"|hoffwn i? ?(?:g?wybod)(?: (?:os|a))?"
    r"|(?:fedri|fedrwch|alli|elli|allwch|allech|gelli)(?: (?:di|chi))? "
    r"(?:dd|w)?(?:eud|weud|edud) (?:wrtha i|wrtha|wrthyf|wrthon ni|wrthym)(?: (?:os|a))?"
)
_OPENER = re.compile(
    r"\W*(?:helo|haia|hei|shwmae|smae|sori|esgusodwch fi|(?:bore|pnawn|prynhawn) da|tybed|jyst|plis"
    r"|plîs|os gwelwch yn dda|(?:dim ond )?cwestiwn (?:sydyn|bach|cyflym)"
    rf"|{_KNOWING})\b[\s,.:;!–-]*",
    re.IGNORECASE,
)


def without_opener(question: str) -> str:
    """The question without them; the whole where hardly anything else is said."""
    return unwrapped(question, _OPENER)
