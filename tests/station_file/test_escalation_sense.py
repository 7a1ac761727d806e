"""What a station file says of escalation fits together, or it is named."""

from pathlib import Path

import pytest

from tests.station_file.test_reading import SOUND, complaints, read_text

SECTION = """
escalation:
  night: {from: "22:00", to: "07:00", promise: "09:00"}
  on_the_way: 90m
  policies:
    - kinds: [help]
      repeat: 5
      steps:
        - {notify: main, wait: 3m}
        - {person: "0002", wait: 3m}
        - {role: mediator, wait: 3m}
    - purpose: quiet
      steps:
        - {notify: holder, wait: 24h}
"""

MISTAKES = [
    # what is replaced, by what, what is said
    ('promise: "09:00"', 'promise: "06:30"',
     "Line 19 (escalation, night, promise): the promise (06:30) is before the night ends (07:00)."),
    ('to: "07:00", promise: "09:00"', 'to: "09:30"',
     "Line 19 (escalation, night, to): the promise (09:00) is before the night ends (09:30)."),
    ("{notify: main, wait: 3m}", "{notify: main, role: officer, wait: 3m}",
     "a step names one of notify, person and role."),
    ("{notify: main, wait: 3m}", "{wait: 3m}", "a step names one of notify, person and role."),
    ("{role: mediator, wait: 3m}", "{notify: main, wait: 9m}",
     "this step stands here twice: use repeat."),
    ('person: "0002"', 'person: "0020"',
     'there is no badge "0020" among the people. Did you mean "0002"?'),
    ("notify: main", "notify: holder", "nobody holds a case that is unaccepted."),
    ("repeat: 5", "repeat: 6", '"6" does not fit.'),
    ("on_the_way: 90m", "on_the_way: 25h", "25h is longer than 24h"),
    ("on_the_way: 90m", "on_the_way: soon", '"soon" does not fit.'),
]  # fmt: skip


def test_it_is_sound(tmp_path: Path) -> None:
    assert read_text(tmp_path, SOUND + SECTION).station.escalation is not None


@pytest.mark.parametrize(("right", "wrong", "said"), MISTAKES)
def test_a_mistake_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in SECTION
    assert said in "\n".join(complaints(tmp_path, SOUND + SECTION.replace(right, wrong, 1)))


def test_where_there_is_no_night_nothing_is_promised_too_early(tmp_path: Path) -> None:
    none = SECTION.replace(
        'from: "22:00", to: "07:00", promise: "09:00"', 'from: "10:00", to: "10:00"'
    )
    assert read_text(tmp_path, SOUND + none).station.escalation is not None
