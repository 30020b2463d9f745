"""Who may use which page, and what happens to everybody else."""

from collections.abc import Mapping

import pytest
from aiohttp import FormData, web
from pytest_aiohttp.plugin import AiohttpClient

from knowledge.publishing.live_set import LiveSet
from storage import Store
from tests.knowledge.made_up import SOUND
from tests.microsoft import any_key
from tests.provider import Provider
from tests.web.conftest import Clock
from tests.web.made_up import MadeUpConversation, made_up_changes, made_up_site, no_ideas
from tests.web.visitor import Visitor, read_html
from web.auth.permission_middleware import permission_middleware
from web.auth.security_headers import FOR_PROGRAMS, error_pages
from web.auth.setup import LOCAL_AUTH, AuthSetup
from web.desk.desk_pages import DeskServices
from web.forms.form_data import read_form_data
from web.pages import RULES
from web.permissions import (
    ANYBODY,
    IDEA_ROLES,
    Permission,
    Permissions,
    Role,
    Session,
    form_token,
    visitor_of,
)
from web.permissions import Visitor as Person
from web.rendering.template_renderer import Renderer

OWN = {"Sec-Fetch-Site": "same-origin"}

# Every route and who may use it. A route that is not here fails the test below: say who may.
ANYONE, SIGNED_IN = Permission(True, frozenset()), Permission(False, frozenset())
OWN_TOKEN = Permission(False, frozenset(), own_token=True)
DESK = Permission(False, frozenset({Role.OFFICER, Role.AUDITOR}))
WHO_MAY = {
    ("GET", "/"): SIGNED_IN,
    ("POST", "/chat"): OWN_TOKEN,
    ("POST", "/chat/clear"): OWN_TOKEN,
    ("GET", "/ideas"): SIGNED_IN,
    ("POST", "/ideas/{reference}/support"): SIGNED_IN,
    ("GET", "/ideas/workshop"): SIGNED_IN,
    ("GET", "/ideas/workshop.csv"): SIGNED_IN,
    ("POST", "/ideas/workshop"): Permission(False, frozenset(), files=True),
    ("GET", "/search"): SIGNED_IN,
    ("GET", "/policies"): SIGNED_IN,
    ("GET", "/policies/register"): SIGNED_IN,
    ("GET", "/policies/register.{form}"): SIGNED_IN,
    ("GET", "/policies/register/{tool}"): SIGNED_IN,
    ("GET", "/policies/{policy}"): SIGNED_IN,
    ("GET", "/policies/{policy}/{version}"): SIGNED_IN,
    ("GET", "/policies/{policy}/{version}/since/{earlier}"): SIGNED_IN,
    ("GET", "/static/{name}"): ANYONE,
    ("GET", "/about"): ANYONE,
    **dict.fromkeys(
        [
            ("GET", "/board"),
            ("GET", "/board/ideas.csv"),
            ("GET", "/board/ideas.xlsx"),
            ("GET", "/board/matrix"),
            ("GET", "/board/again"),
            ("POST", "/board/views"),
            ("POST", "/board/views/remove"),
            ("GET", "/board/{reference}"),
            ("GET", "/board/{reference}/decisions/{record}"),
            ("GET", "/decisions/{record}"),
            ("GET", "/meetings"),
            ("GET", "/meetings/{meeting}"),
            ("GET", "/meetings/{meeting}/ideas/{reference}"),
            ("GET", "/meetings/{meeting}/ideas/{reference}/{kind}"),
        ],
        Permission(False, IDEA_ROLES),
    ),
    **dict.fromkeys(
        [
            (method, f"/board/{{reference}}/{form}")
            for form in ("scores", "plan", "document", "note", "care")
            for method in ("GET", "POST")
        ]
        + [
            ("POST", "/board/chosen"),
            ("POST", "/board/undo"),
            ("POST", "/board/{reference}/move"),
            ("POST", "/board/{reference}/document/{number}/remove"),
        ],
        Permission(False, frozenset({Role.OFFICER, Role.MEMBER, Role.CHAIR})),
    ),
    **dict.fromkeys(
        [(method, "/board/{reference}/decide/{kind}") for method in ("GET", "POST")]
        + [(method, "/board/{reference}/advice") for method in ("GET", "POST")]
        + [("POST", "/meetings/{meeting}/ideas/{reference}/{kind}"), ("POST", "/board/joined")],
        Permission(False, frozenset({Role.OFFICER, Role.CHAIR})),
    ),
    **dict.fromkeys(
        [
            (method, f"/board/{{reference}}/{form}")
            for form in ("screening", "assessments/{kind}")
            for method in ("GET", "POST")
        ],
        Permission(False, frozenset({Role.OFFICER})),
    ),
    ("GET", "/desk"): DESK,
    ("GET", "/desk/work"): DESK,
    ("POST", "/desk/work/gap"): Permission(False, frozenset({Role.OFFICER})),
    ("GET", "/desk/questions"): DESK,
    ("GET", "/desk/clauses"): DESK,
    ("GET", "/desk/coverage"): DESK,
    ("GET", "/desk/coverage.csv"): DESK,
    ("GET", "/desk/tables/{name}"): DESK,
    ("GET", "/desk/tables/{name}.csv"): DESK,
    ("GET", "/desk/receipts"): DESK,
    **dict.fromkeys(
        [
            ("GET", "/desk/teach"),
            ("POST", "/desk/teach"),
            ("GET", "/desk/teach/{number}"),
            ("POST", "/desk/teach/{number}/write"),
            ("POST", "/desk/teach/{number}/undo"),
        ],
        Permission(False, frozenset({Role.OFFICER})),
    ),
    ("GET", "/desk/pauses"): Permission(False, frozenset({Role.OFFICER})),
    ("POST", "/desk/pauses"): Permission(False, frozenset({Role.OFFICER})),
    ("POST", "/desk/pauses/end"): Permission(False, frozenset({Role.OFFICER})),
    **dict.fromkeys(
        [
            ("GET", "/desk/rules/{policy}"),
            ("POST", "/desk/rules/{policy}/clause/{anchor}/remove"),
            ("POST", "/desk/rules/{policy}/renumber"),
            ("POST", "/desk/drafts/{number}/submit"),
            ("POST", "/desk/drafts/{number}/discard"),
            ("POST", "/desk/drafts/{number}/undo"),
            ("POST", "/desk/drafts/{number}/renew"),
            ("GET", "/desk/typed"),
            ("POST", "/desk/typed"),
            ("GET", "/desk/set"),
            ("POST", "/desk/set/tool"),
            ("GET", "/desk/set/{file}"),
            ("POST", "/desk/set/{file}/part/{key}/remove"),
        ]
        + [
            (method, f"/desk/set/{{file}}/{form}")
            for form in ("part/{key}", "add/{kind}")
            for method in ("GET", "POST")
        ]
        + [
            (method, f"/desk/rules/{{policy}}/{form}")
            for form in ("clause/{anchor}", "add", "facts")
            for method in ("GET", "POST")
        ],
        Permission(False, frozenset({Role.OFFICER})),
    ),
    **dict.fromkeys(
        [
            ("GET", "/desk/drafts"),
            ("GET", "/desk/drafts/{number}"),
            ("GET", "/desk/drafts/{number}/files/{name}"),
        ],
        Permission(False, frozenset(Role)),
    ),
    **dict.fromkeys(
        [
            ("POST", f"/desk/drafts/{{number}}/{act}")
            for act in ("approve", "return", "comment", "cancel", "withdraw")
        ],
        # Whoever a policy may name as the one who approves; the page looks which one it does.
        Permission(False, frozenset({Role.OFFICER, Role.APPROVER, Role.MEMBER, Role.CHAIR})),
    ),
    ("GET", "/desk/impact"): DESK,
    ("GET", "/desk/impact/{number}"): DESK,
    ("POST", "/desk/impact"): Permission(False, frozenset({Role.OFFICER}), files=True),
    ("GET", "/desk/import"): DESK,
    ("POST", "/desk/import"): Permission(False, frozenset({Role.OFFICER}), files=True),
    **dict.fromkeys(
        [
            ("GET", "/records"),
            ("GET", "/records/{name}"),
            ("GET", "/records/{kind}/table.{form}"),
            ("GET", "/papers"),
            ("GET", "/papers/{name}"),
            ("GET", "/papers/{name}/file.{form}"),
            ("GET", "/catalogue"),
            ("GET", "/catalogue/views/{view}"),
            ("GET", "/catalogue/format.json"),
            ("GET", "/catalogue/export.{form}"),
        ],
        Permission(False, IDEA_ROLES),
    ),
    **dict.fromkeys(
        [
            (method, f"/records/{form}")
            for form in ("{kind}/new", "{name}/edit")
            for method in ("GET", "POST")
        ],
        Permission(False, frozenset({Role.OFFICER, Role.CHAIR})),
    ),
    ("POST", "/records/samples/remove"): Permission(False, frozenset({Role.OFFICER})),
    ("POST", "/catalogue/import"): Permission(False, frozenset({Role.OFFICER}), files=True),
    ("POST", "/catalogue/drop"): Permission(False, frozenset({Role.OFFICER})),
}
WHERE_NOBODY_DOES = {("GET", "/me"): SIGNED_IN, ("POST", "/me/change"): SIGNED_IN}
WHERE_PEOPLE_SIGN_IN = {
    ("GET", "/sign-in"): ANYONE,
    ("GET", "/sign-in/start"): ANYONE,
    ("POST", "/sign-in/back"): Permission(True, frozenset(), from_entra=True),
    ("POST", "/sign-in/teams"): Permission(True, frozenset(), own_token=True),
    ("GET", "/sign-in/teams"): ANYONE,
    ("GET", "/signed-out"): ANYONE,
    ("GET", "/me"): SIGNED_IN,
    ("POST", "/sign-out"): SIGNED_IN,
    ("POST", "/sign-out/everywhere"): SIGNED_IN,
}


def routes_of(app: web.Application) -> set[tuple[str, str]]:
    """Every route of a page; of a page that can be had, its head can be had as well."""
    found = {
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.resource is not None
    }
    return {
        (method, path)
        for method, path in found
        if method != "HEAD" and not path.startswith(FOR_PROGRAMS)
    }


def no_store() -> Store:
    raise AssertionError("no page is asked for")


def whole_site(clock: Clock, entrance: AuthSetup = LOCAL_AUTH) -> web.Application:
    """Every page that there can be."""
    office = DeskServices(
        no_store, LiveSet.load(SOUND, clock=clock, meaning=False), SOUND, meaning=False
    )
    return made_up_site(
        MadeUpConversation(),
        clock,
        entrance=entrance,
        store=no_store,
        changes=made_up_changes,
        ideas=no_ideas,
        office=office,
    )


def test_every_route_says_who_may_use_it(clock: Clock) -> None:
    app = whole_site(clock)

    assert routes_of(app) == {*WHO_MAY, *WHERE_NOBODY_DOES}
    assert app[RULES].rules == WHO_MAY | WHERE_NOBODY_DOES


def test_where_people_sign_in_every_route_says_so_too(clock: Clock) -> None:
    registration = Provider(any_key()).registration("https://x.example")
    app = whole_site(clock, AuthSetup(False, "https://x.example", registration))

    assert routes_of(app) == {*WHO_MAY, *WHERE_PEOPLE_SIGN_IN}
    assert app[RULES].rules == WHO_MAY | WHERE_PEOPLE_SIGN_IN


def test_a_setting_opens_the_policies_and_nothing_else(clock: Clock) -> None:
    entrance = AuthSetup(local=False, open_reader=True)
    app = whole_site(clock, entrance)

    opened = {route for route, rule in app[RULES].rules.items() if rule.anybody}
    assert {path for _, path in opened if not path.startswith("/policies")} == {
        "/static/{name}",
        "/about",
    }
    assert {method for method, _ in opened} == {"GET"}


async def test_who_has_not_signed_in_may_read_what_the_assistant_is_and_keeps(
    clock: Clock, aiohttp_client: AiohttpClient
) -> None:
    entrance = AuthSetup(local=False)
    browser = await aiohttp_client(made_up_site(MadeUpConversation(), clock, entrance=entrance))
    answer = await browser.get("/about", allow_redirects=False)
    words = await answer.text()
    assert answer.status == 200
    assert 'id="privacy"' in words
    assert 'id="terms"' in words
    assert "I do not keep who asked" in words


class Desk:
    """A made-up page of each kind."""

    def __init__(self, draw: Renderer) -> None:
        self.draw = draw
        self.taken: list[Mapping[str, str]] = []

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/open", self.show, ANYBODY),
            access.get("/signed-in", self.show),
            access.get("/desk", self.show, Role.OFFICER, Role.AUDITOR),
            access.get("/desk/work", self.show, Role.OFFICER, Role.AUDITOR),
            access.get("/board", self.show, *IDEA_ROLES),
            access.get("/token", self.token),
            access.post("/desk", self.take, Role.OFFICER),
            access.post("/desk/files", self.take, Role.OFFICER, files=True),
        ]

    async def show(self, request: web.Request) -> web.Response:
        return self.draw.page("problem.html", reason="Here you are.")

    async def token(self, request: web.Request) -> web.Response:
        return web.Response(text=f"{form_token(request)} {visitor_of(request).name}")

    async def take(self, request: web.Request) -> web.Response:
        posted = await read_form_data(request)
        self.taken.append(
            {**posted.fields, **{n: f.content.decode() for n, f in posted.files.items()}}
        )
        return self.draw.page("problem.html", reason="Taken.")


@pytest.fixture
def access() -> Permissions:
    return Permissions()


@pytest.fixture
def desk(access: Permissions) -> Desk:
    return Desk(Renderer(access, local=False))


@pytest.fixture
async def visitor(desk: Desk, access: Permissions, aiohttp_client: AiohttpClient) -> Visitor:
    """Somebody whose name and roles are in the header `As`."""

    async def recognise(request: web.Request) -> Session | None:
        name, _, roles = request.headers.get("As", "").partition(":")
        held = frozenset(Role(role) for role in roles.split() if role)
        return Session(Person("t", name, name, held), f"token-of-{name}") if name else None

    app = web.Application(middlewares=[error_pages(desk.draw)])
    app.middlewares.append(permission_middleware(access, recognise, desk.draw))
    app.add_routes(desk.routes(access))
    app.router.add_get("/forgotten", desk.show)
    return Visitor(await aiohttp_client(app))


@pytest.mark.parametrize(
    ("path", "who", "status"),
    [
        ("/open", "", 200),
        ("/signed-in", "", 403),
        ("/signed-in", "ann", 200),
        ("/desk", "ann", 403),
        ("/desk", "ann:SteeringGroup.Chair SteeringGroup.Member", 403),
        ("/desk", "ann:Auditor", 200),
        ("/desk", "ann:Governance.Officer", 200),
        ("/board", "ann:SteeringGroup.Member", 200),
        ("/forgotten", "ann:Governance.Officer", 403),
        ("/nothing", "ann:Governance.Officer", 404),
        ("/nothing", "", 404),
    ],
)
async def test_a_page_is_shown_to_whom_its_rule_admits(
    visitor: Visitor, path: str, who: str, status: int
) -> None:
    for method in ("GET", "HEAD"):
        response = await visitor.client.request(method, path, headers={"As": who})
        assert response.status == status


async def test_who_lacks_a_role_reads_which_and_who_gives_it(visitor: Visitor) -> None:
    response = await visitor.client.get("/desk", headers={"As": "ann:SteeringGroup.Member"})

    said = read_html(await response.text()).one("main").text
    assert "This page is for governance officers and auditors." in said
    assert "Governance.Officer or Auditor in Entra" in said


async def test_the_way_to_a_page_is_shown_to_who_may_open_it(visitor: Visitor) -> None:
    places = {}
    for who in ("", "ann", "ann:Governance.Officer", "ann:SteeringGroup.Chair"):
        response = await visitor.client.get("/open", headers={"As": who})
        page = read_html(await response.text())
        places[who] = [a.text for a in page.one("nav").all("a")]

    assert places == {
        "": [],
        "ann": [],
        "ann:Governance.Officer": ["Board", "Desk"],
        "ann:SteeringGroup.Chair": ["Board"],
    }


async def test_a_page_knows_whose_it_is_even_when_many_ask_on_one_connection(
    visitor: Visitor,
) -> None:
    for name in ("ann", "bob", "ann"):
        response = await visitor.client.get("/token", headers={"As": name})
        assert await response.text() == f"token-of-{name} {name}"


OFFICER = {"As": "ann:Governance.Officer"}


async def test_a_form_of_this_session_is_taken_once_read(visitor: Visitor, desk: Desk) -> None:
    sent = {"token": "token-of-ann", "reason": "a\r\nb"}
    response = await visitor.client.post("/desk", data=sent, headers={**OWN, **OFFICER})

    assert response.status == 200
    assert desk.taken == [{"token": "token-of-ann", "reason": "a\nb"}]


@pytest.mark.parametrize(
    ("who", "headers", "token"),
    [
        ("ann:Governance.Officer", {"Sec-Fetch-Site": "cross-site"}, "token-of-ann"),
        ("ann:Governance.Officer", {}, "token-of-ann"),
        ("ann:Governance.Officer", OWN, ""),
        ("ann:Governance.Officer", OWN, "token-of-bob"),
        ("ann:Auditor", OWN, "token-of-ann"),
        ("", OWN, ""),
    ],
)
async def test_no_other_post_does_anything(
    visitor: Visitor, desk: Desk, who: str, headers: dict[str, str], token: str
) -> None:
    sent = {"token": token, "reason": "because"}
    response = await visitor.client.post("/desk", data=sent, headers={**headers, "As": who})

    assert response.status == 403
    assert not desk.taken


async def test_what_was_typed_on_a_page_of_an_earlier_session_is_not_lost(
    visitor: Visitor, desk: Desk
) -> None:
    sent = [("token", "old"), ("reason", '"><b>because'), ("m.who", "a"), ("m.who", "b")]
    response = await visitor.client.post("/desk", data=sent, headers={**OWN, **OFFICER})
    form = read_html(await response.text()).one("main").one("form")
    again = [(box.attributes["name"], box.attributes["value"]) for box in form.all("input")]
    response = await visitor.client.post(
        form.attributes["action"], data=again, headers={**OWN, **OFFICER}
    )

    assert response.status == 200
    assert desk.taken == [{"token": "token-of-ann", "reason": '"><b>because'}]
    assert sorted(again) == sorted([*sent[1:], ("token", "token-of-ann")])


async def test_a_file_is_taken_where_a_page_says_so_and_nowhere_else(
    visitor: Visitor, desk: Desk
) -> None:
    for path, status in (("/desk/files", 200), ("/desk", 415)):
        data = FormData({"token": "token-of-ann"})
        data.add_field("list", b"a,b\n", filename="ideas.csv", content_type="text/csv")
        response = await visitor.client.post(path, data=data, headers={**OWN, **OFFICER})
        assert response.status == status

    assert desk.taken == [{"token": "token-of-ann", "list": "a,b\n"}]


@pytest.mark.parametrize(
    "body", [b"", b"--x", b"--x\r\nbroken", b"--x\r\nContent-Disposition: form-data\r\n\r\n"]
)
async def test_a_broken_upload_is_a_polite_refusal(visitor: Visitor, body: bytes) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    response = await visitor.client.post(
        "/desk/files", data=body, headers={**OWN, **OFFICER, **kind}
    )

    assert response.status in (400, 403)
    assert read_html(await response.text()).one("h1")


def test_a_route_is_for_anybody_or_for_roles_and_said_once(access: Permissions, desk: Desk) -> None:
    with pytest.raises(ValueError, match="not both"):
        access.get("/x", desk.show, ANYBODY, Role.OFFICER)
    access.get("/x", desk.show)
    with pytest.raises(ValueError, match="there already"):
        access.get("/x", desk.show, Role.OFFICER)
