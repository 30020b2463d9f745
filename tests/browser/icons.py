"""Draw the Teams app's icons anew from their SVG. Run it after a change of one, from the
project's folder:

    .venv/bin/python -m tests.browser.icons
"""

import asyncio

from tests.browser.pages import chromium
from tests.browser.programs import ROOT

SIDES = {"color": 192, "outline": 32}


async def draw() -> None:
    async with chromium() as browser:
        for name, side in SIDES.items():
            page = await browser.new_page(viewport={"width": side, "height": side})
            drawing = (ROOT / "manifest" / f"{name}.svg").read_text("utf-8")
            await page.set_content(f"<style>body {{ margin: 0; line-height: 0 }}</style>{drawing}")
            picture = ROOT / "manifest" / f"{name}.png"
            await page.screenshot(path=picture, omit_background=True)


if __name__ == "__main__":
    asyncio.run(draw())
