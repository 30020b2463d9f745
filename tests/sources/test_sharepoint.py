"""A SharePoint library as the source of policies, against a strict stand-in for Graph."""

from collections.abc import AsyncIterator

import pytest

from knowledge.publishing.write_files import ChangedMeanwhileError, FileChange
from sources.graph import Graph as Client
from sources.sharepoint import DocumentLibrary, SharePoint
from sources.source import Pulled, SourceError
from tests.graph import TOKEN, Graph, graph

SITE = "https://council.example/sites/policies"


class Pull:
    """Pulls again and again, as the assistant does, and knows what it has."""

    def __init__(self, library: Graph) -> None:
        self.library = library
        self.waits: list[float] = []
        self.token = TOKEN
        self.where = DocumentLibrary(SITE, "Policies")
        self.last: Pulled | None = None

    async def __call__(self) -> dict[str, str] | None:
        source = SharePoint(
            lambda http: Client(http, self._token, self.library.base, self._sleep), self.where
        )
        pulled = await source.pull(self.last)
        self.last = pulled or self.last
        if pulled is None:
            return None
        return {path: body.decode() for path, body in pulled.files.items()}

    async def write(self, *changes: FileChange) -> None:
        source = SharePoint(
            lambda http: Client(http, self._token, self.library.base, self._sleep), self.where
        )
        await source.write(self.last, changes)

    async def _token(self) -> str:
        return self.token

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
async def pull() -> AsyncIterator[Pull]:
    async with graph() as library:
        library.save("meetings/1.0.md", "one")
        library.save("meetings/2.0.md", "two")
        library.save("lexicon.md", "words")
        library.save("pictures/team.png", "no policy")
        yield Pull(library)


async def test_the_whole_library_comes_over_several_pages(pull: Pull) -> None:
    assert await pull() == {"lexicon.md": "words", "meetings/1.0.md": "one",
                            "meetings/2.0.md": "two"}  # fmt: skip
    assert sum("delta" in asked for asked in pull.library.asked) > 1


async def test_documents_that_are_no_markdown_are_named(pull: Pull) -> None:
    pull.library.save("meetings/3.0.docx", "a draft in Word")
    pull.library.save("meetings/~$3.0.docx", "its lock")
    await pull()
    assert pull.last is not None
    assert pull.last.state["not_read"] == ["meetings/3.0.docx"]


async def test_afterwards_only_what_changed_is_asked_for(pull: Pull) -> None:
    await pull()
    pull.library.downloads.clear()
    assert await pull() is None
    pull.library.save("meetings/2.0.md", "two, mended")
    found = await pull()
    assert found is not None
    assert found["meetings/2.0.md"] == "two, mended"
    assert found["meetings/1.0.md"] == "one"
    assert len(pull.library.downloads) == 1


async def test_what_is_deleted_or_renamed_is_so_here(pull: Pull) -> None:
    await pull()
    pull.library.delete("1.0.md")
    pull.library.rename("2.0.md", "3.0.md")
    assert await pull() == {"lexicon.md": "words", "meetings/3.0.md": "two"}
    pull.library.rename("meetings", "gatherings")
    assert await pull() == {"gatherings/3.0.md": "two", "lexicon.md": "words"}
    pull.library.delete("gatherings")
    assert await pull() == {"lexicon.md": "words"}, "and what was inside is gone with it"


async def test_a_link_that_is_too_old_begins_anew_and_loses_nothing(pull: Pull) -> None:
    await pull()
    pull.library.delete("1.0.md")
    pull.library.save("data/1.0.md", "new")
    pull.library.forgotten_before = len(pull.library.log)
    assert await pull() == {"data/1.0.md": "new", "lexicon.md": "words", "meetings/2.0.md": "two"}


async def test_graph_is_given_the_time_that_it_asks_for(pull: Pull) -> None:
    pull.library.refusals = [(429, {"Retry-After": "17"}), (503, {}), (500, {})]
    assert await pull() is not None
    assert pull.waits[0] == 17
    assert len(pull.waits) == 3


async def test_a_very_long_wait_is_left_to_the_next_pull(pull: Pull) -> None:
    pull.library.refusals = [(429, {"Retry-After": "3600"})]
    with pytest.raises(SourceError, match="429"):
        await pull()
    assert pull.waits == []
    assert await pull() is not None


async def test_one_folder_of_a_library_may_be_the_set(pull: Pull) -> None:
    pull.where = DocumentLibrary(SITE, "Policies", "AI/policies")
    pull.library.save("AI/policies/data/1.0.md", "inside")
    pull.library.save("AI/notes.md", "outside")
    assert await pull() == {"data/1.0.md": "inside"}


async def test_another_place_in_the_settings_begins_anew(pull: Pull) -> None:
    await pull()
    pull.where = DocumentLibrary(SITE, "Policies", "meetings")
    assert await pull() == {"1.0.md": "one", "2.0.md": "two"}


async def test_each_refusal_says_what_to_do(pull: Pull) -> None:
    pull.where = DocumentLibrary(SITE, "Documents")
    with pytest.raises(SourceError, match="It has: Policies"):
        await pull()
    pull.where = DocumentLibrary("https://other.example/sites/policies", "Policies")
    with pytest.raises(SourceError, match="Check SHAREPOINT_SITE"):
        await pull()
    pull.where = DocumentLibrary(SITE, "Policies")
    pull.token = "somebody else's"
    with pytest.raises(SourceError, match="token is not accepted"):
        await pull()
    pull.token = TOKEN
    pull.library.permitted = False
    with pytest.raises(SourceError, match=r"Sites\.Selected"):
        await pull()


async def test_a_link_to_another_host_gets_no_token(pull: Pull) -> None:
    pull.library.elsewhere = "http://127.0.0.1:9"
    with pytest.raises(SourceError, match="another host"):
        await pull()


async def test_odd_names_stay_outside(pull: Pull) -> None:
    for name in ("..", ".hidden.md", "a:b.md", "a\\b.md"):
        pull.library.save(name, "x")
    found = await pull()
    assert found is not None
    assert sorted(found) == ["lexicon.md", "meetings/1.0.md", "meetings/2.0.md"]


async def test_a_file_of_two_megabytes_is_no_policy(pull: Pull) -> None:
    pull.library.save("data/1.0.md", "x" * (2 * 1024 * 1024 + 1))
    with pytest.raises(SourceError, match="larger than 2 MB"):
        await pull()


async def test_a_change_is_written_by_the_tag_with_which_the_file_was_read(pull: Pull) -> None:
    await pull()
    changes = (
        FileChange("meetings/2.1.md", None, b"two and a bit"),
        FileChange("meetings/2.0.md", b"two", b"two, superseded"),
    )
    await pull.write(*changes)
    found = await pull()
    assert found is not None
    assert found["meetings/2.1.md"] == "two and a bit"
    assert found["meetings/2.0.md"] == "two, superseded"
    asked = len(pull.library.asked)
    await pull.write(*changes)
    assert not any("/content" in one for one in pull.library.asked[asked:]), "it stands already"


async def test_what_somebody_changed_there_meanwhile_is_not_written_over(pull: Pull) -> None:
    await pull()
    pull.library.save("meetings/2.0.md", "two, by hand")
    with pytest.raises(ChangedMeanwhileError, match=r"meetings/2\.0\.md"):
        await pull.write(FileChange("meetings/2.0.md", b"two", b"two, superseded"))
    assert b"two, by hand" in pull.library.contents.values()


async def test_somebody_who_is_quicker_by_a_moment_wins(pull: Pull) -> None:
    await pull()
    pull.library.just_before_writing = lambda: pull.library.save("meetings/2.0.md", "two, by hand")
    with pytest.raises(ChangedMeanwhileError):
        await pull.write(FileChange("meetings/2.0.md", b"two", b"two, superseded"))
    assert b"two, by hand" in pull.library.contents.values()


async def test_nothing_of_a_change_is_written_where_one_file_is_refused(pull: Pull) -> None:
    await pull()
    pull.library.just_before_writing = lambda: pull.library.save("meetings/2.0.md", "two, by hand")
    with pytest.raises(ChangedMeanwhileError):
        await pull.write(
            FileChange("meetings/2.1.md", None, b"the next"),
            FileChange("meetings/2.0.md", b"two", b"two, superseded"),
        )
    assert b"the next" not in pull.library.contents.values()


async def test_a_new_file_never_takes_the_place_of_one_that_is_there(pull: Pull) -> None:
    await pull()
    pull.library.save("meetings/2.1.md", "somebody else's")
    with pytest.raises(ChangedMeanwhileError):
        await pull.write(FileChange("meetings/2.1.md", None, b"ours"))


async def test_an_app_that_may_only_read_says_what_to_give_it(pull: Pull) -> None:
    await pull()
    pull.library.writable = False
    with pytest.raises(SourceError, match="Give it write on this one site"):
        await pull.write(FileChange("meetings/2.0.md", b"two", b"three"))


async def test_a_change_is_sent_again_when_graph_says_later(pull: Pull) -> None:
    await pull()
    pull.library.refuse_writing = [(429, {"Retry-After": "7"})]
    await pull.write(FileChange("meetings/2.0.md", b"two", b"three"))

    assert pull.waits == [7.0]
    assert b"three" in pull.library.contents.values()
