"""Fitting the weights of the ranking and of the confidence from the repository's own data."""
