"""The group's meetings: briefing, deciding in place, and what is left to be written up."""
