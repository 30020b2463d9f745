"""What the settings mean for the pages: who is let in, how people sign in, and what they are known
again by."""

import time

from bot.teams.auth import credentials
from bot.teams.auth.signing_keys import SigningKeys
from settings import Readers, Settings
from settings.bot import credential, teams_bot
from storage.state_secret import StateSecret, kept_secret
from web.auth.entra_client import Registration
from web.auth.setup import AuthSetup


def auth_setup(settings: Settings) -> AuthSetup:
    """Who gets in to the pages."""
    return AuthSetup(
        local=settings.is_local,
        site=settings.public_url,
        sign_in=registration(settings),
        open_reader=settings.policy_readers is Readers.ANYBODY,
    )


def registration(settings: Settings) -> Registration | None:
    """The app registration with which people sign in; None in local mode, or if there is none."""
    if settings.is_local or not settings.sign_in_client_id:
        return None
    cloud, tenant = teams_bot(settings).cloud, settings.tenant_id.lower()
    metadata = f"{cloud.login}/{tenant}/v2.0/.well-known/openid-configuration"
    proof = sign_in_credential(settings)
    return Registration(
        login=cloud.login,
        tenant=tenant,
        client_id=settings.sign_in_client_id.lower(),
        site=settings.public_url,
        credential=lambda http: credentials.for_msal(proof, http),
        keys=lambda http: SigningKeys(http, metadata, time.monotonic),
        http=credentials.TimeoutSession,
    )


def state_secret(settings: Settings) -> StateSecret:
    """What makes the keys of what is kept for a while. Without a setting and a credential with a
    secret it lies in the data folder, where replicas on several machines have each their own:
    readiness then says so. Raises StoreError."""
    return kept_secret(settings.state_secrets, settings.data)


def sign_in_credential(settings: Settings) -> credentials.Proof:
    """How that registration proves itself: by a secret of its own; by what the bot has, if it is
    the bot's own registration; else by the managed identity that it trusts, so that there is
    nothing to keep."""
    if settings.sign_in_secret:
        return credentials.Secret(settings.sign_in_secret)
    bots = credential(settings)
    if isinstance(bots, credentials.ManagedIdentity):
        return credentials.FederatedIdentity(settings.client_id)
    return bots
