"""The form in which an alert is written: its sheets, what it asks for in words, what it offers.

The form is one message, and the draft is the Alert's own row: any message that once was the form
can be it again.
"""

from enum import StrEnum


class Sheet(StrEnum):
    """What the form shows. The hub leads to all others."""

    HUB = "hub"
    WORDS = "words"
    READY = "ready"
    ENDABLE = "endable"  # a ready one ends another: which?
    VOICE = "voice"
    PICTURE = "picture"
    AUDIENCE = "audience"
    WHEN = "when"
    GRADE = "grade"
    CATEGORY = "category"
    HOLDS = "holds"
    DISCARD = "discard"


class Asked(StrEnum):
    """What is asked for by a message that one replies to."""

    WHOLE = "whole"  # heading and text at once
    HEADLINE = "headline"
    TEXT = "text"
    INSTRUCTION = "instruction"
    CONTACT = "contact"
    VOICE = "voice"
    PICTURE = "picture"
    MOMENT = "moment"
    UNTIL = "until"
    SENTENCE = "sentence"  # of danger now
    BLANK = "blank"  # the next one of a ready alert


class Part(StrEnum):
    """What can be taken out again."""

    PICTURE = "picture"
    VOICE = "voice"
    INSTRUCTION = "instruction"
    UNTIL = "until"


class When(StrEnum):
    NOW = "now"
    TODAY = "today"
    TOMORROW = "tomorrow"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class DayOfMonth(StrEnum):
    FIRST_WORKDAY = "first_workday"
    LAST_WORKDAY = "last_workday"
    FIRST_DAY = "first_day"
    MIDDLE = "middle"
    LAST_DAY = "last_day"


class TimeOfYear(StrEnum):
    ALL = "all"
    COLD = "cold"
    HOT = "hot"


NO_LANGUAGE = "-"  # of a button that is about all of them
OF_WORDS = (Asked.WHOLE, Asked.HEADLINE, Asked.TEXT, Asked.INSTRUCTION)
