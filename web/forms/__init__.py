"""Forms: drawn, read strictly when they are posted, and what is said once they were taken."""
