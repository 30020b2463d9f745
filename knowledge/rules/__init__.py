"""What the checker looks for: each rule a generator of problems, its docstring the rule."""
