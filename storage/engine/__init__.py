"""The two databases: engines, their errors, and how long they are waited for."""
