"""Copies of a database and their return, with erased people erased again."""
