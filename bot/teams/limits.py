"""What the platform allows and how long we wait: every number with the page it comes from."""

# https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
TOKEN_CLOCK_SKEW = 300
"""Seconds by which the clocks of the connector and of this machine may differ."""

KEYS_REFRESH_AFTER = 24 * 60 * 60
"""Seconds after which signing keys are fetched again (the same page: at least once a day)."""

KEYS_UNKNOWN_PAUSE = 60
"""Seconds between two fetches made because of a key id that is not known."""

KEYS_TIMEOUT = 5
"""Seconds for one fetch of the metadata or of the keys."""

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
LARGEST_MESSAGE = 80_000
"""Bytes of a whole message counted as UTF-16; Teams refuses from about 100 KB."""

# https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
LARGEST_CARD = 28_000
"""Bytes of a card as JSON: the lowest figure that Microsoft gives anywhere for a card."""

# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
MOST_ACTIONS = 6
"""Buttons on one card."""

LARGEST_REQUEST = 256 * 1024
"""Bytes of a request's body; a Teams message is below 100 KB as UTF-16."""

DEEPEST_JSON = 64
"""Levels of nesting; a card in an activity needs about twenty."""

READ_TIMEOUT = 10
"""Seconds in which the whole body of a request must have arrived."""

# https://github.com/MicrosoftDocs/msteams-docs/issues/6084: sent again after about 15 seconds
MESSAGE_BUDGET = 10
"""Seconds for an answer to a message before the person is told that it took too long."""

# https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
INVOKE_BUDGET = 4
"""Seconds for an answer to an invoke; Teams waits for five."""

ACKNOWLEDGE_AFTER = 13
"""Seconds after which a request is acknowledged although its turn still goes on."""

REPEATS_REMEMBERED_FOR = 600
"""Seconds for which an activity is known as answered; Teams repeats within a minute."""

MOST_REPEATS_REMEMBERED = 20_000
"""Activities known as answered at any time."""

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
SEND_ATTEMPTS = 4
"""How often one activity is posted at most, the first time included."""

SEND_TIMEOUT = 15
"""Seconds for one post to the connector."""

LONGEST_RETRY_AFTER = 30
"""Seconds: a longer `Retry-After` than this is not waited for."""

TOKEN_REFRESH_AHEAD = 240
"""Seconds before its end at which an outbound token is renewed. msal hands out its cached token
until five minutes before the end, so asking earlier would bring the same one again."""

TOKEN_RETRY_PAUSE = 30
"""Seconds between two attempts to renew a token that still serves."""

TOKEN_TIMEOUT = 10
"""Seconds for one request of msal."""
