"""Greetings, thanks and the like: one fitting line each, never a clause."""

import re
from collections.abc import Mapping

from bot import wording

_LINES: Mapping[str, str] = {
    r"(?:hi|hiya|hello|hey|heya|helo|good (?:morning|afternoon|evening)|morning|afternoon|evening|"
    r"alright|howdy|ey up|ay up)(?: (?:there|all|bot|mate|pal|everyone|again))?"
    r"(?:,? (?:how are (?:you|u)|you (?:ok|okay|alright|well)|how'?s (?:it going|things)))?": (
        wording.WELCOME
    ),
    r"(?:are )?you (?:ok|okay|alright|there|well)|how are (?:you|u)(?: today| doing)?|"
    r"start|begin|get started|who are you|what are you|"
    r"are you (?:a )?(?:bot|robot|human|real)": wording.WELCOME,
    r"help|help me|menu|\?+|commands|what can (?:you|u) do|what do you do|how does this work|"
    r"how do i use (?:this|you)": wording.HELP,
    r"(?:many |ok |great |brilliant |perfect |lovely )?(?:thanks|thank you|thankyou|thank u|thx|ta|"
    r"cheers|tx|nice one|much appreciated|great|brilliant|perfect|lovely|ok|okay|got it|understood)"
    r"(?: (?:a lot|very much|so much|mate|pal|again|for that|for your help|you))*": wording.THANKS,
    r"bye|goodbye|good bye|see you|see ya|cya|ta ra|tara|stop|quit|exit|end": wording.GOODBYE,
    r"privacy|privacy notice|what do you (?:keep|store)(?: about me)?|data protection notice": (
        wording.PRIVACY
    ),
    r"(?:you(?:'re| are|r)? )?(?:so |absolutely |totally |bloody |fucking |f\W*ing )*"
    r"(?:useless|rubbish|stupid|crap|shit|hopeless|an? idiot|pants|dumb|annoying|pointless)"
    r"(?: (?:bot|thing|robot|machine))?|(?:fuck|sod|piss|bugger) off|fuck you|this is "
    r"(?:so |bloody |fucking )?(?:useless|rubbish|stupid|crap|shit|hopeless|pointless)": (
        wording.CALM
    ),
}
_COMPILED = [(re.compile(pattern, re.IGNORECASE), line) for pattern, line in _LINES.items()]


def small_talk(text: str) -> str:
    """What to say to a text that is nothing but small talk; empty for everything else."""
    said = re.sub(r"\s+", " ", text).strip(" .,!-:;)(")
    for pattern, line in _COMPILED:
        if said and pattern.fullmatch(said):
            return line
    return wording.HELP if text.strip() and not said else ""
