"""The secret outside the database: made once, read by us alone, and a key for each purpose."""

from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken

from storage.state_secret import FILE, StateSecret, kept_secret


def test_a_secret_that_nobody_set_is_made_once_for_us_alone(tmp_path: Path) -> None:
    made = kept_secret((), tmp_path / "data")
    assert (tmp_path / "data" / FILE).stat().st_mode & 0o077 == 0
    assert kept_secret((), tmp_path / "data").mark == made.mark
    assert kept_secret((), tmp_path / "other").mark != made.mark


def test_an_empty_file_left_by_a_full_disk_is_made_again(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("")
    assert kept_secret((), tmp_path).mark == kept_secret((), tmp_path).mark


def test_a_secret_that_is_set_leaves_no_file(tmp_path: Path) -> None:
    assert kept_secret(("a" * 32,), tmp_path).mark == StateSecret(b"a" * 32).mark
    assert list(tmp_path.iterdir()) == []


def test_each_purpose_has_a_key_of_its_own() -> None:
    secret = StateSecret(b"a" * 32)
    assert secret.digest("delivery", "x") != secret.digest("greeting", "x")
    with pytest.raises(InvalidToken):
        secret.box("one").decrypt(secret.box("other").encrypt(b"x"))


def test_while_it_is_changed_what_the_old_one_closed_still_opens() -> None:
    closed = StateSecret(b"old").box("sign-in").encrypt(b"x")
    assert StateSecret(b"new", b"old").box("sign-in").decrypt(closed) == b"x"


def test_no_secret_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="needed"):
        StateSecret(b"")
