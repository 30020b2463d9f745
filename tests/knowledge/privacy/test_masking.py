"""What looks like personal data is masked before it is kept; what the policies say is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.privacy.common_names import ALSO_WORDS, PLAIN
from knowledge.privacy.masking import mask, mask_all

KNOWN = frozenset("magic notes otter claude fred copilot teams june monica beam".split())


def test_several_texts_are_masked_each_by_itself_in_their_order() -> None:
    texts = ["email jane.doe@council.gov.uk", "", "may I use Copilot", "write to o'neil@x.example"]

    assert mask_all(texts, KNOWN) == [mask(text, KNOWN) for text in texts]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("email jane.doe+x@council.gov.uk now", "email [e-mail] now"),
        ("write to o'neil@x-y.example.org.", "write to [e-mail]."),
        ("see https://example.org/a?b=c ok", "see [link] ok"),
        ("NI AB 12 34 56 C ok", "NI [NI number] ok"),
        ("ni qq123456c", "ni [NI number]"),
        ("AB-12-34-56", "[NI number]"),
        ("call 07700 900123", "call [phone]"),
        ("call 01632 960 001 or +44 7700 900123", "call [phone] or [phone]"),
        ("call (020) 7946 0018", "call [phone]"),
        ("call 0044 20 7946 0018", "call [phone]"),
        ("NHS 943 476 5919", "NHS [number]"),
        ("card 4111 1111 1111 1111", "card [number]"),
        ("card 4111111111111111", "card [number]"),
        ("account 12345678", "account [case number]"),
        ("sort code 12-34-56", "sort code [number]"),
        ("uprn 100023336956", "uprn [case number]"),
        ("she was born on 3/3/1980", "she was born on [date of birth]"),
        ("dob: 03 March 80", "dob: [date of birth]"),
        ("lives in SW1A 1AA", "lives in [postcode]"),
        ("lives in m1 1ae", "lives in [postcode]"),
        ("at 12 Elm Street, Anytown", "at [address], Anytown"),
        ("at 12a, old mill lane", "at [address]"),
        ("flat 3, 12 oak road", "[address]"),
        ("which bin on Elm Street", "which bin on [address]"),
        ("case number 123456", "case number [case number]"),
        ("ref: 99812 and case SC-12345", "ref [case number] and case [case number]"),
        ("complaint no. 4432", "complaint no. [case number]"),
        ("planning 26/01234/FUL", "planning [case number]"),
        ("planning PL/2026/0123", "planning [case number]"),
        ("my idea AI-2026-0042", "my idea [case number]"),
        ("receipt R-7K2M-9QF3", "receipt [case number]"),
        ("the number is 5550123456", "the number is [number]"),
    ],
)
def test_a_form_of_personal_data_is_masked(text: str, masked: str) -> None:
    assert mask(text, KNOWN) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("can i tell John Smith about it", "can i tell [name] about it"),
        ("can i tell john about it", "can i tell [name] about it"),
        ("Mrs Jones and mr patel", "Mrs [name] and mr [name]"),
        ("Cllr Okafor asked", "Cllr [name] asked"),
        ("Dr. Ahmed Khan's notes", "Dr. [name]'s notes"),
        ("my manager Priya Venkatesan says", "my manager [name] says"),
        ("the resident called Nkechi Obi", "the resident called [name]"),
        ("my name is sam", "my name is [name]"),
        ("J Smith asked", "[name] asked"),
        ("told Grace, and Mark said so", "told [name], and [name] said so"),
        ("Mark said so", "[name] said so"),
        ("ask Rose Miller", "ask [name]"),
        ("Siân Llewelyn-Jones and José", "[name] and [name]"),
        ("tell O'Brien and McDonald", "tell [name] and [name]"),
        ("Wojciech’s laptop", "[name]’s laptop"),
    ],
)
def test_a_name_is_masked(text: str, masked: str) -> None:
    assert mask(text, KNOWN) == masked


@pytest.mark.parametrize(
    "text",
    [
        "can i use Copilot in Teams",
        "MS Teams and ms teams",
        "Otter and Claude and Magic Notes and Beam",
        "did i miss anything in june",
        "may i use it in May, will it work",
        "the bill for art supplies, mark it as read",
        "Grace period of 30 days and 72 hours, at most £25,000",
        "clause 4.3 of version 2.0, on 10 March 2026 or 3/3/26 or 2026-03-10",
        "GPT-4o and M365 and GPT5 and ISO27001",
        "Article 22A of the UK GDPR",
        "200 officers in 18 teams",
        "is the new one on her road allowed",
        "what is the rule in the high street office",
        "Adult Social Care and the Information Governance Manager",
        "",
    ],
)
def test_words_of_the_policies_days_and_amounts_are_left(text: str) -> None:
    assert mask(text, KNOWN) == text


SURNAMES = st.from_regex(r"[A-Z][a-z]{2,10}", fullmatch=True)


@given(st.sampled_from(sorted(PLAIN)), SURNAMES)
def test_every_common_name_is_masked_with_its_surname(first: str, surname: str) -> None:
    whole = f"may i share {first.title()} {surname}'s file"
    assert mask(whole) == "may i share [name]'s file"
    assert first not in mask(f"may i tell {first} so").split()


@given(st.sampled_from(sorted(ALSO_WORDS)), SURNAMES)
def test_a_name_that_is_a_word_too_is_masked_beside_a_surname(first: str, surname: str) -> None:
    assert mask(f"may i share {first.title()} {surname}'s file") == "may i share [name]'s file"


@given(
    st.sampled_from(["0", "+44 ", "+44", "0044 ", "(0", "+44 (0)"]),
    st.text("123456789", min_size=10, max_size=10),
    st.sampled_from([(3, 6), (4, 7), (2, 6), (10, 10)]),
    st.sampled_from([" ", "-", ""]),
)
def test_every_usual_way_to_write_a_phone_number_is_masked(
    prefix: str, digits: str, cuts: tuple[int, int], mark: str
) -> None:
    first, second = cuts
    written = mark.join(filter(None, (digits[:first], digits[first:second], digits[second:])))
    if prefix == "(0":
        written = f"{digits[:first]}) {digits[first:]}"
    assert not re.search(r"\d{4}", mask(f"ring {prefix}{written} please"))


@given(st.emails())
def test_every_e_mail_address_is_masked(address: str) -> None:
    assert address not in mask(f"write to {address} please")


@given(st.text(max_size=80))
def test_any_text_can_be_masked_and_masking_it_again_changes_nothing(text: str) -> None:
    once = mask(text, KNOWN)
    assert mask(once, KNOWN) == once
