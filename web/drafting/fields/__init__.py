"""The fields of every part of a file that is edited in the browser, and what is wrong with them."""
