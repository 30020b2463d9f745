"""Markdown as it is really read: where text vanishes or turns into something else."""
