"""The endpoint for agents, asked by the protocol's official client."""
