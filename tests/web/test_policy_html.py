"""The sentence that answers is marked inside its clause, and the clause stays word for word."""

from hypothesis import given
from hypothesis import strategies as st

from web.rendering.policy_html import marked_html, policy_html

CLAUSE = "You may tape. **Never at night.**\n\n- guests\n- the *school* choir [here](halls#choir)\n"


def marked(words: str) -> str:
    start = CLAUSE.index(words)
    return str(marked_html(CLAUSE, (start, start + len(words))))


def test_a_sentence_is_marked_in_a_paragraph() -> None:
    assert "<p><mark>You may tape.</mark> <strong>" in marked("You may tape.")


def test_a_mark_ends_and_begins_where_bold_italics_and_links_do() -> None:
    assert "<strong><mark>Never at night.</mark></strong>" in marked("**Never at night.**")
    item = marked("the *school* choir [here](halls#choir)")
    assert "<li><mark>the </mark><em><mark>school</mark></em><mark> choir </mark><a " in item


def test_without_a_sentence_nothing_is_marked() -> None:
    assert marked_html(CLAUSE, None) == policy_html(CLAUSE)


@given(st.text("ab *_`[]()<>&\n-.#|⸨", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_mark_changes_nothing_else_of_a_text(text: str, start: int, end: int) -> None:
    shown = marked_html(text, (min(start, end), max(start, end)))
    assert shown.replace("<mark>", "").replace("</mark>", "") == policy_html(text)
    assert shown.count("<mark>") == shown.count("</mark>")
