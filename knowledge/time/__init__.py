"""Days in questions, and what a clause was and will be on other days."""
