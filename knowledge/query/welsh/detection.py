"""Whether a text is Welsh, told by its function words.

Small words carry the grammar of any sentence and are few, so they tell two languages apart where
names and borrowed words cannot. This is the one place where a text's language is decided.
"""

import re
from functools import lru_cache

from common.words import plain

_STRONG = frozenset(
    """ac beth bydd byddai caf cael cawn cyn dach dan'ni dani ddim ddyle ddylwn ddylai ddylen
    ddylid dim dros drwy dwi dwim dyna dylai dylen dylid dylwn dych dyn'ni dydi dydy dyw efo ein
    eich eisiau ellir elli erbyn eto eu fasa fasai fase fedra fedrai fedraf fedri fedrwn fedrwch
    fod fydd fyddai fyddan gael gaf gafi gaiff gallaf galla galli gallwn gan gawn gennyf gennym
    gennych ges gofyn gofynnol gyda gydag gynnon gynnoch heb hefo hefyd hoffwn hwn hwnna hwnnw hyd
    hyn hynny hynna iawn iddi iddo iddyn imi ishe isie isio llai lle mae maen mewn mod mohono moyn
    mwy neb neu neud nhw nid nad nac oedd oes oeddwn oherwydd pam pawb pob pryd pwy roedd
    rhaid rhywun rhywbeth rhwng rwan rwy rwyf rwyt rydw rydyn rydym rydych sgen shwt shwd sydd
    sy syn sut trwy unrhyw wedi wedyn weithiau wnaeth wneud wnes wrth wyt wyf ydach ydan ydi ydw
    ydy ydych ydyn ydym ydynt ydyw yng yma yma'n ynghylch ynglyn ynteu yr yw yn allaf allai allwn
    allwch alla angen ble nawr fan cyfarfod dylet dyle bodlon bod ond ynddo arno arni ohono rhai
    rhyw hon honno gwneud ody smo sai dyle byth wastad mor iti ichi beidio peidio paid peidiwch
    ga gai gewch geith newidiodd pwysig esbonia eglura dangos beth'n dweud deud esboniwch helpwch
    pnawn prynhawn noswaith shwmae shwmai smae cymorth syniad syniadau preifatrwydd
    wnewch wnei diolch oedden bues buodd cei cewch ges fues caniatad
    """.split()
)
"""Words that are Welsh and hardly ever English; a few of them are names or old words there."""

_WEAK = frozenset(
    "a am ar be da di do fe fi fo fy dy i na ni o y ti chi ma hi un yno ei ers".split()
)
"""Words of both languages, or letters: they speak for Welsh only beside others."""

_ENGLISH = frozenset(
    """the is are can could do does did of and to for my we our in on it this that these what how
    who when where which why with if or not should would will have has had need must may you your
    they their there been an at by from as about any some me us use using into put get tell
    was were i'm it's don't can't whats was dont cant hi hello yes please so just out up but
    """.split()
) - {"i"}
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SPELT = re.compile(
    r"^(?:dd|ff(?!s$)|mh|ngh|nh|rh(?!y|o|e|i|u)|ll(?!c|p|m))|w[yf]dd|[aeiouwy]dd$|wy[rdn]|aeth$|iau$|"
    r"[wŵŷ]y|iwyd$|wyd$|[^aeiouwy\W]w[^aeiouwy\W]|chw|ŵ|ŷ|iadau$|ydd$|wyr$|ion(?<!ti.)(?<!tion)(?<!sion)$"
)
_GREETING = re.compile(r"^\W*(?:bore|nos) da\b", re.IGNORECASE)
"""Of words that English has too."""
_WELSH_LEAST = 1.0
_ONE_WORD_COUNTS = {"strong": 1.0, "joined": 1.0, "weak": 0.3, "spelt": 0.5, "english": -1.0}
_JOINED = frozenset("n r m i w u ch th".split())


@lru_cache(maxsize=8)  # a turn asks it of the same text three times
def is_welsh(text: str) -> bool:
    """Whether a text is worded in Welsh; a name or a borrowed word alone is not.

    Also of text without accents, of dialect, and of Welsh with some English words in it.
    """
    if _GREETING.match(text):
        return True
    said = _LETTERS.findall(text.lower().replace("’", "'"))
    folded = plain("\n".join(said)).split("\n")  # no word has a line's end, folded or not
    return sum(map(_speaks, said, folded)) >= _WELSH_LEAST


def is_english(text: str) -> bool:
    """Whether a text has a function word that is English and hardly ever Welsh."""
    return not _ENGLISH.isdisjoint(_LETTERS.findall(text.lower().replace("’", "'")))


def _speaks(word: str, folded: str) -> float:
    head, mark, tail = folded.partition("'")
    if folded in _ENGLISH:
        return _ONE_WORD_COUNTS["english"]
    if folded in _STRONG or head in _STRONG:
        return _ONE_WORD_COUNTS["strong"]
    if mark and tail in _JOINED and (head in _WEAK or len(head) > 2):
        return _ONE_WORD_COUNTS["joined"]
    if folded in _WEAK:
        return _ONE_WORD_COUNTS["weak"]
    return _ONE_WORD_COUNTS["spelt"] if _SPELT.search(word) else 0.0
