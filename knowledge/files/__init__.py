"""One kind of policy file a module: text in, records and problems out (docs/policy-format.md)."""
