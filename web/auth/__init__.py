"""Who gets in to the pages: signing in, sessions, permissions held, headers on every page."""
