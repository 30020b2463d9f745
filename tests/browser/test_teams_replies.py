"""Replies that quote, files, days that do not exist and a no, seen in the Agents Playground; what
cannot be typed there is sent as an activity with the shapes of Microsoft's documentation."""

import json
import re
from uuid import uuid4

import pytest

from bot.messages.say import say
from tests.browser.playground import Chat
from tests.browser.test_teams import ARTEFACTS, address, chat, folder, proxy
from tests.microsoft import TENANT

__all__ = ["address", "chat", "folder", "proxy"]

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]

FILE = {
    "contentType": "application/vnd.microsoft.teams.file.download.info",
    "name": "draft.docx",
    "contentUrl": "https://files.invalid/draft.docx",
    "content": {"downloadUrl": "https://files.invalid/1", "uniqueId": "1", "fileType": "docx"},
}


ACTIVITY = {
    "type": "message",
    "channelId": "msteams",
    "textFormat": "plain",
    "locale": "en-GB",
    "recipient": {"id": "28:11111111-aaaa-bbbb-cccc-000000000001"},
    "conversation": {
        "id": "a:personal-chat-1",
        "conversationType": "personal",
        "tenantId": TENANT,
    },
    "from": {"id": "29:user-alex", "aadObjectId": "aaaaaaaa-0000-0000-0000-000000000000"},
}
"""What the person at the keyboard says in the personal chat, as the playground sends it."""


async def send(chat: Chat, text: str, **more: object) -> str:
    """Send what cannot be typed, as an activity written out: a quotation, say, or a file. Gives
    what is shown of the answer."""
    page, before = chat.page, await chat.answers.count()
    await page.get_by_text("Mock an Activity").first.click()
    await page.get_by_role("menuitem", name="Custom activity").click()
    dialog = page.get_by_role("dialog")
    editor = dialog.locator(".view-lines")
    await editor.get_by_text("custom-activity-type").wait_for(timeout=20_000)
    written = (await editor.inner_text()).replace("\u00a0", " ")
    service = re.search(r'"serviceUrl": "([^"]*)"', written)
    activity = {
        **ACTIVITY, "serviceUrl": service[1] if service else "", "id": uuid4().hex,
        "text": text, **more,
    }  # fmt: skip
    await editor.click()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text(json.dumps(activity))
    # The editor closes brackets by itself, behind what was put in.
    await page.keyboard.press("Control+Shift+End")
    await page.keyboard.press("Delete")
    await dialog.get_by_role("button", name="Send activity").click()
    return await chat.answer(before)


async def quoting(chat: Chat, text: str) -> str:
    told = {"messageId": "1772050244572", "senderName": "AI policy assistant", "preview": "..."}
    return await send(
        chat,
        f'<quoted messageId="1772050244572"/>{text}',
        entities=[{"type": "quotedReply", "quotedReply": told}],
    )


async def test_every_step_is_answered_by_quoting_and_only_a_yes_withdraws(chat: Chat) -> None:
    await chat.ask("I have an idea")
    for said in (" Letters lie about", "Let AI sort it", "\nTerms&parameters", " skip", "skip"):
        shown = await quoting(chat, said)
    await chat.screenshot(ARTEFACTS / "teams-quoted-steps.png")
    assert "tool that you have in mind" in shown
    shown = await quoting(chat, " skip")
    assert say("idea-stored", ref="AI-2026-0001") in shown
    assert "Terms&parameters" in await chat.ask("my ideas")
    for said in ("not yet", "nac ydw", "ok"):
        await chat.ask("withdraw AI-2026-0001")
        assert "AI-2026-0001" in await quoting(chat, f" {said}")
    await chat.screenshot(ARTEFACTS / "teams-no-is-no.png")
    assert say("status-withdrawn", ref="AI-2026-0001") in await quoting(chat, " yes")


async def test_a_file_is_said_to_be_unread(chat: Chat) -> None:
    shown = await send(chat, "does this comply with the policy?", attachments=[FILE])
    await chat.screenshot(ARTEFACTS / "teams-file.png")
    assert say("chat-files-not-read", asks=True) in shown
    assert say("chat-files-not-read", asks=False) in await send(chat, "", attachments=[FILE])


async def test_a_day_that_does_not_exist_is_asked_about(chat: Chat) -> None:
    shown = await chat.ask("what was the recording rule on 31/11/2025")
    await chat.screenshot(ARTEFACTS / "teams-no-such-day.png")
    assert say("as-of-no-such-day", day="31 November 2025") in shown
