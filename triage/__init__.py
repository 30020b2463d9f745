"""Ideas: from a sentence to a screened, numbered record, a decision and its reasons.

`TriageList` is what the chat, the board and the shell ask; its methods say what each does. The
nouns are in `triage.model`: ideas in `idea`, stages and their arrows in `stages`, what came of an
act in `outcomes`. Three things need no database: `model.screening_rules.screen` (answers to
outcomes), `assessment.suggested_answers.suggest` (an idea's words to suggested answers) and
`similarity.similarity_index` (what is like an idea, and by which words).
"""

from common.person import Person
from triage.model.fields import Proposal
from triage.model.idea import Idea
from triage.model.outcomes import Rejected, RejectionReason, Submitted, Supported
from triage.model.stages import Stage
from triage.triage_list import TriageList

__all__ = [
    "Idea",
    "Person",
    "Proposal",
    "Rejected",
    "RejectionReason",
    "Stage",
    "Submitted",
    "Supported",
    "TriageList",
]
