"""The triage list in a shell: what the commands share, and those of papers and the catalogue."""
