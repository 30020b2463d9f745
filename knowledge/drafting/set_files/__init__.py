"""The files of a set besides its policies, read and written part by part: entries, lists, lines."""
