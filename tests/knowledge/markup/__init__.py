"""Markdown as it is really read."""
