"""What the platform allows and how long we wait: every number with the page it comes from."""

# https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
TOKEN_CLOCK_SKEW = 300
"""Seconds by which the clocks of the connector and of this machine may differ."""

KEYS_REFRESH_AFTER = 24 * 60 * 60
"""Seconds after which signing keys are fetched again (the same page: at least once a day)."""

KEYS_UNKNOWN_PAUSE = 10
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

LARGEST_TEXT = 60_000
"""Bytes of a message's text counted as UTF-16: leaves room for the citations and the address."""

MOST_MESSAGES = 3
"""Messages that one reply is split into; the rest is left to the policy pages."""

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-ai-bot-messages
MOST_CITATIONS = 10
"""Citations of one message; Teams takes twenty, the Agents Playground ten."""

LONGEST_CITATION_NAME = 80
"""UTF-16 units of a citation's name."""

LONGEST_ABSTRACT = 160
"""UTF-16 units of a citation's text."""

LONGEST_KEYWORD = 28
"""UTF-16 units of one of a citation's keywords, of which there are at most three."""

MOST_ANSWERS_REMEMBERED = 20_000
"""Answers of which this process knows the message that they were sent as."""

TYPING_AFTER = 0.7
"""Seconds without an answer after which Teams shows that one is being written."""

LARGEST_REQUEST = 256 * 1024
"""Bytes of a request's body; a Teams message is below 100 KB as UTF-16."""

LONGEST_SEGMENT = 2_000
"""Characters of an id as it stands in an address; Teams' own have below 200. Two of them and the
host fit into the 8,190 bytes that a server takes as one line."""

DEEPEST_JSON = 64
"""Levels of nesting; a card in an activity needs about twenty."""

READ_TIMEOUT = 10
"""Seconds in which the whole body of a request must have arrived."""

# https://github.com/MicrosoftDocs/msteams-docs/issues/6084: sent again after about 15 seconds
FIRST_NOTICE_AFTER = 5
"""Seconds without an answer to a message after which the person is told that it is under way."""

MESSAGE_BUDGET = 60
"""Seconds for an answer before the person is told that it took too long."""

# https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
INVOKE_BUDGET = 2.5
"""Seconds for an answer to an invoke: Teams waits for five, the way there and back included. A
later one comes as a message."""

ACKNOWLEDGE_AFTER = 13
"""Seconds after which a request is acknowledged although its turn still goes on."""

REPEATS_REMEMBERED_FOR = 600
"""Seconds for which an activity is known as answered; Teams repeats within a minute."""

MOST_TURNS = 2_000
"""Turns under way, most of them waiting for a connector that takes no replies. Beyond them a
request is answered 503 unread: what is not acknowledged is not lost."""

MOST_REPEATS_REMEMBERED = 20_000
"""Activities known as answered at any time."""

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
HOLD_REPLY_FOR = 4200
"""Seconds for which a reply that was not taken is kept and posted again: an hour's outage at
Microsoft's side, and time for what waits to be sent when it ends."""

HOLD_OTHERS_FOR = 15
"""Seconds for which the same is done for what is sent unasked: its sender keeps it for later."""

LONGEST_PAUSE = 30
"""Seconds between two posts of the same reply, unless the platform asks for more."""

SEND_TIMEOUT = 15
"""Seconds for one post to the connector."""

FAILURES_IN_A_ROW = 5
"""Posts to one host that failed running, after which it is left alone for a while."""

CIRCUIT_OPEN_FOR = 10
"""Seconds for which a host that fails is not asked; then one post tries it."""

LOOK_AGAIN_AFTER = 1
"""Seconds after which the others look whether it has answered that post."""

TOKEN_REFRESH_AHEAD = 240
"""Seconds before its end at which an outbound token is renewed. msal hands out its cached token
until five minutes before the end, so asking earlier would bring the same one again."""

TOKEN_RETRY_PAUSE = 30
"""Seconds between two attempts to renew a token that still serves."""

TOKEN_FAILED_PAUSE = 2
"""Seconds between two attempts to get a token while there is none: many replies may wait for it."""

TOKEN_LOOK_AGAIN_AFTER = 5
"""Seconds after which a reply that waits for a token looks whether there is one."""

TOKEN_TIMEOUT = 10
"""Seconds for one request of msal."""

# https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
MOST_FOUND = 25
"""Results of a message extension at a time."""

LONGEST_ADDRESS = 2_000
"""Characters of an address that is looked at, as browsers take them."""

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
THROTTLE_PER_CONVERSATION = ((1.0, 5), (2.0, 6), (30.0, 45), (3600.0, 1350))
"""What is sent unasked to one conversation: seconds, and posts in them. The platform takes 7, 8, 60
and 1,800; the rest is left for replies."""

THROTTLE_TOTAL = ((1.0, 20),)
"""The same to all conversations together; the platform takes 30 a second of an app in a tenant."""

THROTTLE_LONGEST_WAIT = 3.0
"""Seconds for which a notice waits for its turn in a conversation before others go first."""

POSTPONE_FOR = 300.0
"""Seconds after which a notice that the platform would not take is sent again."""
