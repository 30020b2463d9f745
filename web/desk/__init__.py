"""The officers' desk: what is served and asked, receipts, pauses, and what an edit would change."""
