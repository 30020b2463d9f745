"""Where a person may go, whose session it is, and who sits at this computer."""

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from common.person import Person
from triage.model.roles import Role
from web.permissions import (
    ANYBODY,
    IDEA_ROLES,
    LOCAL_PERSON,
    SECOND,
    Permission,
    Permissions,
    Session,
    Visitor,
    bind_session,
    browser_of,
    current_session,
    form_token,
    local_roles,
    local_session,
    session_of,
    visitor_of,
)

ANN = Visitor("t", "ann-id", "Ann Archer", frozenset({Role.OFFICER}))
BEN = Visitor("t", "ben-id", "Ben Baker")


async def _page(request: web.Request) -> web.Response:
    return web.Response()


@pytest.fixture
def access() -> Permissions:
    rules = Permissions()
    rules.get("/about", _page, ANYBODY)
    rules.get("/chat", _page)
    rules.get("/desk", _page, Role.OFFICER)
    rules.get("/board/{reference}", _page, Role.OFFICER)
    rules.get("/board/matrix", _page)
    rules.get("/{any}/{page}", _page, ANYBODY)
    rules.get("/board/{reference}/as.{form}", _page)
    rules.get("/a/{any}/{page}", _page, ANYBODY)
    rules.get("/{any}/b/c", _page, Role.OFFICER)
    rules.post("/sent", _page, ANYBODY)
    rules.post("/sent/{reference}/now", _page, ANYBODY)
    return rules


@pytest.mark.parametrize(
    ("address", "nobody", "somebody", "officer"),
    [
        ("/about", True, True, True),
        ("/about?from=chat#privacy", True, True, True),
        ("/about#privacy?", True, True, True),
        ("/chat", False, True, True),
        ("/desk?of=mine", False, False, True),
        ("/board/AI-2026-0001", False, False, True),
        ("/board/AI-2026-0001#notes", False, False, True),
        ("/board/matrix", False, True, True),
        ("/elsewhere/page", True, True, True),
        ("/a/b/c", False, False, True),
        ("/a/b/d", True, True, True),
        ("/board/AI-2026-0001/as.csv", False, True, True),
        ("/board/AI-2026-0001/asXcsv", False, False, False),
        ("/board/a/b/c/d", False, False, False),
        ("/sent", False, False, False),
        ("/sent/a/now", False, False, False),
        ("/nothing", False, False, False),
        ("", False, False, False),
    ],
)
def test_a_way_is_shown_to_a_page_that_there_is_by_its_closest_route(
    access: Permissions, address: str, nobody: bool, somebody: bool, officer: bool
) -> None:
    may = [access.may_open(who, address) for who in (None, BEN, ANN)]

    assert may == [nobody, somebody, officer]


@pytest.mark.parametrize("role", Role)
def test_whoever_reviews_or_audits_reads_ideas_and_who_approves_policies_does_not(
    role: Role,
) -> None:
    reads = role in {"Governance.Officer", "SteeringGroup.Member", "SteeringGroup.Chair", "Auditor"}

    assert Permission(False, IDEA_ROLES).allows(Visitor("t", "x", "X", frozenset({role}))) is reads


def test_routes_are_made_for_their_method_and_what_a_form_brings_is_in_its_rule() -> None:
    rules = Permissions()

    made = [rules.get("/x", _page), rules.post("/x", _page, Role.OFFICER, files=True)]
    rules.post("/token", _page, own_token=True)
    rules.post("/entra", _page, ANYBODY, from_entra=True)

    assert [(one.method, one.path, one.handler) for one in made] == [
        ("GET", "/x", _page),
        ("POST", "/x", _page),
    ]
    assert {path: (one.own_token, one.files, one.from_entra) for (_, path), one in
            rules.rules.items() if path != "/x"} == {
        "/token": (True, False, False),
        "/entra": (False, False, True),
    }  # fmt: skip
    assert rules.rules["POST", "/x"] == Permission(False, frozenset({Role.OFFICER}), files=True)
    with pytest.raises(ValueError, match=r"^POST /x is there already$"):
        rules.post("/x", _page)
    with pytest.raises(ValueError, match=r"^a page is for anybody or for roles, not both$"):
        rules.get("/y", _page, ANYBODY, Role.OFFICER)


def test_a_rule_asks_no_more_of_a_form_than_it_says() -> None:
    plain = Permission(False, frozenset())

    assert (plain.own_token, plain.files, plain.from_entra) == (False, False, False)


@pytest.mark.parametrize(
    ("cookie", "who"), [("", "local"), ("local-2", "local-2"), ("nobody", "local")]
)
async def test_at_this_computer_sits_the_local_person_or_the_second_if_the_browser_says_so(
    cookie: str, who: str
) -> None:
    recognise = local_session()
    headers = {"Cookie": f"{LOCAL_PERSON}={cookie}"} if cookie else {}

    session = await recognise(make_mocked_request("GET", "/", headers=headers))
    again = await recognise(make_mocked_request("GET", "/", headers=headers))

    assert session is not None
    assert session == again
    assert (session.visitor.tenant, session.visitor.id) == ("local", who)
    assert session.of_many, "any number of browsers may be open"
    assert not session.in_teams
    assert len(session.token) >= 32


async def test_the_two_at_this_computer_have_every_role_and_forms_of_their_own() -> None:
    recognise = local_session()
    second = {"Cookie": f"{LOCAL_PERSON}={SECOND.id}"}
    both = [await recognise(make_mocked_request("GET", "/", headers=one)) for one in ({}, second)]

    assert len({one.token for one in both if one}) == 2
    for one in both:
        assert one is not None
        assert await local_roles(one.visitor.person) == frozenset(Role)
    assert await local_roles(Person("t", SECOND.id, "Another")) == frozenset()


async def test_a_request_knows_whose_it_is_once_that_is_known() -> None:
    request = make_mocked_request("GET", "/")
    session = Session(ANN, "secret")

    bind_session(request, None)
    assert (session_of(request), current_session()) == (None, None)
    assert (form_token(request), browser_of(request)) == ("", "")
    with pytest.raises(KeyError):
        visitor_of(request)

    bind_session(request, session)
    assert session_of(request) is current_session() is session
    assert (visitor_of(request), form_token(request)) == (ANN, "secret")
    assert ANN.person == Person("t", "ann-id", "Ann Archer")
    assert not session.in_teams
    assert "secret" not in repr(session), "it must not get into a log"


@pytest.mark.parametrize(("shared", "name"), [(False, "secret"), (True, "")])
async def test_a_browser_has_a_name_where_the_session_is_its_own(shared: bool, name: str) -> None:
    request = make_mocked_request("GET", "/")

    bind_session(request, Session(ANN, "secret", of_many=shared))

    assert browser_of(request) == name
    assert not Session(ANN, "secret").of_many
