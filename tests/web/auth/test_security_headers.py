"""What the pages refuse, and how."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.made_up import MadeUpConversation
from tests.web.visitor import Visitor, fields, read_html
from web.rendering.policy_html import policy_html

SAME = {"Sec-Fetch-Site": "same-origin"}


async def test_every_page_is_served_under_a_strict_policy(visitor: Visitor) -> None:
    for path in ("/", "/nothing-here", "/static/chat.js"):
        response = await visitor.client.get(path)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_no_page_has_style_or_script_inside_it(visitor: Visitor) -> None:
    page = await visitor.open("/")

    assert not page.all("style")
    assert all("src" in script.attributes for script in page.all("script"))
    assert not [e for e in page.all() if any(n.startswith("on") for n in e.attributes)]
    assert not [e for e in page.all() if "style" in e.attributes]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {},
    ],
    ids=str,
)
async def test_a_post_from_anywhere_else_is_refused(
    visitor: Visitor, conversation: MadeUpConversation, headers: dict[str, str]
) -> None:
    page = await visitor.open("/")
    sent = [*fields(page.one("form", id="composer")), ("text", "sandwich")]
    response = await visitor.client.post("/chat", data=sent, headers=headers)

    assert response.status == 403
    assert read_html(await response.text()).one("h1").text == "That is not allowed"
    assert not conversation.heard


async def test_an_older_browser_is_known_by_its_origin(visitor: Visitor) -> None:
    page = await visitor.open("/")
    sent = [*fields(page.one("form", id="composer")), ("text", "sandwich")]
    origin = str(visitor.client.make_url("/")).rstrip("/")
    response = await visitor.client.post("/chat", data=sent, headers={"Origin": origin})

    assert response.status == 200


@pytest.mark.parametrize("token", ["", "wrong", "é" * 30])
async def test_a_post_without_this_visits_token_is_not_answered(
    visitor: Visitor, conversation: MadeUpConversation, token: str
) -> None:
    page = await visitor.open("/")
    filled: dict[str, str | list[str]] = {"text": "sandwich", "token": token}
    page = await visitor.send(page.one("form", id="composer"), filled, 403)

    assert page.one("textarea").text == "sandwich"
    assert not conversation.heard


async def test_local_pages_answer_only_to_names_of_this_computer(visitor: Visitor) -> None:
    for host, status in (
        ("localhost:3978", 200),
        ("127.0.0.1:3978", 200),
        ("[::1]:3978", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example:3978", 403),
    ):
        response = await visitor.client.get("/", headers={"Host": host})
        assert response.status == status, host


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via", "CF-Connecting-IP"],
)
async def test_local_pages_refuse_what_was_passed_on_for_others(
    visitor: Visitor, header: str
) -> None:
    for path in ("/", "/board", "/policies"):
        passed = {"Host": "localhost:3978", header: "203.0.113.9"}
        response = await visitor.client.get(path, headers=passed)
        assert response.status == 403, path
        assert "came through a proxy" in await response.text()


async def test_an_address_with_nothing_at_it_helps_on(visitor: Visitor) -> None:
    response = await visitor.client.get("/policy/old")

    page = read_html(await response.text())
    assert response.status == 404
    assert page.one("h1").text == "Page not found"
    assert "/policies" in [a.attributes["href"] for a in page.one("main").all("a")]


async def test_a_wrong_method_names_the_right_one(visitor: Visitor) -> None:
    response = await visitor.client.get("/chat")

    assert response.status == 405
    assert response.headers["Allow"] == "POST"


@pytest.mark.parametrize(
    "name", ["nothing.css", "..%2Fchat.py", "%2e%2e%2fchat.py", "style.css%00"]
)
async def test_only_the_few_files_of_the_pages_are_served(visitor: Visitor, name: str) -> None:
    response = await visitor.client.get(f"/static/{name}")

    assert response.status == 404


async def test_files_may_be_kept_because_their_address_changes_with_them(visitor: Visitor) -> None:
    page = await visitor.open("/")
    sheet = page.one("link", rel="stylesheet").attributes["href"]
    response = await visitor.client.get(sheet)

    assert response.status == 200
    assert response.content_type == "text/css"
    assert "immutable" in response.headers["Cache-Control"]
    assert "?v=" in sheet


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x" * 300_000, "application/x-www-form-urlencoded", 413),
        (b"text=" + b"\xff\xfe%ff%00", "application/x-www-form-urlencoded", 400),
        (b"text=%ff%00", "application/x-www-form-urlencoded", 403),
        (b'{"text": "sandwich"}', "application/json", 415),
        (b"text=a", "application/x-www-form-urlencoded; charset=no-such", 400),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", 415),
    ],
    ids=["huge", "not-text", "odd-text", "json", "charset", "file"],
)
async def test_an_odd_body_is_a_polite_refusal(
    visitor: Visitor, body: bytes, kind: str, status: int
) -> None:
    await visitor.open("/")
    response = await visitor.client.post("/chat", data=body, headers={**SAME, "Content-Type": kind})

    assert response.status == status
    assert read_html(await response.text()).one("h1")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(
            ["text", "action", "label", "once", "form", "part", "v.title", "m.who", "v."]
        ),
        st.text(max_size=80),
    )
)
async def test_whatever_is_posted_is_answered_or_politely_refused(
    visitor: Visitor, sent: dict[str, str]
) -> None:
    page = await visitor.open("/")
    token = dict(fields(page.one("form", id="composer")))["token"]
    response = await visitor.client.post(
        "/chat", data={"token": token, **sent}, headers=SAME, allow_redirects=False
    )

    assert response.status in (200, 303, 400, 403, 422) or sent.get("text", "").strip() == "break"
    read_html(await response.text())


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_text_of_a_clause_becomes_anything_but_prose(text: str) -> None:
    page = read_html(str(policy_html(text)).replace("<hr />", "<hr>"))

    allowed = "p ul ol li strong em a blockquote code pre h1 h2 h3 h4 h5 h6 hr br div table"
    assert {e.tag for e in page.all()} <= {*allowed.split(), "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_a_link_that_could_run_something_is_no_link(target: str) -> None:
    assert "<a" not in policy_html(f"[press]({target})")
