"""What was served under which version number."""
