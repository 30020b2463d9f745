"""The policies for programs that act for people: an MCP server that can only be read from."""
