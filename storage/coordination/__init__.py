"""Once-only keys, numbers without gaps, and what several replicas agree on."""
