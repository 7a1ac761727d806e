"""What is read from a line."""
