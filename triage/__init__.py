"""Ideas: from a sentence to a screened, numbered record, a decision and its reasons.

`TriageList` is what the chat, the board and the shell ask; its methods say what each does. The
nouns are in `triage.ideas`, the stages and their arrows in `triage.stages`, what came of an act in
`triage.outcomes`. Three things need no database: `triage.screening.screen` (answers to outcomes),
`triage.suggesting.suggest` (an idea's words to suggested answers) and `triage.similar` (what is
like an idea, and by which words).
"""

from triage.ideas import Idea, Person, Proposal
from triage.outcomes import Because, Refused, Submitted, Supported
from triage.stages import Stage
from triage.triage_list import TriageList

__all__ = [
    "Because",
    "Idea",
    "Person",
    "Proposal",
    "Refused",
    "Stage",
    "Submitted",
    "Supported",
    "TriageList",
]
