"""A version while it is written: clauses and facts changed in its file, nothing else."""
