"""A Teams chat with whoever a clause names, with the question and the receipt filled in.

It opens for the person, who sends it or not; nothing is sent by us. The form of the link is that of
Microsoft's "Deep link to start a chat": https://teams.microsoft.com/l/chat/0/0?users=…&message=….
"""

import re
from urllib.parse import quote

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CHAT = "https://teams.microsoft.com/l/chat/0/0?users="
_LONGEST = 1_000  # characters of a message; a link of some 2,000 is cut by some clients


def chat_link(contact: str, message: str) -> str:
    """The link, `""` where what is said of whom to ask names no e-mail address."""
    found = _ADDRESS.search(contact)
    if found is None:
        return ""
    return f"{_CHAT}{quote(found[0], safe='@')}&message={quote(message[:_LONGEST], safe='')}"
