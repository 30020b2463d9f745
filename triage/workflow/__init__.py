"""From submission to decision: who may do what to an idea, when, and what it needs."""
