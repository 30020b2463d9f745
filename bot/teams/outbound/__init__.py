"""What is sent to Teams: replies as cards or text, and the calls that carry them."""
