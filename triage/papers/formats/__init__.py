"""A paper as a file, in every format that it can be had in."""
