"""Questions to answers: by words on the real policies, by meaning on a small made-up set."""

import gc
import weakref
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answering.answerer import Answerer
from knowledge.answering.digest import digest
from knowledge.cli.formatting import answer_as_json, answer_as_text
from knowledge.files.load import PolicyError
from knowledge.library import Library
from knowledge.model.answers import Answer, AnswerKind, Comparison
from knowledge.model.policies import Passage, Verdict
from tests.freeze import MODEL_SET
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set, without_marks, write_version

OCTOBER = date(2026, 10, 15)
ANSWERED, SILENT, OUTSIDE = AnswerKind.ANSWERED, AnswerKind.SILENT, AnswerKind.OUTSIDE
UNREAD = AnswerKind.NOT_UNDERSTOOD
RECORDING = "Do I have to tell people before I record a meeting?"
THREE = (
    "Can I use Copilot Chat with personal data? Who signs off a data protection impact assessment?"
    " How long are meeting transcripts kept?"
)
HOSTILE = {
    "ten thousand words": "may i record the meeting " * 2_000,
    "emoji": "🙂🎉👩🏽‍💻" * 50,
    "right to left": "هل يمكنني تسجيل الاجتماع؟ \u202emeeting drocer",
    "SQL": "'; DROP TABLE questions; -- OR 1=1 meeting",
    "HTML": "<script>alert('x')</script><b onclick=x>meeting</b> &lt;i&gt;",
    "unclosed tags": "<b" * 5_000,
    "one long word": "a" * 100_000,
    "brackets": "(" * 5_000 + "AB)" * 500,
    "many parts": "and can the tape? " * 3_000,
    "control characters": "\x00\x1b[31m\u200b meeting \ud800",
    "spaces": " \t\n" * 1_000,
}


@pytest.fixture(scope="module")
def real() -> Library:
    """The real policies by words alone: nothing is encoded."""
    return Library.load(MODEL_SET, meaning=False)


@pytest.fixture(scope="module")
def fresh() -> Library:
    """The same once more, sharing nothing with the other."""
    return Library.load(MODEL_SET, meaning=False)


@pytest.fixture(scope="module")
def by_words() -> Library:
    return Library.load(SOUND, meaning=False)


@pytest.fixture(scope="module")
def understanding(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.load(SOUND, cache=tmp_path_factory.mktemp("cache"))


def _cited(answer: Answer) -> list[str]:
    every = [*answer.passages, *answer.named]
    return [passage.ref for passage in every] + [
        ref for part in answer.parts for ref in _cited(part)
    ]


def _file_lines(passage: Passage) -> bytes:
    lines = (MODEL_SET / passage.file).read_bytes().splitlines(keepends=True)
    return without_marks(b"".join(lines[passage.line - 1 : passage.end_line]))


def test_an_answer_says_how_it_was_found(by_words: Library, understanding: Library) -> None:
    question = "may I eat a sandwich at my desk"
    started = Library.load(SOUND, cache=None, wait=False)
    assert by_words.answer(question).compared is Comparison.WORDS
    assert understanding.answer(question).compared is Comparison.MEANING
    early = started.answer(question)
    assert early.compared is Comparison.WORDS_SO_FAR
    assert answer_as_json(early)["compared"] == "words so far"
    assert any("still being learnt" in line for line in answer_as_text(early))
    started.build_embeddings()
    assert started.answer(question).compared is Comparison.MEANING


def test_every_text_that_may_be_quoted_stands_in_its_file_byte_for_byte(real: Library) -> None:
    passages = real.answerer_on(OCTOBER).edition.passages
    assert len(passages) > 100
    for passage in passages:
        assert passage.text
        assert passage.text == passage.text.strip("\n")
        assert passage.text.encode() in _file_lines(passage), passage.ref


@pytest.mark.parametrize("question", [RECORDING, THREE, "Can I use ChatGPT for work?"])
def test_an_answer_quotes_its_files_and_is_the_same_to_the_byte_each_time(
    real: Library, fresh: Library, question: str
) -> None:
    first = real.answer(question, on=OCTOBER)
    assert first.kind is ANSWERED
    assert first.passages
    for passage in first.passages:
        assert passage.text.encode() in _file_lines(passage)
    again, elsewhere = real.answer(question, on=OCTOBER), fresh.answer(question, on=OCTOBER)
    assert repr(first) == repr(again) == repr(elsewhere)
    assert digest(first) == digest(again) == digest(elsewhere)


def test_the_clause_that_answers_is_quoted_first(real: Library) -> None:
    answer = real.answer(RECORDING, on=OCTOBER)
    assert answer.passages[0].place == "meetings#meeting-recording"
    assert answer.contact == answer.passages[0].contact != ""
    assert len(answer.matches) <= 3


def test_the_register_leads_where_a_tool_is_named(real: Library) -> None:
    answer = real.answer("Can I use ChatGPT for work?", on=OCTOBER)
    assert answer.lead is Verdict.NOT_ALLOWED
    assert len(answer.tools) == 1


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Can I use Copilot Chat at work?", Verdict.ALLOWED),
        ("Can I put public information into Copilot Chat?", Verdict.ALLOWED),
        ("Can I put personal data into Copilot Chat?", Verdict.NOT_ALLOWED),
        ("Can I use Copilot to shortlist candidates?", None),
        ("Can I put a social work case into Copilot Chat?", None),
    ],
)
def test_a_tools_standing_allows_no_use_that_the_question_names(
    real: Library, question: str, lead: Verdict | None
) -> None:
    found = real.answer(question, on=OCTOBER).lead
    assert found is lead or (lead is None and found is not Verdict.ALLOWED)


@pytest.mark.parametrize(
    ("question", "kind", "subject"),
    [
        ("How do I book annual leave?", OUTSIDE, "leave"),
        ("when are my bins collected", OUTSIDE, "bins"),
        ("what is the price of a copilot licence", SILENT, "licence-prices"),
        ("xylophone zeppelin quartz", SILENT, ""),
    ],
)
def test_what_the_policies_do_not_cover_cites_nothing(
    real: Library, question: str, kind: AnswerKind, subject: str
) -> None:
    answer = real.answer(question, on=OCTOBER)
    assert answer.kind is kind
    assert (answer.subject.id if answer.subject else "") == subject
    assert _cited(answer) == []
    assert answer.lead is None


def test_a_follow_up_is_read_with_the_question_before(real: Library) -> None:
    question = "for how long do we keep it?"
    alone = real.answer(question, on=OCTOBER)
    after = real.answer(question, "Can I record a Teams meeting?", on=OCTOBER)
    listed = real.answer(question, ["May I cook?", "Can I record a Teams meeting?"], on=OCTOBER)
    assert alone.passages[0].place != "meetings#transcript-retention"
    assert after.passages[0].place == "meetings#transcript-retention"
    assert listed == after


def test_a_question_that_stands_alone_is_not_swayed_by_the_one_before(real: Library) -> None:
    question = (
        "Must every councillor agree before officers record a public committee in the chamber?"
    )
    assert real.answer(question, RECORDING, on=OCTOBER) == real.answer(question, on=OCTOBER)


def test_each_part_of_a_three_part_question_is_answered_and_quoted(real: Library) -> None:
    answer = real.answer(THREE, on=OCTOBER)
    assert [part.asked for part in answer.parts] == [
        "Can I use Copilot Chat with personal data",
        "Who signs off a data protection impact assessment",
        "How long are meeting transcripts kept",
    ]
    assert [part.passages[0].place for part in answer.parts] == [
        "tools#copilot-chat",
        "assessments#dpia-how",
        "meetings#transcript-retention",
    ]
    refs = [passage.ref for passage in answer.passages]
    assert len(refs) == len(set(refs)) == 3


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_is_typed_gets_a_bounded_answer(real: Library, text: str) -> None:
    for context in ((), (text,)):
        answer = real.answer(text, context, on=OCTOBER)
        assert len(answer.asked) <= 2_000
        assert len(answer.matches) <= 3
        assert len(answer.parts) <= 3
        assert all(passage.text.encode() in _file_lines(passage) for passage in answer.passages)


@pytest.mark.parametrize("text", ["", "?!", HOSTILE["emoji"], HOSTILE["spaces"]])
def test_a_question_without_words_is_not_understood_and_cites_nothing(
    real: Library, text: str
) -> None:
    answer = real.answer(text, RECORDING, on=OCTOBER)
    assert answer.kind is UNREAD
    assert _cited(answer) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises_and_only_answers_quote(by_words: Library, text: str) -> None:
    answer = by_words.answer(text, text, on=OCTOBER)
    if answer.kind not in (ANSWERED, AnswerKind.NEAREST):
        assert answer.passages == ()


def test_search_ranks_without_holding_back(real: Library) -> None:
    found = real.search(RECORDING, 5, on=OCTOBER)
    assert len(found) == 5
    assert found[0].passage.place == "meetings#meeting-recording"
    assert [match.score for match in found] == sorted((m.score for m in found), reverse=True)
    assert real.search(RECORDING, 0, on=OCTOBER) == real.search("🙂", on=OCTOBER) == ()


def test_without_the_encoder_answers_come_by_words_and_say_so(by_words: Library) -> None:
    answer = by_words.answer("can i record our guild meeting", on=OCTOBER)
    assert answer.kind is ANSWERED
    assert answer.explanation is not None
    assert not answer.explanation.meaning
    assert not by_words.build_embeddings()


def test_with_the_encoder_a_question_in_other_words_finds_its_clause(
    understanding: Library, by_words: Library
) -> None:
    question = "how many weeks until recorded audio gets erased"
    explanation = understanding.answer(question, on=OCTOBER).explanation
    assert explanation is not None
    assert explanation.meaning
    assert understanding.search(question, on=OCTOBER)[0].passage.place == "meetings#kept"
    assert by_words.search(question, on=OCTOBER)[0].passage.place == "meetings#tell-first"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_is_typed_is_survived_with_the_encoder_too(
    understanding: Library, text: str
) -> None:
    first = understanding.answer(text, text, on=OCTOBER)
    assert len(first.matches) <= 3
    assert understanding.answer(text, text, on=OCTOBER) == first


def test_a_broken_set_is_refused_with_every_error(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    (folder / "data" / "1.0.md").write_text("no front matter")
    with pytest.raises(PolicyError) as refused:
        Library.load(folder, meaning=False)
    assert "data/1.0.md" in {problem.file for problem in refused.value.problems}


def test_a_tool_that_is_on_no_list_is_named_with_the_rule_of_the_register(real: Library) -> None:
    answer = real.answer("Can I use Zibblewort for my minutes?", on=OCTOBER)
    assert answer.unlisted == "Zibblewort"
    assert (answer.kind, answer.lead) == (ANSWERED, None)
    assert answer.passages[0].place == "tools#approved-tools-list"


def test_a_set_that_is_not_served_any_more_leaves_memory_without_the_collector_of_garbage() -> None:
    library = Library.load(SOUND, meaning=False)
    library.answer("may i record a meeting")
    gone = weakref.ref(library.answerer_on(library.today()).edition)
    usual = gc.isenabled()
    gc.disable()
    try:
        del library
        assert gone() is None
    finally:
        if usual:
            gc.enable()


BELLS = """# Bells

## 1 Ringing

### 1.1 Who may ring the great bell {{#ringing}}
Only the bellringer rings the great bell in the tower, and only after the noon bread has been eaten.
"""


@pytest.mark.parametrize(("surer", "named"), [(0.15, True), (0.1499, False)])
def test_a_rule_to_come_is_named_only_where_it_is_surer_by_fifteen_points_than_all_of_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, surer: float, named: bool
) -> None:
    """How sure a question makes the search moves with its weights, so both are set here."""
    folder = copy_of_the_sound_set(tmp_path)
    path = write_version(folder, "1.0", "2026-12-01", policy_id="bells", text=BELLS)
    path.write_text(path.read_text().replace("2025-12-31", "2027-12-31"))
    library = Library.load(folder, clock=lambda: datetime(2026, 10, 1, 9, tzinfo=UTC))
    usual = Answerer.answer

    def answer(
        self: Answerer, question: str, before: Sequence[str], day: date, *, first_alone: bool
    ) -> Answer:
        found = usual(self, question, before, day, first_alone=first_alone)
        comes = "bells@1.0#ringing" in self.edition.index.refs
        return replace(found, confidence=0.5 + surer if comes else 0.5)

    monkeypatch.setattr(Answerer, "answer", answer)
    found = library.answer("who may ring the great bell in the tower after the noon bread")
    assert (found.kind is AnswerKind.NOT_YET) is named


def test_getting_ready_for_other_days_ends_between_two_of_them_when_told_to() -> None:
    library = Library.load(MODEL_SET, meaning=False)
    looks = iter([False, True])
    with patch.object(library, "make_ready") as make_ready:
        library.prepare(lambda: next(looks))
    make_ready.assert_called_once()
    assert next(looks, None) is None
