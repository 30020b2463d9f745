"""What questions are compared with: words, embeddings and example questions."""
