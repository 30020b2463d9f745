"""What a question says: its words, the names in it, and whether it follows on another."""
