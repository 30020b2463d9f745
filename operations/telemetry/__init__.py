"""Logs, metrics and traces, without anything that a person typed."""
