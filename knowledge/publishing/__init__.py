"""The policy set that is served: swapped, watched, archived, and what a change would touch."""
