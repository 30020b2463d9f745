"""Take the picture in the README: the app as it starts, and an answer. Run it after a change that
can be seen, from the project's folder:

    .venv/bin/python -m tests.browser.picture
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.browser.pages import Reader, chromium
from tests.browser.programs import ROOT, free_port, program, python
from tests.freeze import MODEL_SET

QUESTION = "can i put a residents address in chatgpt"
PICTURE = ROOT / "docs" / "chat.png"


async def take() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        async with (
            program(
                *python(str(ROOT / "app.py")),
                folder=Path(folder),
                ready="Chat with the assistant",
                environment={"PORT": str(port), "POLICIES": str(MODEL_SET)},
            ),
            chromium() as browser,
        ):
            size = {"width": 1000, "height": 900}
            reader = await Reader.sit_down(browser, f"http://127.0.0.1:{port}", viewport=size)
            await reader.open("/")
            await reader.page.fill("#text", QUESTION)
            await reader.page.keyboard.press("Enter")
            await reader.turns(2)
            await reader.page.screenshot(path=PICTURE)


if __name__ == "__main__":
    asyncio.run(take())
    sys.exit(0)
