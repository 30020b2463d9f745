"""What changed in clauses and policies, as blocks."""
