"""Requests that no page of ours would make, for every route: made from the routes and the forms
themselves."""

from collections.abc import Iterator, Sequence

from aiohttp import FormData

from tests.web.whole_site import Crawl, FoundForm, Odd, WholeSite

_FORM, _PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
DIGITS = "9" * 5000

IN_PATHS = (
    "%00", "%ff", "%ed%a0%80", "%F0%9F%92%A9", "%zz", "%", "..%2f..%2fetc", "x" * 3000, "'--",
    "%0d%0aSet-Cookie:x=y", "-1", "0", DIGITS, "%E2%80%AE", "{x}", "AI-2026-9999", "D-2026-9999",
)  # fmt: skip
QUERIES = (
    "?", "?=&&=", "?%00=%00", "?q=%ff&on=%ff", "?q=%zz", "?x=" + "y" * 7000,
    "?on=9999-12-31&from=9999-12-31&to=9999-12-31", "?on=0001-01-01&from=0001-01-01&to=0001-01-01",
    "?from=0001-01-01&to=9999-12-31", "?on=2026-02-30&from=x&to=[]", f"?page={DIGITS}",
    "?page=0&page=-1", "?about=%00&of=%00&corrects=%00&idea=%00&q=%00&council=%00&receipt=%00",
    "?about=%ed%a0%80&q=%ed%a0%80&council=%ed%a0%80", "?days=%f0%9f%92%a9&state=x&risk=x&sort=x",
    "?q=a&q=b&to=//evil.example&closed=%00",
)  # fmt: skip
METHODS = ("HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
ODD_HEADERS = (
    b"Cookie: __Host-session=\xff\xfe", b"Cookie: __Host-session-in-teams=\xed\xa0\x80",
    b"Cookie: __Host-sign-in=\xff; visit=\xff", b"Cookie: \xff", b"Cookie: " + b"a=b; " * 1500,
    b"Accept-Language: \xff", b"Origin: \xff", b"Sec-Fetch-Site: \xff", b"Host: [::1",
    b"Content-Type: \xff; charset=\xff", b"Content-Type: multipart/form-data; boundary=\xff",
    b"Content-Encoding: gzip", b"Content-Encoding: br", b"Content-Length: -1", b"Range: \xff",
    b"If-Modified-Since: \xff", b"Upgrade: websocket\r\nConnection: Upgrade",
)  # fmt: skip
IN_BOXES = (
    "", "\0", "a\0b", DIGITS, "-1", "1e999999", "NaN", "9999-12-30", "0001-01-01", "2026-02-30",
    "\u202e\u200bx", "\r\n", "x" * 100_000, "[]", "💥", "AI-0000-0001", "\ufffe\uffff",
)  # fmt: skip


def odd_paths(page: str, route: str) -> Iterator[str]:
    """An address of the route with one of its parts replaced, and with odd queries."""
    good = page.partition("?")[0].split("/")
    for at, part in enumerate(route.split("/")):
        if "{" in part:
            head, _, rest = part.partition("{")
            tail = rest.partition("}")[2]
            for odd in IN_PATHS:
                yield "/".join([*good[:at], f"{head}{odd}{tail}", *good[at + 1 :]])
    for query in QUERIES:
        yield "/".join(good) + query


def odd_posts(site: WholeSite, who: str, form: FoundForm) -> Iterator[Odd]:
    """The form with each of its fields replaced, left out and doubled, and with all of them."""
    known = {"token": site.token(who), "v.version": "0"}
    sent = [(name, known.get(name, text)) for name, text in form.sent]
    names = list(dict.fromkeys(name for name, _ in sent if name != "token"))
    names += [name for name in (*form.typed, *form.numbers) if name not in names]
    for odd in IN_BOXES:
        everywhere = [(name, known.get(name, odd)) for name in (*names, "token")]
        yield Odd(who, form.action, "POST", everywhere)
    for name in names:
        others = [item for item in sent if item[0] != name]
        several = f"m.{name.removeprefix('v.')}"
        yield Odd(who, form.action, "POST", others)
        yield Odd(who, form.action, "POST", [*sent, (name, "x"), (name, "y")])
        yield Odd(who, form.action, "POST", [*others, (several, "x"), (several, "\0")])
        for odd in IN_BOXES:
            yield Odd(who, form.action, "POST", [*others, (name, odd)])


def odd_bodies(site: WholeSite, who: str, path: str) -> Iterator[Odd]:
    """What is no form, or none in our letters."""
    token = f"token={site.token(who)}".encode()
    for kind, body in (
        ("application/json", b"{}"),
        ("text/plain", b"x"),
        (_FORM, b""),
        (_FORM, b"\xff\xfe=\xff&" + token),
        (_FORM, b"%ff=%ff&%zz&v.reason=%00&" + token),
        (_FORM, b"&".join(b"a%d=1" % n for n in range(5000))),
        (_FORM, b"a=" + b"b" * 300_000),
        (f"{_FORM}; charset=utf-7", b"token=+2AA-"),
        (f"{_FORM}; charset=utf-7", b"v.title=+2AA-&" + token),
        (f"{_FORM}; charset=unicode_escape", b"v.reason=\\ud800&" + token),
        (f"{_FORM}; charset=idna", b"a=b"),
        (f"{_FORM}; charset=nonsense", b"a=b"),
        ("multipart/form-data", b""),
        (_PARTS, b"--x\r\nContent-Disposition: form-data; name=a\r\n"),
        (_PARTS, b'--x\r\nContent-Disposition: form-data; name="token"\r\n'
                 b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA-\r\n--x--\r\n"),
    ):  # fmt: skip
        yield Odd(who, path, "POST", body, kind)


def odd_files(site: WholeSite, who: str, path: str) -> Iterator[Odd]:
    """Files that are not what they say."""
    half = b'{"format":"ai-use-case-catalogue","version":1,"council":"\\ud800","cases":[{}]}'
    for name, content in (
        ("x.csv", b""),
        ("x.csv", b"\xff\xfe\x00"),
        ("x.csv", b"title,description\n" + b'"' * 999),
        ("x.csv", b"council,reference,title\n\0,\0,\0\n"),
        ("x.csv", "title;description\n\u202e;=1+1\n".encode("utf-16")),
        ("x.csv", b"title,volume_per_month\nx," + DIGITS.encode()),
        ("x.json", b"{}"),
        ("x.json", b"[" * 50_000),
        ("x.json", half),
        ("x.md", b"---\n" * 99),
        ("\u202e💥.md", b"x"),
        ("a/../b.md", b"\xff"),
    ):
        data = FormData({"token": site.token(who)})
        data.add_field("file", content, filename=name, content_type="text/plain")
        yield Odd(who, path, "POST", data)


def takes_away(path: str) -> bool:
    """Whether others miss afterwards what they need: it comes last."""
    return "/sign-out" in path or "/records/samples" in path


def mischief(site: WholeSite, found: Crawl, who: str) -> Iterator[tuple[str, Iterator[Odd]]]:
    """Everything odd that somebody may send, by route."""
    for method, route in site.rules:
        pages = list(found.pages.get(route, ())) or [route.replace("{", "").replace("}", "")]
        if method == "GET":
            yield f"GET {route}", _odd_visits(who, pages[0], route)
        else:
            forms = found.forms.get(route, [FoundForm(pages[0], (("token", ""),), ())])
            yield f"POST {route}", _odd_sendings(site, who, forms, route)


def _odd_visits(who: str, page: str, route: str) -> Iterator[Odd]:
    yield from (Odd(who, page, odd) for odd in METHODS)
    yield from (Odd(who, path) for path in odd_paths(page, route))


def _odd_sendings(
    site: WholeSite, who: str, forms: Sequence[FoundForm], route: str
) -> Iterator[Odd]:
    for form in forms:
        yield from odd_posts(site, who, form)
    action, token = forms[0].action, [("token", site.token(who))]
    yield from odd_bodies(site, who, action)
    yield from (Odd(who, path, "POST", token) for path in odd_paths(action, route))
    if site.rules["POST", route].files:
        yield from odd_files(site, who, action)
