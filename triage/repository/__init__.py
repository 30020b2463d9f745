"""What is kept of ideas and people in the database, and how it is read and written."""
