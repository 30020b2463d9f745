"""What people chose for themselves is kept for them alone, and goes when they say so."""

from storage import Store
from tests.triage.people import ANN, BEN
from triage.repository.preferences import Preferences, followers, followers_to_notify, subjects


async def test_a_language_that_was_chosen_again_takes_the_place_of_the_first(store: Store) -> None:
    wishes = Preferences(store)
    await wishes.choose_language(ANN, "cy")
    await wishes.choose_language(ANN, "en-GB")

    assert await wishes.language(ANN) == "en-GB"
    assert await wishes.language(BEN) == ""


async def test_nothing_is_kept_of_somebody_who_only_asked_what_is_kept(store: Store) -> None:
    wishes = Preferences(store)

    assert await wishes.followed(ANN) == ()
    assert await wishes.unfollow(ANN) == 0


async def test_following_twice_is_following_once_and_ends_by_subject_or_altogether(
    store: Store,
) -> None:
    wishes = Preferences(store)
    for subject in ("policy:data", "policy:data", "policy:meetings", "upkeep"):
        await wishes.follow(ANN, subject, "1.0")

    assert await wishes.followed(ANN) == ("policy:data", "policy:meetings", "upkeep")
    assert await wishes.unfollow(ANN, "policy:data") == 1
    assert await wishes.unfollow(ANN) == 2
    assert await wishes.followed(ANN) == ()


async def test_people_are_told_of_a_version_once(store: Store) -> None:
    wishes = Preferences(store)
    await wishes.follow(ANN, "policy:data", "1.0")
    await wishes.follow(BEN, "policy:data", "2.0")

    async with store.writing() as unit:
        assert [told for _, told in await followers_to_notify(unit, "policy:data", "2.0")] == [
            "1.0"
        ]
        assert await followers_to_notify(unit, "policy:data", "2.0") == []
        assert await subjects(unit.connection) == ("policy:data",)
        assert len(await followers(unit.connection, "policy:data")) == 2
