"""When the credentials end, so that somebody renews them before the bot falls silent or nobody can
sign in."""

from dataclasses import dataclass
from datetime import date

from cryptography import x509

from settings import Settings

WARN_DAYS = 30
"""Days ahead of the end from which operators and officers are warned."""


@dataclass(frozen=True, slots=True)
class Expiry:
    """What ends and on which day; `on` is None for a secret whose day nobody has set."""

    what: str
    on: date | None

    def days_left(self, today: date) -> int | None:
        """Days until the end, negative after it; None if the day is not known."""
        return None if self.on is None else (self.on - today).days

    def warning(self, today: date) -> str:
        """A sentence once the end is near or past, else ""; says what to do."""
        left = self.days_left(today)
        if left is None or left > WARN_DAYS or self.on is None:
            return ""
        remedy = "Make a new one in the app registration and put it into the settings."
        if left < 0:
            return f"The {self.what} ended on {self.on}. {remedy}"
        when = "today" if left == 0 else f"in {left} day{'s' if left > 1 else ''}"
        return f"The {self.what} ends {when}, on {self.on}. {remedy}"


def expiry_in(settings: Settings) -> Expiry | None:
    """When the bot's credential ends, if it can."""
    return expiry_of(
        settings.client_secret, settings.secret_expires_on, settings.client_certificate
    )


def sign_in_expiry_in(settings: Settings) -> Expiry | None:
    """When the secret ends with which people sign in, if it has one of its own."""
    if not settings.sign_in_secret:
        return None
    return Expiry("client secret of the sign-in", settings.sign_in_secret_expires_on)


def expiry_of(secret: str, secret_expires_on: date | None, certificate: str) -> Expiry | None:
    """The expiry of a bot's credential: a secret's day as set, a certificate's own; None for a
    managed or federated identity, which has nothing that ends. `certificate` is PEM text."""
    if certificate:
        return Expiry("certificate", _end_of(certificate))
    return Expiry("client secret", secret_expires_on) if secret else None


def _end_of(pem: str) -> date | None:
    """The first day on which a certificate of the chain ends; None where none can be read."""
    try:
        found = x509.load_pem_x509_certificates(pem.encode())
    except ValueError:
        return None
    return min(certificate.not_valid_after_utc for certificate in found).date()
