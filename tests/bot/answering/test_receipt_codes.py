"""Receipts: short codes that people can read out, and that tell a slip."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.receipt_codes import new_receipt, read_receipt

CHANCE = random.Random(7)  # noqa: S311 - chance of a test
RECEIPTS = st.randoms(use_true_random=False).map(lambda chance: new_receipt(chance.randrange))


def test_a_receipt_looks_like_one() -> None:
    receipt = new_receipt(CHANCE.randrange)
    assert len(receipt) == 11
    assert receipt[:2] == "R-"
    assert receipt[6] == "-"
    assert not set(receipt) & set("ILOU")


@given(RECEIPTS)
def test_it_is_read_however_it_is_typed(receipt: str) -> None:
    bare = receipt.removeprefix("R-").replace("-", "")
    for written in (receipt, receipt.lower(), f" {bare} ", f"r {bare[:4]} {bare[4:]}"):
        assert read_receipt(written) == receipt
    assert read_receipt(receipt.replace("0", "O").replace("1", "l")) == receipt


@given(RECEIPTS, st.integers(0, 7), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_sign_is_told(receipt: str, at: int, sign: str) -> None:
    bare = receipt.removeprefix("R-").replace("-", "")
    wrong = bare[:at] + sign + bare[at + 1 :]
    assert read_receipt(wrong) == (receipt if wrong == bare else None)


@pytest.mark.parametrize("text", ["", "R-", "R-123", "R-7K2M-9QF", "R-7K2M-9QFU", "hello", "É" * 8])
def test_what_is_no_receipt_is_none(text: str) -> None:
    assert read_receipt(text) is None


@given(st.text(max_size=30))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    read_receipt(text)
