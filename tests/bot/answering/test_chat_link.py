"""A chat with whoever a clause names opens with the question and the receipt in it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.answering.next_steps import chat_link


def test_the_chat_is_with_the_person_and_the_message_is_filled_in() -> None:
    link = urlsplit(
        chat_link("the choir's clerk, clerk@choir.gov.uk, room 4", "may I? & why (R-1)")
    )
    assert (link.scheme, link.netloc, link.path) == ("https", "teams.microsoft.com", "/l/chat/0/0")
    assert parse_qs(link.query) == {
        "users": ["clerk@choir.gov.uk"],
        "message": ["may I? & why (R-1)"],
    }


@pytest.mark.parametrize("contact", ["", "the clerk, through the intranet", "clerk@", "@choir"])
def test_who_has_no_address_is_reached_by_the_route_that_is_told(contact: str) -> None:
    assert chat_link(contact, "may I") == ""


def test_a_long_question_does_not_make_the_link_too_long() -> None:
    assert len(chat_link("clerk@choir.gov.uk", "a" * 9_000)) < 1_200
