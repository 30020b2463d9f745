"""Whether the assistant can do its work, and what ends soon."""
