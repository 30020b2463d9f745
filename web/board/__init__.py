"""The board of the steering group: the list, one idea, its forms and its decisions."""
