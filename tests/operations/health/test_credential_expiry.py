"""When the bot's credential ends, and from when on people are warned."""

from datetime import UTC, date, datetime, timedelta

import pytest

from operations.health.credential_expiry import Expiry, expiry_of
from tests.entra import self_signed
from tests.microsoft import any_key

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-1, "The client secret ended on 2026-11-20."),
        (0, "The client secret ends today, on 2026-11-21."),
        (1, "The client secret ends in 1 day, on 2026-11-22."),
        (30, "The client secret ends in 30 days, on 2026-12-21."),
    ],
)
def test_the_end_is_told_thirty_days_ahead_and_after_it(days: int, told: str) -> None:
    warning = Expiry("client secret", TODAY + timedelta(days)).warning(TODAY)
    assert warning.startswith(told)
    assert "Make a new one in the app registration" in warning


def test_an_end_that_is_far_off_or_unknown_is_not_told() -> None:
    assert Expiry("client secret", TODAY + timedelta(31)).warning(TODAY) == ""
    assert Expiry("client secret", None).warning(TODAY) == ""


def test_a_certificate_knows_its_own_end() -> None:
    found = expiry_of("", None, self_signed(any_key(), days=12))
    assert found is not None
    assert found.what == "certificate"
    assert found.days_left(datetime.now(UTC).date()) in (11, 12)


def test_a_secret_has_the_day_that_was_set_or_none() -> None:
    assert expiry_of("s3cret", TODAY, "") == Expiry("client secret", TODAY)
    assert expiry_of("s3cret", None, "") == Expiry("client secret", None)


def test_an_identity_has_no_end() -> None:
    assert expiry_of("", None, "") is None


def test_a_file_without_a_readable_certificate_has_no_known_end() -> None:
    pem = "-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----"
    assert expiry_of("", None, pem) == Expiry("certificate", None)
