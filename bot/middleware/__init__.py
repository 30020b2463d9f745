"""What stands around every turn: the language, the rate limit, one welcome."""
