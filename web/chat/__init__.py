"""The chat page, its sessions, and the page that says what the assistant is."""
