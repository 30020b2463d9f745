"""Whether a text names AI, by any of its common names."""

import re

_AI = re.compile(
    r"\b(?:ai|a\.i\.?|artificial intelligence|machine learning|algorithms?|ro?bots?|bots?"
    r"|chat ?bots?|copilots?|chat ?gpt|gpt|gemini|llms?|language models?|automatic|automatically"
    r"|automated|automation)\b",
    re.IGNORECASE,
)


def names_ai(text: str) -> bool:
    """Whether it does; of no product but those that stand for all of their kind."""
    return _AI.search(text) is not None
