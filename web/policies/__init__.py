"""The policy reader and the tools register."""
