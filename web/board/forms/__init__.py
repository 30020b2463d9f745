"""The forms below an idea’s page by which reviewers add to it."""
