"""Which of the topics that staff ask about a set answers, by the clause that does."""

from datetime import date
from functools import cache

from click.testing import CliRunner

from knowledge import Library
from knowledge.__main__ import main
from knowledge.quality.coverage import Coverage, StaffTopic, coverage, staff_topics
from knowledge.quality.golden import golden_of
from tests.freeze import MODEL_SET
from tests.knowledge.made_up import SOUND

ON = date(2026, 10, 1)


@cache
def library() -> Library:
    return Library.load(SOUND, meaning=False, cache=None)


def test_the_topics_have_names_of_their_own_and_questions_that_no_set_lists() -> None:
    topics = staff_topics()
    asked = [question.casefold() for topic in topics for question in topic.questions]
    lists = MODEL_SET.glob("**/asked.md")
    listed = {line[2:].casefold() for path in lists for line in path.read_text().splitlines()}

    assert len({topic.slug for topic in topics}) == len({t.name for t in topics}) == 84
    assert all(len(topic.questions) >= 2 for topic in topics)
    assert len(set(asked)) == len(asked)
    assert not listed & set(asked)
    assert {topic.slug for topic in topics} == set(golden_of(MODEL_SET).topics)


def test_a_topic_is_answered_by_its_clause_and_another_by_nothing() -> None:
    topics = (
        StaffTopic("rec", "Telling everyone before recording", ("can i record our guild meeting",)),
        StaffTopic("moon", "The moon", ("zzyzx flumph", "quorble")),
    )
    answered, missing = coverage(library(), ON, topics)

    assert answered.state is Coverage.ANSWERED
    assert answered.clause is not None
    assert answered.clause.place == "meetings#tell-first"
    assert (missing.state, missing.clause) == (Coverage.NOTHING, None)


def test_a_clause_that_is_named_for_far_more_than_its_share_answers_none_of_them() -> None:
    asked = ("can i record our guild meeting",)
    topics = [StaffTopic(f"{at}", "Telling everyone before recording", asked) for at in range(8)]

    assert {one.state for one in coverage(library(), ON, topics)} == {Coverage.PERHAPS}
    assert {one.state for one in coverage(library(), ON, topics[:5])} == {Coverage.ANSWERED}


def test_the_command_lists_what_is_missing_first_and_counts() -> None:
    done = CliRunner().invoke(
        main, ["coverage", "--words-only", "--on", "2026-10-01", "--policies", str(SOUND)]
    )
    *rows, _, counts = done.stdout.splitlines()

    assert done.exit_code == 0
    assert len(rows) == 84
    assert rows[0].startswith("nothing")
    assert counts.startswith("answered: ")
