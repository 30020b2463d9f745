"""HTML read into blocks: pages, and what converters make of documents."""
