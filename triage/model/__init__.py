"""The nouns of the triage list as plain values, and the rules that need no more than them."""
