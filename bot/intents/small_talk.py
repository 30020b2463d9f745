"""Greetings, thanks and the like: what asks nothing of the policies and gets no clause."""

import re
from collections.abc import Mapping
from enum import StrEnum


class Talk(StrEnum):
    """What a text is that asks nothing of the policies."""

    WELCOME = "welcome"
    HELP = "help"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    PRIVACY = "privacy"
    ABUSE = "calm"


_SAID: Mapping[str, Talk] = {
    r"(?:hi|hiya|hello|hey|heya|helo|good (?:morning|afternoon|evening)|morning|afternoon|evening|"
    r"alright|howdy|ey up|ay up)(?: (?:there|all|bot|mate|pal|everyone|again))?"
    r"(?:,? (?:how are (?:you|u)|you (?:ok|okay|alright|well)|how'?s (?:it going|things)))?": (
        Talk.WELCOME
    ),
    r"(?:are )?you (?:ok|okay|alright|there|well)|how are (?:you|u)(?: today| doing)?|"
    r"start|begin|get started|who are you|what are you|"
    r"are you (?:a )?(?:bot|robot|human|real)": Talk.WELCOME,
    r"help|help me|menu|\?+|commands|what can (?:you|u) do|what do you do|how does this work|"
    r"how do i use (?:this|you)": Talk.HELP,
    r"(?:many |ok |great |brilliant |perfect |lovely )?(?:thanks|thank you|thankyou|thank u|thx|ta|"
    r"cheers|tx|nice one|much appreciated|great|brilliant|perfect|lovely|ok|okay|got it|understood)"
    r"(?: (?:a lot|very much|so much|mate|pal|again|for that|for your help|you))*": Talk.THANKS,
    r"bye|goodbye|good bye|see you|see ya|cya|ta ra|tara|stop|quit|exit|end": Talk.GOODBYE,
    r"privacy|privacy notice|what do you (?:keep|store)(?: about me)?|data protection notice": (
        Talk.PRIVACY
    ),
    r"(?:you(?:'re| are|r)? )?(?:so |absolutely |totally |bloody |fucking |f\W*ing )*"
    r"(?:useless|rubbish|stupid|crap|shit|hopeless|an? idiot|pants|dumb|annoying|pointless)"
    r"(?: (?:bot|thing|robot|machine))?|(?:fuck|sod|piss|bugger) off|fuck you|this is "
    r"(?:so |bloody |fucking )?(?:useless|rubbish|stupid|crap|shit|hopeless|pointless)": (
        Talk.ABUSE
    ),
    # In Welsh, to those who are spoken to in English too.
    r"helo|shw?mae|s[’']?mae|bore da|prynhawn da|noswaith dda": Talk.WELCOME,
    r"cymorth|help(?:wch|a) fi|beth (?:allwch chi|elli di) ei wneud": Talk.HELP,
    r"diolch(?: yn fawr)?(?: iawn)?": Talk.THANKS,
    r"hwyl(?: fawr)?|da bo(?: chi| ti)?|stopi(?:o|wch)": Talk.GOODBYE,
    r"preifatrwydd|hysbysiad preifatrwydd": Talk.PRIVACY,
}
_COMPILED = [(re.compile(pattern, re.IGNORECASE), talk) for pattern, talk in _SAID.items()]


def small_talk(text: str) -> Talk | None:
    """What kind of small talk a text is; None for everything else."""
    said = re.sub(r"\s+", " ", text).strip(" .,!-:;)(")
    for pattern, talk in _COMPILED:
        if said and pattern.fullmatch(said):
            return talk
    return Talk.HELP if text.strip() and not said else None
