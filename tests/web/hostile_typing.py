"""Somebody with bad intentions types into every box that there is, and everything that shows it."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from aiohttp import FormData
from sqlalchemy import select

from bot.message import FEEDBACK, FieldKind, Message, Reply
from bot.notifications.notice_text import reply_of
from bot.steering.steering_forms import ASK, NOTE, comment_form, decide_form
from bot.teams.outbound import adaptive_cards
from common.person import Person
from knowledge.cli.formatting import facts_as_json
from storage.tables import notice
from tests.bot.ideas.idea_chats import Chat
from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.microsoft import TENANT
from tests.web.hostile_texts import TEXTS, Typed
from tests.web.whole_site import SITE, STARTS, FoundForm, WholeSite, whole_site
from triage import TriageList
from triage.catalogue.case import FIELDS, LISTS
from triage.catalogue.catalogue_files import FORMAT, VERSION
from triage.export.spreadsheet import escape_formula
from triage.model.roles import Role
from triage.model.validation import tidied
from triage.papers import PAPERS, PaperFormat, take_snapshot
from triage.papers.paper_types import subjects
from triage.papers.policy_facts import parse_policy_facts
from triage.records import SCHEMAS
from triage.records.schemas import MEETING, SHARING
from triage.repository.notice_queue import Notice, NoticeKind
from web.desk.tables import REPORT_TABLES

NOW = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
SAID = (
    "title",
    "description",
    "problem",
    "service",
    "who_benefits",
    "how_done_now",
    "tool_in_mind",
    "expected_benefit",
    "objective",
)
"""What a person says of an idea in words."""

CHOSEN = {
    "v.barred_by": "",
    "v.benefit_kind": "quality",
    "v.unit": "number",
    "v.maker": "steering_group",
    "v.published": "true",
}
LATER = "2027-01-31"
DAYS = {
    "v.call_in_until": "2026-10-08",
    "v.in_force_on": "2026-10-09",
    "v.ends_on": "2026-12-31",
    "v.starts_on": "2026-10-02",
    "v.decided_on": "2026-10-01",
    "v.signed_on": "2026-09-30",
    "v.baseline_on": "2026-09-01",
    "v.extended_to": "",
}
NOT_TEXT = frozenset({"v.idea", "v.duplicate_of", "v.address"})
"""Boxes for what must be a reference or an address of its own."""


@dataclass
class Outcome:
    """What was typed, where, and everything that shows it."""

    typed: Typed = field(default_factory=Typed)
    routes: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    statuses: dict[str, int] = field(default_factory=dict)
    outputs: dict[tuple[str, str], bytes] = field(default_factory=dict)
    faults: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def keep(self, name: str, kind: str, body: bytes) -> None:
        if body:
            self.outputs[name, kind] = body

    def keep_reply(self, name: str, reply: Reply) -> None:
        card = adaptive_cards.draw(reply, SITE)
        assert card is not None, name
        self.keep(name, "card", json.dumps(card).encode())


def filled(form: FoundForm, typed: Typed, where: str, known: Mapping[str, str]) -> dict[str, str]:
    """The form as a browser sends it with the text in every box for text."""
    sent = {name: value for name, value in form.sent if not name.startswith("m.")}
    for name, values in form.choices.items():
        sent[name] = CHOSEN.get(name, sent.get(name) or next(filter(None, values), ""))
    sent |= dict.fromkeys(form.numbers, "3")
    sent |= {name: DAYS.get(name, LATER) for name in form.days}
    sent |= {name: typed.mark(f"{where} {name}") for name in form.typed if name not in NOT_TEXT}
    said = {name if name == "step" else f"v.{name}": value for name, value in known.items()}
    return {**sent, **said}


@dataclass
class Somebody:
    """Types a text into everything, as an officer whose own name is one."""

    site: WholeSite
    done: Outcome
    name: int

    async def types(self) -> None:
        who = Person(TENANT, f"id-{self.name}", self.mark("name"))
        await self.site.sign_in("officer", who, frozenset({Role.OFFICER, Role.CHAIR}))
        ref = await self.has_an_idea()
        await self.asks()
        await self.suggests(ref)
        await self.sends(f"/board/{ref}/care", share="true", lead="me")
        for who_reads in ("reviewers", "submitter"):
            await self.sends(f"/board/{ref}/note", who=who_reads)
        await self.sends(f"/board/{ref}/document", address="https://evil.example/asked-for")
        await self.sends(f"/board/{ref}/document", address=self.mark("address"))
        for form in ("plan", "advice", "screening", "scores"):
            await self.sends(f"/board/{ref}/{form}")
        await self.sends(f"/board/{ref}/decide/ask", step="record")
        for stage in ("screening", "ready"):
            token = self.site.token("officer")
            await self.posts(f"/board/{ref}/move", {"token": token, "to": stage, "version": "0"})
        for kind in ("dpia", "eqia", "environmental"):
            state = "not needed" if kind == "dpia" else "signed"
            await self.sends(f"/board/{ref}/assessments/{kind}", state=state)
        await self.sends(f"/board/{ref}/decide/pilot", step="record")
        for kind in SCHEMAS:
            known = {"state": "ended"} if kind == "pilot" else {}
            kept = await self.sends(f"/records/{kind}/new", idea=ref, **known)
            reference = kept.partition("?")[0].rpartition("/")[2]
            await self.sends(f"/records/{reference}/edit", **known)
            if kind == MEETING.name:
                await self.sends(f"/meetings/{reference}/ideas/{ref}/ask", step="record")
        await self.shares()
        await self.compares()
        await self.pauses()
        await self.follows_up()
        await self.changes_rules()
        await self.changes_lists()
        await self.begins()

    def mark(self, where: str) -> str:
        return self.done.typed.mark(where)

    async def sends(self, path: str, **known: str) -> str:
        """Send the first form at an address, filled in; where it leads to."""
        form = next(iter(await self.site.forms("officer", path)))
        route = self.site.route_of("GET", path)
        return await self.posts(form.action, filled(form, self.done.typed, route, known))

    async def posts(self, path: str, data: object, who: str = "officer") -> str:
        status, body, headers = await self.site.ask(who, path, "POST", data)
        self.done.routes.add(self.site.route_of("POST", path))
        self.done.keep(f"{path} after {self.name}", "html", body)
        self.done.statuses[f"{path} {self.name}"] = status
        return headers.get("Location", "")

    async def has_an_idea(self) -> str:
        """An idea from a workshop's table, all of whose texts are the text."""
        table = as_table([SAID, [self.mark(one) for one in SAID]])
        await self.sends_file("/ideas/workshop", "x.csv", table, personal="keep")
        ideas = await TriageList(self.site.store).ideas()
        return max(ideas, key=lambda one: one.id).reference

    async def shares(self) -> None:
        """A catalogue of another council, as JSON and as CSV."""
        for form in ("json", "csv"):
            case = {
                "maturity": "pilot",
                "updated_on": "2026-09-01",
                "reference": f"{form}-{self.name}",
            }
            case |= {one.name: one.choices[0] for one in SHARING.fields if one.choices}
            case |= {name: self.mark(f"{form} {name}") for name in FIELDS if name not in case}
            if form == "csv":
                content = as_table([list(case), list(case.values())])
            else:
                file = {"format": FORMAT, "version": VERSION, "council": case.pop("council")}
                listed = {name: [v] if name in LISTS else v for name, v in case.items()}
                content = json.dumps({**file, "cases": [listed]}).encode()
            await self.sends_file("/catalogue/import", f"x.{form}", content)

    async def compares(self) -> None:
        """A policy that is no policy, by a name that is no name."""
        text = (
            f"---\ntitle: {json.dumps(TEXTS[0])}\nid: data\nversion: {TEXTS[1]}\n---\n# {TEXTS[2]}"
        )
        name = "<script>alert(1)</script>.md"
        where = await self.sends_file("/desk/impact", name, text.encode(), folder="data")
        self.done.keep(where, "html", await self.body(where or "/desk/impact"))
        facts = {name: self.mark(f"import {name}") for name in ("owner", "contact")}
        await self.sends_file("/desk/import", name, text.encode())
        await self.sends_file("/desk/import", "unread.exe", b"", **facts)

    async def sends_file(self, path: str, name: str, content: bytes, **more: str) -> str:
        data = FormData({"token": self.site.token("officer"), **more})
        data.add_field("file", content, filename=name, content_type="text/plain")
        return await self.posts(path, data)

    async def changes_rules(self) -> None:
        """A rule of one policy with the text in every box, which is not fit to be published, and
        of another one whose note and comments are."""
        for page in ("clause/private", "add"):  # Markdown, so not shown letter for letter
            form = (await self.site.forms("officer", f"/desk/rules/data/{page}"))[0]
            for text in TEXTS:
                await self.posts(form.action, {**dict(form.sent), "heading": text, "text": text})
        await self.sends("/desk/rules/data/facts")
        (form,) = await self.site.forms("officer", "/desk/teach")
        sent = {**dict(form.sent), "place": "data#private"}
        for text in TEXTS:
            where = await self.posts(form.action, {**sent, "question": text})
            self.done.keep(f"teach {text}", "html", await self.body(where or form.action))
        approver = f"approver {self.name}"
        who = Person(TENANT, f"id-approver-{self.name}", tidied(self.mark("approver")))
        await self.site.sign_in(approver, who, frozenset({Role.APPROVER}))
        path = "/desk/rules/meetings/clause/kept"
        (form, *_) = await self.site.forms("officer", path)
        days = f"Recordings are kept for {20 + self.name} days."
        draft = (await self.posts(path, {**dict(form.sent), "text": days})).partition("#")[0]
        for act in ("comment", "return", "approve", "cancel"):
            note = self.mark("note") if act == "approve" else "Longer."
            await self.says_of(draft, "submit", {"note": note, "size": "minor"})
            if act == "approve":
                digest = dict((await self.form_of(approver, draft, act)).sent)["digest"]
                told = {"digest": digest, "first": LATER}
            else:
                told = {}
            by = "officer" if act == "cancel" else approver
            await self.says_of(draft, act, {**told, "comment": self.mark(act)}, by)
        self.done.keep(f"draft {self.name}", "html", await self.body(draft))

    async def changes_lists(self) -> None:
        """An entry, a list and a version with the text in their boxes, read again as Markdown."""
        for page in (
            "lexicon.md/part/acronyms.agm", "lexicon.md/add/staff-words",
            "register~scribe.md/part/entry",
        ):  # fmt: skip
            forms = await self.site.forms("officer", f"/desk/set/{page}")
            form = next(one for one in forms if one.typed)
            where = ""
            for text in TEXTS[::3]:
                sent = {**dict(form.sent), **dict.fromkeys(form.typed, text)}
                where = await self.posts(form.action, sent) or where
            if where:
                self.done.keep(page, "html", await self.body(where))
        entry = await self.posts("/desk/set/tool", self.named(self.mark("tool")))
        self.done.keep(f"entry {self.name}", "html", await self.body(entry or "/desk/set"))

    async def begins(self) -> None:
        """A form of the desk that is only begun: kept, read back, and named among the work."""
        form = "/desk/set/lexicon.md/add/staff-words"
        kept = {"seen": self.mark("seen"), "pairs": [["entry", self.mark("begun")]]}
        sent = self.named(self.mark("begun form")) | {"form": form, "kept": json.dumps(kept)}
        await self.posts("/desk/typed", sent)
        self.done.keep(f"typed {self.name}", "json", await self.body(f"/desk/typed?form={form}"))
        self.done.keep(f"begun {self.name}", "html", await self.body("/desk/work"))

    def named(self, name: str) -> dict[str, str]:
        return {"token": self.site.token("officer"), "name": name}

    async def says_of(
        self, draft: str, act: str, data: Mapping[str, str], who: str = "officer"
    ) -> None:
        """Do something with a change, where it can be done."""
        page = await self.body(draft)
        if f"{draft}/{act}".encode() in page or who != "officer":
            sent = {"token": self.site.token(who), **data}
            await self.posts(f"{draft}/{act}", sent, who)

    async def form_of(self, who: str, page: str, act: str) -> FoundForm:
        forms = await self.site.forms(who, page)
        return next(form for form in forms if form.action.endswith(act))

    async def pauses(self) -> None:
        """Answering is paused, staff read why, and it goes on."""
        await self.sends("/desk/pauses")
        self.done.keep(f"pauses {self.name}", "html", await self.body("/desk/pauses"))
        await self.says("may I record a meeting")
        await self.posts("/desk/pauses/end", {"token": self.site.token("officer"), "what": "all"})

    async def follows_up(self) -> None:
        """Who looks after a question without an answer: a role, of 80 characters at most."""
        places = await self.site.forms("officer", "/desk/work")
        form = next(one for one in places if one.action == "/desk/work/gap")
        said = {**dict(form.sent), "owner": self.mark("gap owner"), "outcome": "open"}
        await self.posts("/desk/work/gap", said)
        self.done.keep(f"gaps {self.name}", "html", await self.body("/desk/work"))

    async def asks(self) -> None:
        """A question, what was thought of the answer, and a search of the board."""
        reply = await self.says(self.mark("question"))
        told = {"verdict": "not_helpful", "reason": self.mark("feedback"), "receipt": reply.receipt}
        await self.says("", FEEDBACK, told)
        (composer,) = [f for f in await self.site.forms("officer", "/") if f.typed == ("text",)]
        await self.posts("/chat", {**dict(composer.sent), "text": self.mark("chat")})
        self.done.keep(f"chat {self.name}", "html", await self.body("/"))
        view = {"token": self.site.token("officer"), "view": "q=post"}
        await self.posts("/board/views", {**view, "name": self.mark("view")})
        text = quote(self.mark("search"))
        address = f"/board?q={text}&service={text}&objective={text}&due={text}"
        self.done.keep(f"board {self.name}", "html", await self.body(address))

    async def suggests(self, ref: str) -> None:
        """An idea in the chat, tidied as by a channel, and what is said of the one there is."""
        chat = Chat(self.site.conversation, Person(TENANT, f"id-{self.name}", "Vera"))
        for said in (f"status {ref}", "my ideas", "I have an idea"):
            await chat.say(said)
            self.done.keep_reply(f"{said} in the chat {self.name}", chat.reply)
        texts = [
            one for one in chat.form.fields if one.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)
        ]
        said_again = {
            one.name: tidied(self.mark(f"chat {one.name}")) for one in texts
        }  # as channels do
        await chat.fill_in({**said_again, "title": ""})
        self.done.keep_reply(f"not yet an idea {self.name}", chat.reply)
        await chat.fill_in(said_again)
        self.done.keep_reply(f"one like it {self.name}", chat.reply)
        await chat.press("Mine is different: send it")
        self.done.keep_reply(f"an idea {self.name}", chat.reply)

    async def says(
        self, text: str, action: str = "", values: Mapping[str, object] | None = None
    ) -> Reply:
        who = Person(TENANT, f"id-{self.name}", "Vera")
        message = Message(f"m-{self.name}-{text}", f"c-{self.name}", who, text, action=action,
                          values=dict(values or {}))  # fmt: skip
        reply = await self.site.conversation.reply_to(message)
        self.done.keep_reply(f"reply to {text[:30]} {action} {self.name}", reply)
        return reply

    async def body(self, path: str) -> bytes:
        status, body, _ = await self.site.ask("officer", path)
        assert status == 200, path
        return body


def as_table(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[escape_formula(cell) for cell in row] for row in rows])
    return out.getvalue().encode()


async def everything_typed(folder: Path, rounds: int, database: str = "") -> Outcome:
    """So many texts in every box of every form, and every page, file and card afterwards."""
    done = Outcome()
    async with whole_site(
        database or str(folder / "db"), SetClock(NOW), undisputed_set(folder), folder, filled=False
    ) as site:
        for name in range(rounds):
            await Somebody(site, done, name).types()
        await pages_and_files(site, done)
        await told_and_drawn(site, done)
        done.posts = {path for method, path in site.rules if method == "POST"}
    return done


async def pages_and_files(site: WholeSite, done: Outcome) -> None:
    found = await site.crawled("officer", *STARTS, most=200)
    for pages in found.pages.values():
        for path, body in pages.items():
            done.keep(path, "html", body)
    day = site.clock().date()
    known = parse_policy_facts(facts_as_json(site.library().policy_set, day))
    snapshot = await take_snapshot(site.store, day, known)
    files = [
        f"/papers/{name}/file.{form}?about={about}&from=2026-01-01&to=2026-12-31"
        for name, paper in PAPERS.items()
        for about in ([one for one, _ in subjects(name, snapshot)] if paper.subject else [""])
        for form in PaperFormat
    ]
    files += [f"/records/{kind}/table.{form}" for kind in SCHEMAS for form in ("csv", "xlsx")]
    files += ["/board/ideas.csv", "/board/ideas.xlsx"]
    files += [
        f"/catalogue/export.{form}?council={quote(done.typed.mark('export'))}"
        for form in ("csv", "json")
    ]
    files += [f"/desk/tables/{name}.csv" for name in REPORT_TABLES]
    for path in files:
        status, body, _ = await site.ask("officer", path)
        assert status == 200, (path, status)
        done.keep(path, path.partition("?")[0].rpartition(".")[2], body)


async def told_and_drawn(site: WholeSite, done: Outcome) -> None:
    """What people are told of ideas, and the forms at the cards of the steering group."""
    ideas = TriageList(site.store)
    async with site.store.writing() as unit:
        notices = (await unit.connection.execute(select(notice))).all()
    for row in notices:
        told = Notice(row.id, NoticeKind(row.kind), row.place, row.content, row.at, {})
        if reply := reply_of(told):
            done.keep_reply(f"notice {row.kind} {row.id}", reply)
    for idea in await ideas.ideas():
        forms = [comment_form(idea, NOTE, idea.title, wrong=True), comment_form(idea, ASK)]
        decided = decide_form(idea, {"reason": idea.title}, ["reason"])
        for form in (*forms, *([decided] if decided else ())):
            done.keep_reply(f"{form.action} {idea.reference}", Reply((form,)))
