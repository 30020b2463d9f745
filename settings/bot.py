"""What the settings mean for the Teams channel."""

from pathlib import Path

from bot.teams.auth import credentials
from bot.teams.auth.cloud import PUBLIC, US_GOVERNMENT
from bot.teams.teams_bot import Bot
from settings import BotType, Settings


def teams_bot(settings: Settings) -> Bot:
    """What the Teams channel needs to know."""
    own_address = f"http://{settings.host}:{settings.port}"
    metadata = settings.bot_openid_metadata
    return Bot(
        app_id=settings.client_id,
        tenant=settings.tenant_id,
        allowed_tenants=settings.allowed_tenants,
        service_hosts=settings.allowed_service_hosts,
        cloud=US_GOVERNMENT if metadata == US_GOVERNMENT.metadata else PUBLIC,
        metadata=metadata,
        credential=None if settings.is_local else credential(settings),
        site=settings.public_url or (own_address if settings.is_local else ""),
        replies=settings.reply_style,
        alone=settings.private_in_channels,
    )


def credential(settings: Settings) -> credentials.Credential:
    """The one credential that checked settings leave."""
    if settings.bot_type is BotType.USER_ASSIGNED_IDENTITY:
        return credentials.ManagedIdentity()
    if settings.client_secret:
        return credentials.Secret(settings.client_secret)
    if settings.client_certificate:
        return credentials.Certificate(settings.client_certificate)
    if settings.federated_client_id:
        return credentials.FederatedIdentity(settings.federated_client_id)
    return credentials.FederatedFile(Path(settings.federated_token_file))
