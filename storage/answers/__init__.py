"""Stored answers, gaps and feedback, and the pauses of answering."""
