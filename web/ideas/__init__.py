"""Pages on which ideas are sent in."""
