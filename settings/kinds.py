"""The names of the settings, and the kinds that some of them choose from."""

from enum import StrEnum

KNOWN = {
    "CLIENT_ID": "the bot's app id; empty: local mode, on this machine only",
    "TENANT_ID": "the tenant in which the bot is registered",
    "BOT_TYPE": "SingleTenant (default) or UserAssignedMsi",
    "CLIENT_SECRET": "the bot's secret, if that is its credential",
    "SECRET_EXPIRES_ON": "the day on which CLIENT_SECRET ends, so that you are warned ahead",
    "CLIENT_CERTIFICATE": "a PEM file with key and certificate, if that is its credential",
    "FEDERATED_CLIENT_ID": "the managed identity that the app registration trusts, likewise",
    "ALLOWED_TENANTS": "tenants whose people may talk to the bot, with commas",
    "ALLOWED_SERVICE_HOSTS": "hosts that replies may go to besides Microsoft's, with commas",
    "BOT_OPENID_METADATA": "where the keys of inbound tokens are (government clouds)",
    "HOST": "the address to listen on; 127.0.0.1 by default",
    "PORT": "the port to listen on; 3978 by default",
    "PUBLIC_URL": "where people's browsers reach this server, for links in cards",
    "REPLY_STYLE": "card (default), or text for plain-text replies in Teams",
    "LANGUAGE": "en-GB or cy: what the assistant speaks; empty: what each person's client does",
    "POLICIES": "the folder of policies; policies/ by default",
    "POLICIES_FIRST": "a folder from which POLICIES is filled where it holds nothing yet",
    "WATCH_POLICIES": "notices (default), or polling for a share that sends no notices",
    "POLICY_SOURCE": "folder (default, POLICIES), sharepoint or git",
    "POLICY_SOURCE_MINUTES": "how often that is looked at; 5 by default",
    "SHAREPOINT_SITE": "the address of the site that has the policies",
    "SHAREPOINT_LIBRARY": "the name of its document library; Documents by default",
    "SHAREPOINT_FOLDER": "the folder of policies in the library; empty: all of it",
    "GIT_ADDRESS": "the address of the repository that has the policies",
    "GIT_BRANCH": "its branch; main by default",
    "GIT_FOLDER": "the folder of policies in the repository; empty: all of it",
    "DATA_FOLDER": "the folder for what is kept; data/ by default",
    "DATABASE_URL": "where ideas and the journal are kept; SQLite in DATA_FOLDER by default",
    "STATE_SECRET": "what keys are made of that the database must not give away; see docs/teams.md",
    "MESSAGES_PER_PERSON": "messages a minute from one person; 30 by default, 0: any number",
    "MESSAGES_PER_TENANT": "the same for all people of a tenant; 6000 by default",
    "IDEAS_CHANNEL": "the Teams channel that hears of new ideas, by its id; empty: none",
    "STAFF_PAGE": "on (default): all staff see what colleagues suggested, without names; or off",
    "LOG_FORMAT": "json, or text for a person; json with a bot, text in local mode by default",
    "METRICS_PORT": "a further port that serves /metrics; empty: none",
    "SIGN_IN_CLIENT_ID": "the app registration with which people sign in to the pages",
    "SIGN_IN_SECRET": "its secret, if it trusts no managed identity and is not the bot's own",
    "SIGN_IN_SECRET_EXPIRES_ON": "the day on which SIGN_IN_SECRET ends, so that you are warned",
    "POLICY_READERS": "who may read the policies in a browser: tenant (default), or anybody",
    "PRIVATE_IN_CHANNELS": "off (default), or on: there, my ideas are shown to me alone, for a day",
    "AGENT_ACCESS": "off (default), or on: agents may read the policies at /mcp",
    "ENCODER": "a folder with a sentence encoder of one's own (ONNX); empty: the one that is here",
    "ENCODER_DIGEST": "its digest, as knowledge evaluate --encoder prints it",
    "RERANKER": "a folder with a cross-encoder that reads the best clauses again; empty: none",
    "RERANKER_DIGEST": "its digest, as knowledge evaluate --reranker prints it",
    "RERANKER_MILLISECONDS": "the longest that it may take for a question; 500 by default",
    "COUNCIL_NAME": "the council's short name, for the Teams app package",
    "TEAMS_APP_ID": "the app's id in the Teams catalogue; CLIENT_ID by default",
    "PRIVACY_URL": "the council's own privacy notice, for the Teams app package",
    "TERMS_URL": "the council's own terms of use, for the Teams app package",
    "APPLICATIONINSIGHTS_CONNECTION_STRING": "where figures and traces go in Azure; empty: nowhere",
}

FEDERATED_FILE = "AZURE_FEDERATED_TOKEN_FILE"
"""Set by the platform (workload identity), not by an operator."""


MESSAGES_PER_PERSON, MESSAGES_PER_TENANT = 30, 6000
"""Messages a minute, with a bot. On one's own computer there is no limit unless it is set."""


OWN_MODELS = ("ENCODER", "RERANKER")
"""Models that an operator may bring; each has a digest beside it."""


class BotType(StrEnum):
    SINGLE_TENANT = "SingleTenant"
    USER_ASSIGNED_IDENTITY = "UserAssignedMsi"


class Watch(StrEnum):
    """How a change in the policy folder is noticed."""

    NOTICES = "notices"
    POLLING = "polling"


class Readers(StrEnum):
    """Who may read the policies in a browser."""

    TENANT = "tenant"
    ANYBODY = "anybody"


class AgentAccess(StrEnum):
    """Whether programs that act for people may read the policies (MCP)."""

    OFF = "off"
    ON = "on"


class PolicySource(StrEnum):
    """Where policies come from."""

    FOLDER = "folder"
    SHAREPOINT = "sharepoint"
    GIT = "git"


class LogFormat(StrEnum):
    JSON = "json"
    TEXT = "text"
