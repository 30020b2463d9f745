"""Ideas in the chat: where what the policies say meets the triage list."""
