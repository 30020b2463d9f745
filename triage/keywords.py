"""Which words of an idea's text say what it is about."""

from common.words import words

_SMALL_WORDS = frozenset(
    """a able about above after again against all almost along already also always am an and
    another any anyway are around as ask asked asking asks at away back be because been
    before being below between big both bring but by cant come comes coming cos could coz
    day days did didnt do does doesn doesnt doing done dont down during each either else end
    ends enough etc even every everyone fairly few find finding finds first for found from
    front get gets getting given gives giving go goes going gone got had half happen happens
    has hate have having he her here him his how however huge i id if im in instead into is
    isnt it its ive just keep keeps kept large last later left less let lets like likely
    long lot lots made make makes making many may maybe me mean means might mine moan more
    most much must my near nearly need needed needs never new next no nobody none nor not
    now of off often on once one ones only or other others otherwise our out over own per
    plus put puts quite rather really right run running runs same see seen send sending
    sends sent several she should show shows since small so some sometimes sort still stuff
    such sure take taken takes taking talk than that thats the their them there these they
    thing things this those three through thru till to too turn two under until up us use
    used uses using usually very want wants was way we well were what whats when where
    whether which while who whole whose why will with within without wont worth would yeah
    yet you your yours""".split()
)

_EVERY_IDEA = frozenset(
    """ai app apps artificial auto automate automated automatic automatically automation
    better bit bot check checked checking checks computer copilot council current currently
    easier easy everything give good help helper helps hour hours hrs human idea improve
    intelligence know knows look looking looks machine manage managing manual manually mins
    minute minutes model month months officer officers people person process processes
    program programme quick quicker quickly read reads robot save saved saves saving says
    service services software someone something staff start suggest system systems team
    teams tell tells then time times tool tools try week weekly weeks work worked working
    works year years""".split()
)
"""What most ideas say, whatever they are about: it makes no two of them alike."""


def keywords(text: str) -> list[str]:
    """The words that say what an idea is about, in order, with repetitions."""
    return [
        word
        for word in words(text)
        if len(word) > 1
        and not word.isdigit()
        and word not in _SMALL_WORDS
        and word not in _EVERY_IDEA
    ]
