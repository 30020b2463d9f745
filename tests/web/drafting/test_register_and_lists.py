"""The register, the lists and the questions changed in the browser, each by the same editor."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.publishing.write_files import from_plain
from knowledge.rules.check import check
from storage.publishing.policy_drafts import DraftState, draft_by_id
from tests.web.drafting.conftest import Office
from tests.web.visitor import fields

TODAY, DAY = date(2026, 12, 1), date(2026, 12, 6)
SCRIBE = "/desk/set/register~scribe.md/part/entry"
KNOWN = '{"text": "may I tape", "refs": ["meetings#tell-first"]}\n'


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


async def filled(
    office: Office, who: str, path: str, values: dict[str, str], status: int = 303
) -> tuple[str, str]:
    """Send the form at that address with some of its boxes filled in."""
    page = await office.open(who, path)
    form = next(f for f in page.all("form") if f.all("input", name="seen"))
    typed = {name if name == "after" else f"v.{name}": text for name, text in values.items()}
    sent = [one for one in fields(form) if one[0] not in {"token", *typed}] + list(typed.items())
    return await office.post(who, form.attributes["action"], sent, status)


async def led_to(office: Office, path: str) -> list[str]:
    page = await office.open("ann", path)
    return [a.attributes["href"] for a in page.all("a") if a.attributes.get("href")]


async def send_in(office: Office, draft: str, size: str = "") -> None:
    await office.post("ann", f"{draft}/submit", {"note": "So it is.", "size": size})


async def published(office: Office, draft: str, first: str = "2026-12-01") -> None:
    """Sent in by its writer, approved by somebody else."""
    await send_in(office, draft, "minor")
    page = await office.open("cass", draft)
    form = next(f for f in page.all("form") if f.attributes["action"].endswith("/approve"))
    boxes = dict(fields(form))
    boxes |= {"first": first} if "first" in boxes else {}
    boxes.pop("token")
    await office.post("cass", f"{draft}/approve", boxes)


async def test_the_status_of_a_tool_changes_with_its_reason_as_a_line_of_the_history(
    office: Office,
) -> None:
    before = everything(office.folder)
    change = {"status": "pilot", "reason": "Its maker: was sold.", "since": "2026-12-01"}
    draft, _ = await filled(office, "ann", SCRIBE, change)
    page = (await office.open("cass", draft)).text
    assert "Tools register: The Scribe" in page
    assert "[taken out: conditional] [put in: pilot]" in page
    assert everything(office.folder) == before, "nothing before it is approved"
    await published(office, draft)

    after = everything(office.folder)
    name = "register/scribe.md"
    assert {one for one in after if after[one] != before.get(one)} == {name}
    old, new = (one[name].decode().splitlines() for one in (before, after))
    assert [line for line in new if line not in old] == [
        "status: pilot",
        '  - "2026-12-01 pilot: Its maker: was sold."',
    ]
    assert [line for line in old if line not in new] == ["status: conditional"]
    tool = office.site.library().policy_set.tool("scribe")
    assert tool is not None
    assert tool.history[-1][2] == "Its maker: was sold."
    assert len(await office.trail("policy.approved")) == 1


async def test_a_new_status_without_a_reason_is_told_at_its_box_and_nothing_typed_is_lost(
    office: Office,
) -> None:
    change = {"status": "refused", "purpose": "Scribbles."}
    _, told = await filled(office, "ann", SCRIBE, change, 422)

    assert "Reason: Give the reason" in told
    assert (await office.open("ann", "/desk/drafts")).text.count("Scribe") == 0


async def test_a_tool_comes_onto_the_register_in_fields_alone(office: Office) -> None:
    form, _ = await office.post("ann", "/desk/set/tool", {"name": "Magic Quill 3"})
    entry = {
        "name": "Magic Quill 3", "status": "assessing", "reason": "asked for by the clerks",
        "purpose": "Writes by itself.", "who_may_use": "nobody yet", "aliases": "quill 3\nmq3",
        "owner_role": "Head of Machines", "contact": "the machine shop", "since": "2026-12-01",
        "text": "Magic Quill 3 is being assessed: do not use it yet. {Not allowed}",
    }  # fmt: skip
    draft, _ = await filled(office, "ann", form, entry)
    page = (await office.open("ann", draft)).text
    assert "No problems." in page, page
    await published(office, draft)

    assert [one for one in check(office.folder, TODAY) if "magic-quill" in one.file] == []
    tool = office.site.library().policy_set.tool("magic-quill-3")
    assert tool is not None
    assert tool.aliases == ("quill 3", "mq3")
    assert set(tool.data_barred) == {"public", "internal", "personal", "special", "confidential"}
    assert "{" not in tool.passage.text


async def test_what_the_register_says_elsewhere_is_shown_before_it_is_sent_in(
    office: Office,
) -> None:
    policy = office.folder / "data" / "1.0.md"
    text = (
        policy.read_text().rstrip()
        + "\n\n### 1.9 Quill {#quill}\nThe Scribe keeps notes for 45 days.\n"
    )
    policy.write_text(text)
    entry = office.folder / "register" / "scribe.md"
    entry.write_text(entry.read_text() + "\nThe Scribe keeps notes for 45 days.\n")
    await office.site.reload()
    form = (await office.open("ann", SCRIBE)).one("textarea", name="v.text").text
    draft, _ = await filled(office, "ann", SCRIBE, {"text": form.replace("45", "20")})

    page = (await office.open("ann", draft)).text
    assert "1 place still says what this change takes back" in page
    assert "Quill" in page


CHANGES = [
    (
        "lexicon.md", "lexicon.md/part/staff-words.tape-taping",
        {"called": "recording, minutes"}, "- tape, taping: recording, minutes",
    ),
    (
        "meetings/asked.md", "meetings~asked.md/part/kept",
        {"lines": "how long do we keep the tape\nmay i keep it for ever"},
        "- may i keep it for ever",
    ),
    (
        "not-covered.md", "not-covered.md/part/feasts",
        {"text": "The policies do not cover feasts. Ask the cook."},
        "The policies do not cover feasts. Ask the cook.",
    ),
    (
        "questions.jsonl", "questions.jsonl/part/question.4ea16bbdb024",
        {"verdict": "yes"},
        '{"text": "may I tape", "refs": ["meetings#tell-first"], "verdict": "yes"}',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "path", "values", "line"), CHANGES, ids=lambda one: str(one)[:20])
async def test_a_list_is_changed_in_one_line_and_taken_back(
    office: Office, file: str, path: str, values: dict[str, str], line: str
) -> None:
    (office.folder / "questions.jsonl").write_text(KNOWN)
    await office.site.reload()
    before = everything(office.folder)
    draft, _ = await filled(office, "ann", f"/desk/set/{path}", values)
    await published(office, draft)
    after = everything(office.folder)

    assert {one for one in after if after[one] != before.get(one)} == {file}
    old, new = (one[file].decode().splitlines() for one in (before, after))
    assert [one for one in new if one not in old] == [line]
    assert [one for one in check(office.folder, TODAY) if one.file == file] == []

    again, _ = await office.post("ann", f"{draft}/undo", {})
    await published(office, again)
    assert everything(office.folder) == before


AIMS = "settings.yaml/part/objectives"
LISTED = """objectives:
  - Fewer scrolls   # said by the Moot
  # of next year
  - "Quills: none"

# Behind the aims.
"""


async def test_the_councils_aims_are_edited_as_a_list_and_taken_back(office: Office) -> None:
    settings = office.folder / "settings.yaml"
    settings.write_text(settings.read_text().replace("objectives: [Fewer scrolls]\n", LISTED))
    await office.site.reload()
    before = everything(office.folder)
    assert f"/desk/set/{AIMS}" in await led_to(office, "/desk/set/settings.yaml")
    typed = "Fewer scrolls\nA feast: for # all\nQuills: none"
    draft, _ = await filled(office, "ann", f"/desk/set/{AIMS}", {"lines": typed})
    page = (await office.open("cass", draft)).text
    assert "Aims that an idea may serve" in page
    assert "A feast: for # all" in page
    assert everything(office.folder) == before, "nothing before it is approved"
    await published(office, draft)

    kept = office.site.library().policy_set.settings.objectives
    assert kept == ("Fewer scrolls", "A feast: for # all", "Quills: none")
    after = everything(office.folder)
    assert {one for one in after if after[one] != before.get(one)} == {"settings.yaml"}
    old, new = (one["settings.yaml"].decode().splitlines() for one in (before, after))
    assert [line for line in new if line not in old] == ["  - 'A feast: for # all'"]
    assert [line for line in old if line not in new] == []
    again, _ = await office.post("ann", f"{draft}/undo", {})
    await published(office, again)
    assert everything(office.folder) == before


async def test_a_list_of_the_councils_that_is_not_there_is_added_once(office: Office) -> None:
    add = "/desk/set/settings.yaml/add/categories_of_use"
    assert [one for one in await led_to(office, "/desk/set/settings.yaml") if "/add/" in one] == [
        add
    ]
    draft, _ = await filled(office, "ann", add, {"lines": "Copying\nSorting"})
    await published(office, draft)

    kept = office.site.library().policy_set.settings
    assert kept.categories_of_use == ("Copying", "Sorting")
    assert kept.objectives == ("Fewer scrolls",)
    assert add not in await led_to(office, "/desk/set/settings.yaml")


@pytest.mark.parametrize("typed", ["", "Feasts\nFeasts", "x" * 301])
async def test_aims_that_cannot_be_kept_are_told_at_their_box(office: Office, typed: str) -> None:
    _, told = await filled(office, "ann", f"/desk/set/{AIMS}", {"lines": typed}, 422)

    assert "Aims:" in told


ADDED = [
    ("lexicon.md/add/acronyms", {"written": "MOOT", "called": "the Moot"}, "lexicon.md"),
    (
        "not-covered.md/add/subject",
        {"title": "Boots", "text": "The policies do not cover boots. Ask the cobbler.",
         "lines": "who mends boots"},
        "not-covered.md",
    ),
    (
        "questions.jsonl/add/question",
        {"text": "how long are tapes kept", "answered": "yes", "refs": "meetings#kept"},
        "questions.jsonl",
    ),
    (
        "data~asked.md/add/questions", {"anchor": "checking", "lines": "who checks\nis it checked"},
        "data/asked.md",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("path", "values", "file"), ADDED, ids=lambda one: str(one)[:20])
async def test_something_is_added_to_a_list_and_taken_out_again(
    office: Office, path: str, values: dict[str, str], file: str
) -> None:
    draft, _ = await filled(office, "ann", f"/desk/set/{path}", values)
    await published(office, draft)
    assert [str(one) for one in check(office.folder, TODAY) if one.file == file] == []
    now = (office.folder / file).read_text()
    assert all(value.split("\n")[-1] in now for key, value in values.items() if key != "answered")
    number = (await office.open("ann", f"/desk/set/{path.partition('/')[0]}")).text
    await filled(office, "ann", f"/desk/set/{path}", values, 422)
    list_path = f"/desk/set/{path.partition('/')[0]}?q={values.get('title', '')}"
    page = await office.open("ann", list_path)
    last = [a.attributes["href"] for a in page.all("a") if "/part/" in a.attributes["href"]][-1]
    draft, _ = await office.post("ann", f"{last}/remove", {})
    await published(office, draft)
    assert (await office.open("ann", f"/desk/set/{path.partition('/')[0]}")).text != number


async def test_a_screening_question_is_added_as_a_new_version_that_begins_on_its_day(
    office: Office,
) -> None:
    question = {
        "title": "2 Seals", "text": "Does it need a seal?", "yes": "advice", "unsure": "advice",
        "clause": "data#checking", "impact": "3", "suggests": "seal\nwax", "after": "people",
    }  # fmt: skip
    draft, _ = await filled(office, "ann", "/desk/set/screening/add/question", question)
    page = await office.open("ann", draft)
    assert "Screening questions, version 1.1" in page.text
    assert "No problems." in page.text, page.text
    await published(office, draft, "2026-12-05")

    new = (office.folder / "screening" / "1.1.md").read_text()
    assert (
        "\n### 2 Seals {#seals}\nDoes it need a seal?\n- yes: advice\n- unsure: advice\n"
        "- clause: data#checking\n- floor: impact 3\n- suggests: seal, wax\n\n## EqIA" in new
    )
    assert "supersedes: screening@1.0" in new
    assert "status: superseded" in (office.folder / "screening" / "1.0.md").read_text()
    assert [
        str(one) for one in check(office.folder, TODAY) if one.file.startswith("screening")
    ] == []
    policies = office.site.library().policy_set
    (today, later) = (policies.screening_on(day) for day in (TODAY, DAY))
    assert today is not None
    assert later is not None
    assert len(later.questions) == len(today.questions) + 1


async def test_weights_that_do_not_make_100_are_told_in_words_and_not_sent_in(
    office: Office,
) -> None:
    path = "/desk/set/scoring/part/money"
    draft, _ = await filled(office, "ann", path, {"weight": "25"})
    _, told = await office.post("ann", f"{draft}/submit", {"note": "More.", "size": "minor"}, 422)
    assert "the weights make 110 together: they must make 100" in told
    await filled(office, "ann", "/desk/set/scoring/part/quality", {"weight": "5"})
    await published(office, draft, "2026-12-05")

    scoring = office.site.library().policy_set.scoring_on(DAY)
    assert scoring is not None
    assert [part.weight for part in scoring.parts] == [30, 25, 25, 5, 15]


async def test_two_officers_on_one_part_see_both_and_on_two_parts_keep_both(
    office: Office,
) -> None:
    path = "/desk/set/lexicon.md/part/staff-words.tape-taping"
    page = await office.open("bob", path)
    sent = dict(fields(page.one("main").all("form")[0])) | {"v.called": "notes"}
    sent.pop("token")
    draft, _ = await filled(office, "ann", path, {"called": "minutes"})
    _, told = await office.post("bob", path, sent, 409)
    assert "as it is now: minutes" in told
    other = "/desk/set/lexicon.md/part/acronyms.agm"
    await filled(office, "bob", other, {"called": "general meeting"})
    text = (await office.open("ann", draft)).text

    assert "minutes" in text
    assert "general meeting" in text


async def test_a_change_in_the_folder_is_taken_in_and_neither_is_lost(office: Office) -> None:
    path = "/desk/set/lexicon.md/part/staff-words.tape-taping"
    draft, _ = await filled(office, "ann", path, {"called": "minutes"})
    await send_in(office, draft)
    lexicon = office.folder / "lexicon.md"
    lexicon.write_text(lexicon.read_text().replace("annual general meeting", "yearly meeting"))
    await office.site.reload()
    page = await office.open("cass", draft)
    assert "The file was changed in the policy folder meanwhile" in page.text
    form = next(f for f in page.all("form") if f.attributes["action"].endswith("/approve"))
    sent = dict(fields(form))
    sent.pop("token")
    _, told = await office.post("cass", f"{draft}/approve", sent, 409)
    assert "changed in the policy folder" in told
    await office.post("ann", f"{draft}/renew", {})
    await published(office, draft)

    assert "- AGM: yearly meeting\n" in lexicon.read_text()
    assert "- tape, taping: minutes\n" in lexicon.read_text()


async def test_nobody_approves_their_own_list_nor_with_other_words(office: Office) -> None:
    path = "/desk/set/lexicon.md/part/acronyms.agm"
    before = everything(office.folder)
    draft, _ = await filled(office, "dora", path, {"called": "moot"})
    await office.post("dora", f"{draft}/submit", {"note": "So it is."})
    async with office.site.store.reading() as connection:
        found = await draft_by_id(connection, int(draft.rpartition("/")[2]))
    assert found is not None
    await office.post("dora", f"{draft}/approve", {"digest": found.digest}, 403)
    await office.post("cass", f"{draft}/approve", {"digest": "0" * 64}, 409)
    await office.post("cass", f"{draft}/approve", {"digest": found.digest, "actor": "1"}, 400)
    await office.post("staff", f"{draft}/approve", {"digest": found.digest}, 403)

    assert everything(office.folder) == before
    assert len(await office.trail("policy.refused")) == 3


async def test_a_change_of_a_list_is_taken_back_at_once_in_an_emergency(office: Office) -> None:
    before = everything(office.folder)
    path = "/desk/set/lexicon.md/part/acronyms.agm"
    draft, _ = await filled(office, "ann", path, {"called": "moot"})
    await published(office, draft)
    await office.post("cass", f"{draft}/withdraw", {"reason": "Nobody understood."})

    assert everything(office.folder) == before
    assert len(await office.trail("policy.withdrawn in an emergency")) == 1


async def test_a_full_disk_publishes_nothing_of_a_list_and_the_next_look_does(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(office.folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = "/desk/set/lexicon.md/part/acronyms.agm"
    draft, _ = await filled(office, "ann", path, {"called": "moot"})
    with monkeypatch.context() as broken:
        broken.setattr("web.drafting.publisher.write_files", full)
        await published(office, draft)
    assert everything(office.folder) == before
    await office.site.catch_up()
    async with office.site.store.reading() as connection:
        found = await draft_by_id(connection, int(draft.rpartition("/")[2]))
    assert found is not None
    assert found.state is DraftState.PUBLISHED
    (change,) = from_plain(found.changes)
    assert (office.folder / change.name).read_bytes() == change.after


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("lexicon.md/part/acronyms.agm", {"called": ""}),
        ("lexicon.md/part/acronyms.agm", {"written": "AGM: x"}),
        ("lexicon.md/part/acronyms.agm", {"written": "MOM"}),
        ("not-covered.md/part/feasts", {"text": "Ask.\n### More {#more}\nwords"}),
        ("not-covered.md/part/feasts", {"text": "Ask.\n- a line"}),
        ("not-covered.md/part/feasts", {"title": "Feasts {#other}"}),
        ("meetings~asked.md/part/kept", {"lines": "  \n"}),
        ("register~scribe.md/part/entry", {"text": "# Heading\nwords"}),
        ("register~scribe.md/part/entry", {"next_audit_due": "soon"}),
        ("screening/part/people", {"impact": "9999"}),
        ("screening/part/people", {"text": "Is it?\n## Other questions {#other}"}),
        ("screening/part/people", {"yes": "perhaps"}),
        ("scoring/part/money", {"text": "x\n- weight: 90"}),
    ],
)
async def test_what_would_be_read_as_something_else_is_told_and_kept_in_its_box(
    office: Office, path: str, values: dict[str, str]
) -> None:
    _, told = await filled(office, "ann", f"/desk/set/{path}", values, 422)

    assert "There is a problem" in told
    assert "Nothing is being changed." in (await office.open("ann", "/desk/drafts")).text


@pytest.mark.parametrize("who", ["staff", "cass", "auditor", "chair"])
async def test_only_officers_write(office: Office, who: str) -> None:
    for path in ("/desk/set", "/desk/set/lexicon.md", SCRIBE):
        status, _, _ = await office.site.ask(who, path)
        assert status == 403
    await office.post(who, SCRIBE, {"v.name": "Mine"}, 403)


@pytest.mark.parametrize(
    "name",
    [
        "meetings~3.0.md",
        "..~x.md",
        "nothing~asked.md",
        "register",
        "meetings",
        "~",
    ],
)
async def test_no_other_file_is_edited_so(office: Office, name: str) -> None:
    status, _, _ = await office.site.ask("ann", f"/desk/set/{name}")

    assert status == 404


async def test_what_would_change_is_asked_of_the_known_questions(office: Office) -> None:
    (office.folder / "questions.jsonl").write_text(KNOWN)
    await office.site.reload()
    path = "/desk/set/meetings~asked.md/part/kept"
    lines = {"lines": "may I tape\nmay i tape\nmay we tape"}
    draft, _ = await filled(office, "ann", path, lines)
    number = draft.rpartition("/")[2]
    place, _ = await office.post("ann", "/desk/impact", {"draft": number})
    page = (await office.open("ann", place)).text

    assert "1 example question was answered from the policies in use" in page


async def test_a_change_of_an_entry_is_taken_back_with_a_line_of_history_of_its_own(
    office: Office,
) -> None:
    change = {"status": "pilot", "reason": "tried once more", "since": "2026-12-01"}
    draft, _ = await filled(office, "ann", SCRIBE, change)
    assert "tried once more" in (await office.open("cass", draft)).text, "the reason is shown"
    await published(office, draft)
    again, _ = await office.post("ann", f"{draft}/undo", {})
    await published(office, again)

    tool = office.site.library().policy_set.tool("scribe")
    assert tool is not None
    assert [status.value for _, status, _ in tool.history][-3:] == [
        "conditional", "pilot", "conditional",
    ]  # fmt: skip


async def test_an_entry_that_was_changed_in_the_folder_keeps_both_lines_of_history(
    office: Office,
) -> None:
    change = {"status": "pilot", "reason": "tried once more", "since": "2026-12-01"}
    draft, _ = await filled(office, "ann", SCRIBE, change)
    entry = office.folder / "register" / "scribe.md"
    entry.write_text(entry.read_text().replace("Quill and Sons", "Quill and Daughters"))
    await office.site.reload()
    await office.post("ann", f"{draft}/renew", {})
    await published(office, draft)

    assert "Quill and Daughters" in entry.read_text()
    assert "2026-12-01 pilot: tried once more" in entry.read_text()
