"""How well questions are answered, and how officers make it better."""
