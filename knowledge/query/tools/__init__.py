"""The AI tools that a question names, on the register or not, and what it asks of them."""
