"""When something happened, as people say it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import told_in

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CLEAR = {
    "昨天15:30": "11-19 15:30",
    "昨天15：30": "11-19 15:30",
    "yesterday 15:30": "11-19 15:30",
    "yesterday at 3 pm": "11-19 15:00",
    "刚才": "11-20 10:00",
    "just now": "11-20 10:00",
    "今早8点": "11-20 08:00",
    "8 am": "11-20 08:00",
    "昨天下午三点半": "11-19 15:30",
    "昨晚11点半": "11-19 23:30",
    "昨晚1点": "11-20 01:00",
    "前天中午12点": "11-18 12:00",
    "11月19日 15:30": "11-19 15:30",
    "19 Nov 15:30": "11-19 15:30",
    "Nov 19 at 15:30": "11-19 15:30",
    "2026-11-18 08:00": "11-18 08:00",
    "12月1日 8点": "12-01 08:00",
    "半小时前": "11-20 09:30",
    "20分钟前": "11-20 09:40",
    "two hours ago": "11-20 08:00",
    "half an hour ago": "11-20 09:30",
    "last night 11:20 pm": "11-19 23:20",
}
UNCLEAR = [
    "yesterday",
    "昨天",
    "昨晚",
    "今天晚上8点",
    "20:00 today",
    "13912345678",
    "no idea",
    "25点",
]


@pytest.mark.parametrize("said", CLEAR)
def test_what_is_clear(said: str) -> None:
    told = told_in(f"It was {said}: the pipe burst", NOW)
    assert told is not None
    assert told.at.strftime("%m-%d %H:%M") == CLEAR[said]
    assert told.sure
    assert told.at <= NOW


@pytest.mark.parametrize("said", UNCLEAR)
def test_what_leaves_the_hour_open_or_lies_ahead_is_no_time(said: str) -> None:
    assert told_in(said, NOW) is None


def test_a_mere_hour_is_the_last_one_and_not_sure() -> None:
    for said, at in (("9:15", "11-20 09:15"), ("15:30", "11-19 15:30"), ("三点", "11-20 03:00")):
        told = told_in(said, NOW)
        assert told is not None
        assert not told.sure
        assert told.at.strftime("%m-%d %H:%M") == at


@given(st.text())
def test_any_text_tells_a_time_that_has_passed_or_none(text: str) -> None:
    told = told_in(text, NOW)
    assert told is None or (told.at - NOW).total_seconds() <= 300
