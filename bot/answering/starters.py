"""Questions to begin with."""

from bot.messages.say import say


def starters() -> tuple[tuple[str, str], ...]:
    """The words shown, and the words asked, which are in the language of the policies."""
    return (
        (say("chat-starter-data"), "Can I put personal data into Copilot?"),
        (say("chat-starter-recording"), "What do I say before I record a meeting?"),
        (say("chat-starter-dpia"), "When is a DPIA needed?"),
        (say("chat-starter-tools"), "Which AI tools are approved?"),
        (say("chat-starter-idea"), "I have an idea"),
    )
