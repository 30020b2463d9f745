"""What six jobs cost a person: presses, characters typed beside their own words, own words typed,
boxes on the forms that they pass, and words on the pages that they pass, but for what is folded.

    python -m tests.bench.jobs URL

URL is a server with samples in its list (`python3 run.py --demo`), as whoever sits at it: decisions
are recorded in it. Where there are no pages for meetings, or receipts are not searched, the way
without them is gone, so that earlier versions can be measured with the same words.
"""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote

import aiohttp

from tests.web.visitor import Element, fields, read_html

QUESTION = "can i put a resident's address into copilot"
IDEA = {
    "v.problem": "Letters wait for days in the post room.",
    "v.description": "Sort scanned letters by team with a tool.",
    "v.title": "Sort letters by team",
}
BEGIN = "Begin with the first idea"
REASON = "We watch and learn for now, without council data and without spending."
FREE = ("text", "search", "date", "radio", "checkbox")


def _is_box(one: Element) -> bool:
    typed = one.tag == "input" and one.attributes.get("type") in FREE
    return typed or one.tag in ("textarea", "select")


@dataclass
class Hand:
    """Somebody at a browser; what they do is counted."""

    client: aiohttp.ClientSession
    site: str
    page: Element = field(default_factory=lambda: Element("page"))
    presses: int = 0
    keys: int = 0
    own_words: int = 0
    boxes: int = 0
    read: int = 0

    async def arrive(self, path: str, *, counted: bool = True) -> bool:
        """Open an address, by a press unless it is where they begin; whether it is there."""
        async with self.client.get(self.site + path) as answer:
            if answer.status != 200:
                return False
            self.presses += counted
            self._look(await answer.text())
        return True

    async def press(self, words: str) -> None:
        """Follow the first link with these words."""
        found = next(one for one in self.page.all("a") if one.text.startswith(words))
        path = found.attributes["href"].partition("#")[0]
        assert await self.arrive(path.replace(self.site, "")), path

    async def send(
        self, form: Element, own: Mapping[str, str] | None = None, given: Mapping[str, str] = {}
    ) -> None:
        """Send a form; `own` are a person's own words, `given` what has to be typed or ticked."""
        sent = [one for one in fields(form) if one[0] not in {**(own or {}), **given}]
        sent += [*(own or {}).items(), *given.items()]
        ticked = {b.attributes.get("name") for b in form.all("input", type="radio")}
        ticked |= {b.attributes.get("name") for b in form.all("input", type="checkbox")}
        chosen = ticked | {b.attributes.get("name") for b in form.all("select")}
        for name, text in given.items():
            self.presses += name in ticked
            self.keys += 0 if name in chosen else len(text)
        self.own_words += sum(len(text.split()) for text in (own or {}).values())
        folded = {id(one) for part in form.all("details") for one in part.all()}
        self.boxes += sum(id(one) not in folded and _is_box(one) for one in form.all())
        self.presses += 1
        action = form.attributes["action"]
        if form.attributes.get("method", "get") == "get":
            query = "&".join(f"{name}={text}" for name, text in sent)
            self.presses -= 1
            assert await self.arrive(f"{action}?{query}"), action
            return
        async with self.client.post(self.site + action, data=sent) as answer:
            assert answer.status == 200, (action, answer.status, (await answer.text())[:600])
            self._look(await answer.text())

    def form(self, name: str, value: str = "") -> Element:
        """The last form that has a box of that name."""
        wanted = {"name": name, "value": value} if value else {"name": name}
        return [form for form in self.page.all("form") if form.all(**wanted)][-1]

    def _look(self, text: str) -> None:
        self.page = read_html(text)
        main = self.page.one("main")
        folded = sum(len(one.text.split()) for one in main.all("details"))
        self.read += len(main.text.split()) - folded


async def ask(hand: Hand) -> None:
    await hand.arrive("/", counted=False)
    forms = [f for f in hand.page.all("form") if f.all("textarea", name="text")]
    await hand.send(forms[-1], {"text": QUESTION})


async def log_an_idea(hand: Hand) -> None:
    await hand.arrive("/", counted=False)
    await hand.send(hand.form("text", "I have an idea"))
    await hand.send(hand.form("v.description"), IDEA)
    again = [f for f in hand.page.all("form") if f.all("input", value="idea.send")]
    if again:
        await hand.send(again[-1])
    if asked := [f for f in hand.page.all("form") if len(f.all("input", type="radio")) > 2]:
        names = dict.fromkeys(b.attributes["name"] for b in asked[-1].all("input", type="radio"))
        await hand.send(asked[-1], given=dict.fromkeys(names, "no"))


async def decide_three(hand: Hand) -> None:
    if await hand.arrive("/meetings", counted=False):
        await hand.press(BEGIN)
        for _ in range(3):
            await hand.send(decision(hand.page))
            await hand.send(decision(hand.page))
        return
    for ref in (await refs(hand))[:3]:
        await hand.arrive("/board?state=ready")
        await hand.arrive(f"/board/{ref}")
        await hand.press("Scan: watch and learn")
        form = hand.form("v.reason")
        typed = {"v.conflicts": "None declared", "v.maker": "steering_group"}
        await hand.send(form, {"v.reason": REASON}, typed)


async def refs(hand: Hand, state: str = "ready") -> list[str]:
    """The ideas in that state."""
    await hand.arrive(f"/board?state={state}", counted=False)
    found = [a.attributes["href"] for a in hand.page.all("tbody")[-1].all("a")]
    return [path.rpartition("/")[2] for path in found if path.startswith("/board/AI-")]


async def prepare(hand: Hand) -> None:
    """Three ideas are ready, and a meeting is planned where there are meetings."""
    for ref in (await refs(hand, "screening"))[: max(0, 3 - len(await refs(hand)))]:
        await hand.arrive(f"/board/{ref}")
        await hand.send(hand.page.one("form", action=f"/board/{ref}/move"))
    if await hand.arrive("/meetings") and BEGIN not in hand.page.text:
        await hand.arrive("/records/meeting/new")
        today = str(datetime.now(UTC).date())
        said = {"v.title": "Meeting", "v.held_on": today, "v.state": "planned"}
        await hand.send(decision(hand.page), given=said)


def decision(page: Element) -> Element:
    return next(f for f in page.one("main").all("form", method="post") if f.all("button"))


async def agenda_and_report(hand: Hand) -> None:
    await hand.arrive("/papers", counted=False)
    for paper in ("Agenda pack", "Quarterly report"):
        await hand.press(paper)
        kinds = [a.text for a in hand.page.all("a") if "/file." in a.attributes["href"]]
        hand.presses += 1  # its file
        print(f"    {paper} as: {', '.join(kinds)}")
        await hand.arrive("/papers", counted=paper.startswith("Agenda"))


async def receipt(hand: Hand) -> None:
    await hand.arrive("/desk", counted=False)
    await hand.press("Receipts")
    forms = [form for form in hand.page.one("main").all("form") if form.all("button")]
    if len(forms) > 1:
        chosen = forms[1].one("select", name="clause").all("option")[1]
        hand.presses += 2  # the list opens, and one of it is chosen
        await hand.send(forms[1], given={"clause": quote(chosen.attributes["value"])})
    else:
        print("    by its code alone: nobody who has lost it finds the answer")
        hand.keys += len("R-7K2M-9QF3")
        hand.presses += 1


async def foi(hand: Hand) -> None:
    await hand.arrive("/papers", counted=False)
    await hand.press("Answer to an information request")
    hand.presses += 1  # its file


JOBS = {
    "ask on a phone": ask,
    "log an idea": log_an_idea,
    "decide three ideas": decide_three,
    "agenda and report": agenda_and_report,
    "a receipt of three months ago": receipt,
    "FOI answer": foi,
}


async def main(site: str) -> None:
    head = {"Sec-Fetch-Site": "same-origin"}
    for name, job in JOBS.items():
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar, headers=head) as client:
            if job is decide_three:
                await prepare(Hand(client, site))
            hand = Hand(client, site)
            await job(hand)
        print(
            f"{name:30} {hand.presses:3} presses  {hand.keys:3} keys  {hand.own_words:3} own words"
            f"  {hand.boxes:4} boxes  {hand.read:5} words on the pages",
            flush=True,
        )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1].rstrip("/")))
