"""Documents of other tools, made for the purpose, and what becomes of them."""
