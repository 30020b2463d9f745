"""Golden questions: each can be read, and what should answer it is there."""

from collections.abc import Iterator

from knowledge.files.golden_lines import golden_lines
from knowledge.files.source_file import QUESTIONS
from knowledge.model.policies import Problem
from knowledge.nearest import did_you_mean
from knowledge.rules.inspection import Inspection, fault


def golden_questions_have_their_answers(inspection: Inspection) -> Iterator[Problem]:
    """What should answer a question is in force or to come, and its topic says what that is."""
    source = inspection.reading.questions
    lines = list(golden_lines(source.text)) if source else []
    ahead = {t.first for t in inspection.policies.terms.values() if t.first > inspection.on}
    known = frozenset[str]().union(*map(inspection.places, (inspection.on, *ahead)))
    read = [said for _, said in lines if not isinstance(said, str)]
    topics = {str(said["topic"]) for said in read if "text" not in said}
    for number, said in lines:
        if isinstance(said, str):
            yield fault(QUESTIONS, number, said)
            continue
        refs = said.get("refs")
        for place in map(str, refs if isinstance(refs, list) else ()):
            if place not in known:
                message = f"{place} is in no version in force or to come"
                yield fault(QUESTIONS, number, message + did_you_mean(place, known))
        topic = str(said.get("topic", ""))
        is_answered = said.get("answerable", True) and not refs
        if "text" in said and topic and is_answered and topic not in topics:
            yield fault(QUESTIONS, number, f"no line says what answers the topic {topic}")
