"""Updates as nobody ever sent them, through the real intake: python -m tests.fuzz."""
