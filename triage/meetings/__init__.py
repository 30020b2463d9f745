"""The group's meetings: what is to be settled at each, and what was."""
