"""What Teams sends, read as the conversation takes it."""
