"""What the assistant says in its own voice, in each language."""
