"""The form offers what the served set names."""

from collections.abc import Iterator

import pytest

from bot.ideas.idea_draft import screened_text
from bot.ideas.idea_form import ALL, idea_fields, read
from bot.message import Field, FieldKind
from bot.messages.language import Language, use_locale
from bot.messages.set_names import use_set
from knowledge.model.set_settings import DataClass, DataKind, Phrase, SetSettings
from storage import Store
from tests.bot.ideas.idea_chats import ANN
from triage import Rejected, Submitted, TriageList
from triage.model.fields import Proposal
from triage.model.validation import ErrorCode

OWN = SetSettings(
    objectives=("Fewer scrolls", "More bread"),
    data_classes=(
        DataClass("open", Phrase("Open: on the notice board", "Agored: ar yr hysbysfwrdd")),
        DataClass("names", Phrase("Names of members"), DataKind.PERSONAL),
        DataClass("internal"),
        DataClass("vows"),
    ),
)


@pytest.fixture
def own_set() -> Iterator[None]:
    with use_set(OWN):
        yield


def field(name: str, value: str = "") -> Field:
    return next(one for one in idea_fields(ALL, {name: value}) if one.name == name)


@pytest.mark.usefixtures("own_set")
def test_data_is_chosen_from_the_classes_of_the_set_in_its_words() -> None:
    assert field("data_classes").options == (
        ("open", "Open: on the notice board"),
        ("names", "Names of members"),
        ("internal", "Internal: ordinary work, nobody's details"),
        ("vows", "Vows"),
    )
    with use_locale(Language.WELSH):
        assert field("data_classes").options[0] == ("open", "Agored: ar yr hysbysfwrdd")


@pytest.mark.usefixtures("own_set")
def test_a_class_of_data_that_the_set_does_not_have_is_not_taken() -> None:
    asked = {"title": "Ring", "description": "Ring the bells", "data_classes": "names"}
    proposal, problems = read(asked)
    assert (proposal.data_classes, problems) == (("names",), {})
    _, problems = read({**asked, "data_classes": "personal"})
    assert "Names of members" in problems["data_classes"]


@pytest.mark.usefixtures("own_set")
def test_an_objective_is_one_of_the_sets_and_an_older_one_may_stay() -> None:
    assert field("objective").kind is FieldKind.CHOICE
    assert [name for name, _ in field("objective").options] == ["Fewer scrolls", "More bread"]
    older = field("objective", "Louder bells")
    assert older.value == older.options[-1][0] == "Louder bells"


def test_without_objectives_in_the_set_an_objective_is_written() -> None:
    assert (field("objective").kind, field("objective").options) == (FieldKind.TEXT, ())


@pytest.mark.usefixtures("own_set")
def test_data_about_people_is_known_by_its_kind_and_not_by_its_name() -> None:
    idea = Proposal(title="Ring", description="Ring", data_classes=("names",))
    assert "personal data" in screened_text(idea)
    assert "personal data" not in screened_text(Proposal(title="Ring", description="Ring"))


async def test_an_idea_is_stored_with_the_classes_of_the_council_alone(store: Store) -> None:
    ideas = TriageList(store, classes=lambda: OWN.class_names)
    taken = Proposal(title="Ring", description="Ring", data_classes=("names",))
    refused = Proposal(title="Ring", description="Ring", data_classes=("personal",))
    assert isinstance(await ideas.submit(taken, by=ANN, key="a"), Submitted)
    wrong = await ideas.submit(refused, by=ANN, key="b")
    assert isinstance(wrong, Rejected)
    assert [one.why for one in wrong.wrong] == [ErrorCode.UNKNOWN_CHOICE]
