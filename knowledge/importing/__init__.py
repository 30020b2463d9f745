"""Documents of other tools in, policy files out, with every word accounted for."""
