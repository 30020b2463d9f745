"""How often the bold line above an answer says what it should.

A golden question may say what that is: "no", "yes" (with conditions too) or "none", where a line
that says either would answer another question. A duty counts as right for both: "required" says
yes to "must I" and no to "may I leave it out", and "not required" the other way round.
"""

from collections.abc import Iterable, Mapping, Sequence

from knowledge.model.policies import Verdict
from knowledge.quality.evaluate import QuestionResult, Rate
from knowledge.quality.golden import ExpectedLead

_DUTY = frozenset({Verdict.REQUIRED, Verdict.NOT_REQUIRED})
_PERMITS = frozenset({Verdict.ALLOWED, Verdict.CONDITIONS})
_FORBIDS = frozenset({Verdict.NOT_ALLOWED})
_RIGHT = {ExpectedLead.NO: _FORBIDS | _DUTY, ExpectedLead.YES: _PERMITS | _DUTY}
_WRONG = {
    ExpectedLead.NO: _PERMITS,
    ExpectedLead.YES: _FORBIDS,
    ExpectedLead.NONE: frozenset(Verdict),
}


def is_led_right(result: QuestionResult) -> bool:
    """Whether the line says the yes or no that was asked for."""
    expected = result.question.lead
    return expected in _RIGHT and result.answer.lead in _RIGHT[expected]


def is_led_wrong(result: QuestionResult) -> bool:
    """Whether the line says the opposite, or anything where nothing should be said."""
    expected = result.question.lead
    return expected in _WRONG and result.answer.lead in _WRONG[expected]


def lead_rates(results: Iterable[QuestionResult]) -> Mapping[str, Rate]:
    """Of the questions that say what leads their answer; empty where none does."""
    asked: dict[ExpectedLead, list[QuestionResult]] = {}
    for result in results:
        if result.question.lead is not None:
            asked.setdefault(result.question.lead, []).append(result)
    no, yes, none = (asked.get(lead, []) for lead in ExpectedLead)
    if not asked:
        return {}
    return {
        "no_led_by_no": _rate(map(is_led_right, no), no),
        "no_led_by_yes": _rate(map(is_led_wrong, no), no),
        "yes_led_by_yes": _rate(map(is_led_right, yes), yes),
        "yes_led_by_no": _rate(map(is_led_wrong, yes), yes),
        "none_led_by_any": _rate(map(is_led_wrong, none), none),
    }


def _rate(hits: Iterable[bool], of: Sequence[QuestionResult]) -> Rate:
    return Rate(sum(hits), len(of))
