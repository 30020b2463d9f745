"""The audit trail: chained by hash, and kept from being flooded."""
