"""Ideas as tables: out to spreadsheets, and in from them."""
