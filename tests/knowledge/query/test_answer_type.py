"""What a question asks for, and whether a sentence has it."""

import pytest

from knowledge.query.answer_type import AnswerType, asked_for, has, lacks_figure, refers_on


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many people must agree", AnswerType.NUMBER),
        ("how long do we keep it", AnswerType.TIME),
        ("when must it be deleted", AnswerType.TIME),
        ("how much does it cost a month", AnswerType.MONEY),
        ("who signs it off", AnswerType.PERSON),
        ("what does residual risk mean", AnswerType.MEANING),
        ("what is a deepfake?", AnswerType.MEANING),
        ("how do I mute everyone in Teams", AnswerType.OPERATION),
        ("where is the print button in Zargle", AnswerType.OPERATION),
        ("is it allowed in France", AnswerType.ELSEWHERE),
        ("do other councils record meetings", AnswerType.ELSEWHERE),
        ("do you think this is fair", AnswerType.OPINION),
        ("who came up with this rule", AnswerType.OPINION),
    ],
)
def test_what_is_asked_for_is_told_from_the_question(question: str, kind: AnswerType) -> None:
    assert kind in {one.kind for one in asked_for(question)}


@pytest.mark.parametrize(
    "question",
    [
        "can I record a meeting",
        "is it fine when nobody objects",
        "what are the rules for recording a call with a resident",
        "how do I send in an idea",
        "tell me about transcripts",
    ],
)
def test_most_questions_ask_for_nothing_of_a_kind(question: str) -> None:
    assert asked_for(question) == ()


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("how long do we keep it", "Delete it after 30 days.", True),
        ("how long do we keep it", "Keep it in the file.", False),
        ("how many must agree", "Two officers must agree.", True),
        ("how many must agree", "Officers must agree.", False),
        ("who signs it", "The head of service signs it.", True),
        ("who signs it", "It is signed.", False),
        ("who is in the group", "The group meets.", False),
        ("who is in the group", "A senior officer chairs the group.", True),
        ("what does it cost", "It costs £30.", True),
        ("what is a deepfake", "A deepfake is a made-up video.", True),
        ("what is a deepfake", "Report a deepfake to ICT.", False),
        ("how do I mute somebody", "The organiser mutes everybody.", True),
        ("how do I mute somebody", "The organiser asks first.", False),
        ("is it allowed in France", "In France ask first.", True),
        ("is it allowed in France", "It is allowed.", False),
        ("do you think it is fair", "It is fair.", False),
        ("can I do it", "Anything at all.", True),
    ],
)
def test_a_sentence_has_what_is_asked_for_or_has_not(
    question: str, sentence: str, expected: bool
) -> None:
    assert has(sentence, asked_for(question)) is expected


@pytest.mark.parametrize(
    ("sentence", "is_referral"),
    [
        ("Ask the caretaker.", True),
        ("Ask your leader or the Hall Committee.", True),
        ("Ask the caretaker before you tape.", False),
        ("Ask for the form.", False),
        ("The caretaker asks the choir.", False),
        ("", False),
    ],
)
def test_a_sentence_that_only_refers_on_is_told(sentence: str, is_referral: bool) -> None:
    assert refers_on(sentence) is is_referral


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("how long do we keep it", "Delete it after 30 days.", False),
        ("how long do we keep it", "Keep it until the note is agreed.", True),
        ("how often is it reviewed", "It is reviewed every month.", False),
        ("how often is it reviewed", "The owner reviews it.", True),
        ("how soon must I tell somebody", "Tell the team at once.", False),
        ("how many must agree", "Two officers must agree.", False),
        ("by when must it be done", "Finish it before the decision.", True),
        ("when must it be done", "Finish it before the decision.", False),
        ("how do I know when it is done", "The owner says so.", False),
        ("who signs it", "It is signed.", False),
    ],
)
def test_a_figure_is_missed_only_where_one_is_asked_for(
    question: str, sentence: str, lacks: bool
) -> None:
    assert lacks_figure([sentence], question) is lacks
