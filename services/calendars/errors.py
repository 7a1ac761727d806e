"""A text that is no roster."""


class CalendarError(Exception):
    """A plain sentence that says what is wrong with it as a whole."""
