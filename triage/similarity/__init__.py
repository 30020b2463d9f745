"""What is like an idea: by meaning and by words, always with a reason."""
