"""From a question to an answer: the index of a day, the decision, and what is quoted."""
