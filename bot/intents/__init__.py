"""What an utterance asks for, told from its words alone."""
