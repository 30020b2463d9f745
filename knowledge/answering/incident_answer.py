"""What is answered when something has gone wrong: the set's rule for it, before all else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.answering.day_index import DayIndex
from knowledge.answering.incident_odds import incident_odds
from knowledge.model.answers import Answer, AnswerKind, Match
from knowledge.model.policies import Passage, Verdict
from knowledge.model.sentences import Sentence
from knowledge.model.statements import statements
from knowledge.query.incident import Incident, asks_what_to_do, read_incident, statements_in
from knowledge.query.question_form import Asked, QuestionForm

_NEAR = 4  # the rule must be among so many clauses where the words alone do not tell
_AT_ONCE = re.compile(
    r"\b(?:at once|immediately|straight ?away|right away|without delay|same day|today|now"
    r"|as soon as|within \w+ (?:minutes?|hours?|days?)|\d+ (?:minutes|hours|days))\b",
    re.IGNORECASE,
)
_MOST_STATEMENTS = 12
_SHORTEST = 3  # words; what is shorter tells nothing
_CLEARLY, _NEARLY = 7.0, 2.0  # log odds beyond what is enough, and short of it
_STORY = 40  # words
_SEEKS_HELP = re.compile(
    r"\bwhat (?:now|next|do|does|should|must|can (?:i|we|be)|am|are|happened)\b"
    r"|\bwhat happens (?:now|next)\b"
    r"|\bhow (?:do|can|should)\b"
    r"|\bwho (?:do|does|should|must|needs?|takes?|can|deals?|to)\b|\bwhere (?:do|should)\b",
    re.IGNORECASE,
)
WHAT_TO_DO = (
    "What do I do if I put personal data into an AI tool by mistake? Who do I tell at once about a"
    " mistake, a data breach or an incident?"
)
_FURTHER = 1  # clauses named below the rule


@dataclass(frozen=True, slots=True)
class IncidentAnswers:
    """`rule` is the place of the clause that says what to do when something has gone wrong, `""`
    where the set has none; `others` are the places of those that say it for a kind of its own, as
    for a mistake in what was sent, and come first where they are nearest."""

    edition: DayIndex
    rule: str = ""
    others: frozenset[str] = frozenset()

    def with_rule_first(self, answer: Answer, asked: Asked, near: Sequence[Passage]) -> Answer:
        """The answer with the rule first where its question tells of an incident, or asks what to
        do if there is one; `near` are the clauses that were found, best first."""
        if not self.rule:
            return answer
        places = [passage.place for passage in near]
        is_told = self._is_told(asked, places, may_be_meant=answer.subject is None)
        if not is_told and not asks_what_to_do(asked.text):
            return answer
        rule = next((p for p in self.edition.passages if p.place == self.rule), None)
        if rule is None:
            return answer
        quoted = answer.matches if answer.kind is AnswerKind.ANSWERED else ()
        further = [match for match in quoted if match.passage != rule][:_FURTHER]
        led = [Match(rule, 0.0, answers=what_to_do_now(rule)), *further]
        if near and near[0].place in self.others:
            led = [Match(near[0], 0.0, answers=what_to_do_now(near[0])), led[0]]
        return replace(
            answer,
            kind=AnswerKind.ANSWERED,
            matches=tuple(led),
            lead=None,
            unlisted="",
            subject=None,
            contact=led[0].passage.contact or answer.contact,
            incident=is_told,
        )

    def _is_told(self, asked: Asked, places: Sequence[str], *, may_be_meant: bool) -> bool:
        """Whether a message tells of an incident; where words and meaning each only may, whether
        both do, or the rule is near among the `places` of the best clauses."""
        worded = read_incident(asked.text)
        if worded is Incident.TOLD:
            return True
        meant = self._meant(asked) if may_be_meant else None
        if meant is not Incident.PERHAPS or worded is Incident.PERHAPS:
            return bool(meant) or (worded is Incident.PERHAPS and self.rule in places[:_NEAR])
        return self.rule in places[:1]  # something is told, of whatever kind

    def wants_help(self, asked: Asked) -> bool:
        """Whether a message tells of an incident while nobody has said which clause is the rule for
        one: what it asks is then `WHAT_TO_DO`."""
        if self.rule:
            return False
        return read_incident(asked.text) is Incident.TOLD or self._meant(asked) is Incident.TOLD

    def _meant(self, asked: Asked) -> Incident | None:
        """What the statements of a message mean, None where nothing of the kind; of who asks
        for something else than help, and of a story, only what is clearly told."""
        text, form = asked.text, asked.form
        said = [one for one in statements_in(text) if len(one.split()) >= _SHORTEST]
        said = said[:_MOST_STATEMENTS]
        odds, vectors = incident_odds(), self.edition.vectors(said)
        over = [odds.of(one, v) - odds.least for one, v in zip(said, vectors, strict=False)]
        most = max(over, default=-_NEARLY - 1)
        may_be_other = (
            len(text.split()) >= _STORY
            or form is QuestionForm.MAY
            or (form is not QuestionForm.OTHER and not _SEEKS_HELP.search(text))
        )
        if most >= (_CLEARLY if may_be_other else 0.0):
            return Incident.TOLD
        return Incident.PERHAPS if most >= -_NEARLY and not may_be_other else None


def what_to_do_now(rule: Passage) -> Sentence | None:
    """The sentence of a rule that says what to do and by when: the first of those required that
    names a time, or else the first that is required, or names one."""
    said = statements(rule)
    required = [one.sentence for one in said if one.verdict is Verdict.REQUIRED]
    timed = [one for one in required if _AT_ONCE.search(one.text)]
    others = [one.sentence for one in said if _AT_ONCE.search(one.sentence.text)]
    return next(iter((*timed, *required, *others)), None)
