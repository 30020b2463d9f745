"""The pages as people use them: by keyboard, without script, enlarged, in any theme."""

from typing import Any

import pytest
from playwright.async_api import Browser

from tests.browser.pages import EVERYWHERE, THEMES, Reader

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_axe_finds_nothing_wrong_on_any_page(
    browser: Browser, site: str, theme: dict[str, Any]
) -> None:
    reader = await Reader.sit_down(browser, site, **theme)
    await reader.show_every_block()
    found = await reader.violations()
    for path in EVERYWHERE:
        await reader.open(path)
        found += await reader.violations()

    assert found == []


@pytest.mark.parametrize("height", [640, 256], ids=["phone", "enlarged to 400%"])
async def test_nothing_is_wider_than_a_narrow_window(
    browser: Browser, site: str, height: int
) -> None:
    viewport = {"width": 320, "height": height}
    reader = await Reader.sit_down(browser, site, viewport=viewport)
    await reader.show_every_block()
    assert await reader.overflow() == 0
    assert await reader.violations() == []
    for path in EVERYWHERE:
        await reader.open(path)
        assert await reader.overflow() == 0, path


async def test_what_has_the_focus_is_never_hidden_behind_the_question_box(
    browser: Browser, site: str
) -> None:
    for viewport in ({"width": 320, "height": 256}, {"width": 700, "height": 560}):
        reader = await Reader.sit_down(browser, site, viewport=viewport)
        await reader.show_every_block()
        await reader.page.locator(".skip").first.focus()
        for _ in range(40):
            await reader.page.keyboard.press("Tab")
            hidden = await reader.page.evaluate(
                """() => { const e = document.activeElement;
                    if (e === document.body) return false;
                    const box = e.getBoundingClientRect();
                    const x = box.x + Math.min(8, box.width / 2), y = box.y + box.height / 2;
                    const top = document.elementFromPoint(x, y);
                    return !(top && (e.contains(top) || top.contains(e))); }"""
            )
            assert not hidden, f"{await reader.focused()} at {viewport}"


async def test_a_whole_conversation_by_keyboard_alone(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site)
    page, press = reader.page, reader.page.keyboard.press
    await reader.open("/")

    await press("Tab")
    assert await reader.focused() == "Skip to main content"
    await press("Enter")
    while await reader.focused() != "Your question":
        await press("Tab")
    await page.keyboard.type("may i eat")
    await press("Shift+Enter")
    await page.keyboard.type("a sandwich")
    await press("Enter")
    await reader.turns(2)
    assert await page.locator(".bubble").inner_text() == "may i eat\na sandwich"
    assert await reader.focused() == "Your question"
    assert await page.input_value("#text") == ""

    while await reader.focused() != "Suggest an idea":
        await press("Shift+Tab")
    await press("Enter")
    await reader.turns(3)
    assert await reader.focused() == "Question and answer", "the focus goes to the new answer"
    while await reader.focused() != "Send idea":
        await press("Tab")
    await press("Enter")
    await reader.turns(4)
    assert "There is a problem" in await reader.focused()
    await press("Tab")
    assert await reader.focused() == "Give your idea a title"
    await press("Enter")
    assert await reader.focused() == "Title"
    await page.keyboard.type("Tea")
    await press("Enter")
    await reader.turns(5)
    assert "Thank you." in await page.locator(".turn").last.inner_text()
    assert await page.locator("section.form").count() == 0, "no form is left that could be resent"


async def test_a_whole_conversation_without_javascript(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site, java_script_enabled=False)
    page = reader.page
    await reader.open("/")
    await page.fill("#text", "sandwich")
    await page.click("#composer button")
    await reader.turns(2)
    await page.click("text=Suggest an idea >> nth=-1")
    await reader.turns(3)
    await page.fill("text=Hours a month", "3")
    await page.check("text=Residents")
    await page.click("text=Send idea")
    await reader.turns(4)
    assert await page.input_value("text=Hours a month") == "3"
    assert await page.is_checked("text=Residents")
    await page.fill("label:has-text('Title') >> nth=-1", "Tea")
    await page.click("text=Send idea")
    await reader.turns(5)
    assert "Thank you." in await page.locator(".turn").last.inner_text()
    await page.click("text=Clear conversation")
    assert await page.locator(".turn").count() == 5
    await page.click("text=Yes, clear it")
    assert await page.locator(".turn").count() == 1


PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("by", ["button", "choice"])
async def test_a_tap_leaves_the_new_answer_in_view_without_a_keyboard_over_it(
    browser: Browser, site: str, by: str
) -> None:
    reader = await Reader.sit_down(browser, site, **PHONE)
    page = reader.page
    await reader.open("/")
    if by == "button":
        await page.fill("#text", "sandwich")
        await page.tap("#composer button")
    else:
        await page.tap(".choices button >> nth=0")
    await reader.turns(2)
    box = await page.locator(".turn").last.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 844 / 3, "the answer begins at the top of the screen"
    assert await reader.focused() == "Question and answer"


async def test_who_comes_back_is_at_the_last_turn(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site, **PHONE)
    await reader.open("/")
    for number in (2, 3, 4):
        await reader.page.fill("#text", "sandwich")
        await reader.page.keyboard.press("Enter")
        await reader.turns(number)
    await reader.open("/policies")
    await reader.open("/")
    box = await reader.page.locator(".turn").last.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 844 / 3


async def test_menu_and_question_box_leave_two_thirds_of_a_phone_to_the_answer(
    browser: Browser, site: str
) -> None:
    reader = await Reader.sit_down(browser, site, **PHONE)
    await reader.open("/")
    taken = 0.0
    for part in (".top", "#composer"):
        box = await reader.page.locator(part).bounding_box()
        assert box is not None
        taken += box["height"]
    assert taken <= 844 / 3


async def test_the_parts_of_an_answer_have_space_between_them(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site)
    await reader.show_every_block()
    gaps = await reader.page.evaluate(
        """() => [...document.querySelectorAll(".theirs > div")].flatMap(parts =>
            [...parts.children].slice(1).map((part, at) =>
                part.getBoundingClientRect().top
                - parts.children[at].getBoundingClientRect().bottom))"""
    )
    assert gaps
    assert min(gaps) >= 8, "pixels"


async def test_the_question_box_is_reached_by_a_skip_link(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site)
    await reader.open("/")
    await reader.page.keyboard.press("Tab")
    await reader.page.keyboard.press("Tab")
    assert await reader.focused() == "Skip to the question box"
    await reader.page.keyboard.press("Enter")
    assert await reader.focused() == "Your question"


async def test_a_new_answer_is_read_out_by_screen_readers(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site)
    await reader.open("/")
    log = reader.page.get_by_role("log", name="Conversation")
    await reader.page.fill("#text", "sandwich")
    await reader.page.keyboard.press("Enter")
    await reader.turns(2)

    assert "Sandwiches" in await log.inner_text()
    assert await log.get_attribute("aria-busy") is None
    # Kept in the page, so that only what is new is announced.
    assert await log.locator(".turn").count() == 2


async def test_a_lost_connection_loses_no_words(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site)
    await reader.open("/")
    await reader.page.context.set_offline(True)
    await reader.page.fill("#text", "sandwich")
    await reader.page.keyboard.press("Enter")
    problem = reader.page.locator("#composer-problem")
    await problem.get_by_text("cannot be reached").wait_for()
    assert await reader.page.input_value("#text") == "sandwich"

    await reader.page.context.set_offline(False)
    await reader.page.keyboard.press("Enter")
    await reader.turns(2)
    assert await problem.inner_text() == ""


async def test_a_forgotten_visit_loses_no_words(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site)
    await reader.open("/")
    await reader.page.context.clear_cookies()
    await reader.page.fill("#text", "sandwich")
    await reader.page.keyboard.press("Enter")
    await reader.page.get_by_text("a new one has begun").wait_for()

    assert await reader.page.input_value("#text") == "sandwich"


async def test_the_browser_has_nothing_to_complain_about(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site)
    await reader.show_every_block()
    for path in EVERYWHERE:
        await reader.open(path)

    expected = (
        "the server responded with a status of 4"  # the address with nothing at it, and so on
    )
    assert [said for said in reader.complaints if expected not in said] == []


async def test_who_wants_no_motion_gets_none(browser: Browser, site: str) -> None:
    for wish, moves in (("reduce", False), ("no-preference", True)):
        reader = await Reader.sit_down(browser, site, reduced_motion=wish)
        await reader.open("/")
        await reader.page.fill("#text", "sandwich")
        await reader.page.keyboard.press("Enter")
        await reader.turns(2)
        style = "getComputedStyle(document.querySelector('.turn.new')).animationName"
        assert (await reader.page.evaluate(style) != "none") is moves


async def test_a_printed_policy_has_its_text_and_no_buttons(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site)
    await reader.open("/policies/meetings")
    await reader.page.emulate_media(media="print")

    assert await reader.page.get_by_text("Tell everyone in the room").is_visible()
    assert not await reader.page.locator("button").first.is_visible()
    assert not await reader.page.locator(".contents").is_visible()


async def test_a_citation_opens_the_policy_at_its_clause(browser: Browser, site: str) -> None:
    reader = await Reader.sit_down(browser, site, viewport={"width": 600, "height": 500})
    await reader.open("/policies/meetings/2.0#kept")

    clause = reader.page.locator("#kept")
    assert await clause.evaluate("e => e.matches(':target')")
    box = await clause.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400
