"""What ends the demo with exit status 1."""


class StoryBroken(Exception):
    """Somebody didn't see what they were to see, or the record doesn't hold it."""
