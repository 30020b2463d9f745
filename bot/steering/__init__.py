"""What the steering group sees and does at the card of an idea."""
