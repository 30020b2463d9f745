"""The transparency record: what is on record of one use of AI, by the standard’s fields."""
