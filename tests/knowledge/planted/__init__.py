"""Faults to plant in a copy of the sound set, and what the checker must then say."""
