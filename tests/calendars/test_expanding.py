"""Calendars as other programs write them, read as shifts; local times when the clocks change."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.shift import Position
from services.calendars import CalendarError, Known, Listed, expand
from services.station_file.recurring import calendar_of
from services.station_file.shift_entries import Instead, Repeats, ShiftEntry

SHANGHAI, MADRID = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Madrid")
GRIDS = [("east", "东园小区"), ("west", "West, Garden")]


def known(zone: ZoneInfo = SHANGHAI, **duty: object) -> Known:
    return Known.of(zone, ["0001", "0002", "F001"], GRIDS, duty)


def calendar(*events: str, head: str = "") -> str:
    body = "".join(f"BEGIN:VEVENT\n{one.strip()}\nEND:VEVENT\n" for one in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{head}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n")


def of(
    text: str, since: str, until: str, zone: ZoneInfo = SHANGHAI, **duty: object
) -> list[Listed]:
    begins, ends = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (since, until))
    found = expand(text, known(zone, **duty), begins, ends)
    assert found.left_out == []
    return sorted(found.shifts, key=lambda one: (one.starts_at, one.badge))


def spans(shifts: list[Listed]) -> list[str]:
    """In UTC: 20T00:00-12:00."""
    return [f"{one.starts_at:%dT%H:%M}-{one.ends_at:%dT%H:%M}" for one in shifts]


GOOGLE = calendar(
    """
UID:abc123@google.com
DTSTART;TZID=Asia/Shanghai:20261116T080000
DTEND;TZID=Asia/Shanghai:20261116T200000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20261130T155959Z
EXDATE;TZID=Asia/Shanghai:20261117T080000
SUMMARY:0001 王向阳 主班
LOCATION:东园小区
STATUS:CONFIRMED
""",
    """
UID:abc123@google.com
RECURRENCE-ID;TZID=Asia/Shanghai:20261123T080000
DTSTART;TZID=Asia/Shanghai:20261123T100000
DTEND;TZID=Asia/Shanghai:20261123T200000
SUMMARY:0002 李晓梅 主班
LOCATION:东园小区
STATUS:CONFIRMED
""",
    """
UID:abc123@google.com
RECURRENCE-ID;TZID=Asia/Shanghai:20261124T080000
DTSTART;TZID=Asia/Shanghai:20261124T080000
DTEND;TZID=Asia/Shanghai:20261124T200000
SUMMARY:0001 王向阳 主班
STATUS:CANCELLED
""",
    """
UID:utc@google.com
DTSTART:20261118T000000Z
DTEND:20261118T120000Z
SUMMARY:Backup 0002
LOCATION:东园小区
""",
    head="METHOD:PUBLISH\nX-WR-CALNAME:Duty\nX-WR-TIMEZONE:Asia/Shanghai\n"
    "BEGIN:VTIMEZONE\nTZID:Asia/Shanghai\nX-LIC-LOCATION:Asia/Shanghai\nBEGIN:STANDARD\n"
    "TZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nTZNAME:CST\nDTSTART:19700101T000000\nEND:STANDARD\n"
    "END:VTIMEZONE\n",
)
OUTLOOK = calendar(
    """
CLASS:PUBLIC
UID:040000008200E00074C5B7101A82E008
DTSTART;TZID="China Standard Time":20261120T200000
DTEND;TZID="China Standard Time":20261121T080000
RRULE:FREQ=DAILY;COUNT=2
SUMMARY;LANGUAGE=zh-cn:F001
CATEGORIES:Backup,west
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
""",
    head="METHOD:PUBLISH\nBEGIN:VTIMEZONE\nTZID:China Standard Time\nBEGIN:STANDARD\n"
    "DTSTART:16010101T000000\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\n"
    "END:VTIMEZONE\n",
)
# Its own name for a zone that no list of zones knows: its rules stand in the file.
NEXTCLOUD = calendar(
    """
CREATED:20261001T070000Z
UID:2f3a
DTSTART;TZID=Station time:20261024T220000
DURATION:PT8H
RRULE:FREQ=DAILY;COUNT=2
SUMMARY:0001
CATEGORIES:leader
""",
    head="BEGIN:VTIMEZONE\nTZID:Station time\nBEGIN:DAYLIGHT\nTZOFFSETFROM:+0100\n"
    "TZOFFSETTO:+0200\nTZNAME:CEST\nDTSTART:19700329T020000\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nBEGIN:STANDARD\nTZOFFSETFROM:+0200\n"
    "TZOFFSETTO:+0100\nTZNAME:CET\nDTSTART:19701025T030000\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nEND:VTIMEZONE\n",
)


def test_as_google_writes_it() -> None:
    found = of(GOOGLE, "2026-11-15", "2026-12-15")
    assert [(one.badge, one.position.value) for one in found] == [
        ("0001", "main"),
        ("0002", "backup"),
        ("0002", "main"),
        ("0001", "main"),
    ]
    assert {one.grids for one in found} == {frozenset({"east"})}
    assert spans(found) == [
        "16T00:00-16T12:00",
        "18T00:00-18T12:00",
        "23T02:00-23T12:00",
        "30T00:00-30T12:00",
    ]


def test_as_outlook_writes_it() -> None:
    found = of(OUTLOOK, "2026-11-19", "2026-12-15")
    assert spans(found) == ["20T12:00-21T00:00", "21T12:00-22T00:00"]
    assert {(one.badge, one.position, one.grids) for one in found} == {
        ("F001", Position.BACKUP, frozenset({"west"}))
    }


def test_as_nextcloud_writes_it_with_a_zone_of_its_own() -> None:
    found = of(NEXTCLOUD, "2026-10-20", "2026-11-15", MADRID)
    assert [one.starts_at.isoformat() for one in found] == [
        "2026-10-24T20:00:00+00:00",
        "2026-10-25T21:00:00+00:00",
    ]
    assert {(one.position, one.grids) for one in found} == {(Position.LEADER, None)}


def test_a_whole_day_and_times_without_a_zone_are_the_stations() -> None:
    text = calendar(
        "UID:1\nDTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261121\nSUMMARY:0001\n",
        "UID:2\nDTSTART:20261121T080000\nDTEND:20261121T200000\nSUMMARY:0001 and 0002\n",
    )
    found = of(text, "2026-11-15", "2026-12-15")
    assert spans(found) == ["19T16:00-20T16:00", "21T00:00-21T12:00", "21T00:00-21T12:00"]
    assert [one.badge for one in found] == ["0001", "0001", "0002"]


def entry(repeats: Repeats) -> str:
    text = calendar_of([ShiftEntry("0001", Position.MAIN, ("east",), repeats=repeats)])
    assert text is not None
    return text


def daily(begins: str, ends: str, **more: object) -> str:
    starts, stops = datetime.fromisoformat(begins), datetime.fromisoformat(ends)
    return entry(Repeats("FREQ=DAILY", starts, stops, **more))  # type: ignore[arg-type]


def test_a_night_shift_is_an_hour_longer_in_autumn_and_shorter_in_spring() -> None:
    text = daily("2026-01-01T22:00", "2026-01-02T06:00")
    for since, until, length in (("2026-10-24", "2026-10-25", 9), ("2026-03-28", "2026-03-29", 7)):
        found = of(text, f"{since}T12:00", f"{until}T00:00", MADRID)
        assert [(one.ends_at - one.starts_at).total_seconds() / 3600 for one in found] == [length]
    found = of(text, "2026-03-28T10:00", "2026-03-28T20:00", SHANGHAI)
    assert [(one.ends_at - one.starts_at).total_seconds() / 3600 for one in found] == [8]


@pytest.mark.parametrize(
    ("day", "ends", "begins"),
    [
        ("2026-03-29", "01:30", "01:30"),  # 02:30 is left out: both are when the clocks moved on
        ("2026-10-25", "01:30", "00:30"),  # shown twice: an hour in which both are on duty
        ("2026-10-26", "01:30", "01:30"),
    ],
)
def test_shifts_that_meet_when_the_clocks_change_leave_no_gap(
    day: str, ends: str, begins: str
) -> None:
    before = of(
        daily("2026-01-01T20:30", "2026-01-02T02:30"), f"{day}T00:10", f"{day}T00:20", MADRID
    )
    after = of(
        daily("2026-01-01T02:30", "2026-01-01T08:30"), f"{day}T02:00", f"{day}T03:00", MADRID
    )
    assert [f"{one.ends_at:%H:%M}" for one in before] == [ends]
    assert [f"{one.starts_at:%H:%M}" for one in after] == [begins]


def test_workdays_are_chinas_with_those_made_up_for() -> None:
    text = daily("2026-02-01T09:00", "2026-02-01T18:00", days="workdays")
    days = [one.starts_at.day for one in of(text, "2026-02-13", "2026-03-02", holidays="CN")]
    assert days == [13, 14, 24, 25, 26, 27, 28]  # 14 and 28 February are Saturdays
    text = daily("2026-02-01T09:00", "2026-02-01T18:00", days="rest_days")
    own: dict[str, Any] = {
        "holidays": "CN",
        "workdays": ["2026-02-15"],
        "rest_days": ["2026-02-13"],
    }
    assert [one.starts_at.day for one in of(text, "2026-02-13", "2026-02-18", **own)] == [
        13,
        16,
        17,
    ]


def test_exceptions_and_another_officer_for_a_day() -> None:
    instead = Instead(
        date(2026, 11, 21),
        "0002",
        Position.BACKUP,
        None,
        datetime(2026, 11, 21, 10),  # noqa: DTZ001  As clocks there show it.
        datetime(2026, 11, 21, 12),  # noqa: DTZ001
    )
    text = daily(
        "2026-11-01T08:00",
        "2026-11-01T20:00",
        except_on=(date(2026, 11, 20),),
        instead=(instead,),
    )
    found = of(text, "2026-11-19", "2026-11-22T12:00")
    assert spans(found) == ["19T00:00-19T12:00", "21T02:00-21T04:00", "22T00:00-22T12:00"]
    assert [(one.badge, one.position.value, one.grids) for one in found][1] == (
        "0002",
        "backup",
        None,
    )


def test_what_cannot_be_used_is_left_out_and_said() -> None:
    event = "UID:{0}\nDTSTART:20261121T080000\nDTEND:20261121T200000\n{1}\n"
    text = calendar(
        event.format(1, "SUMMARY:Team lunch"),
        event.format(2, "SUMMARY:0001\nLOCATION:The moon"),
        event.format(3, "SUMMARY:0001"),
    )
    found = expand(text, known(), *(datetime(2026, 11, day, tzinfo=UTC) for day in (20, 23)))
    assert len(found.shifts) == 1
    assert found.left_out == [
        'The entry "Team lunch" of 2026-11-21: its title names no badge of this station.',
        'The entry "0001" of 2026-11-21: there is no grid "The moon".',
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html>Sign in</html>", "no iCalendar text"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT", "no iCalendar text"),
        (
            calendar("UID:1\nDTSTART:20261121T080000\nSUMMARY:0001\nRRULE:FREQ=SECONDLY\n"),
            "not SECONDLY",
        ),
        (
            calendar(
                "UID:1\nDTSTART:20261121T080000\nSUMMARY:0001\nRRULE:FREQ=DAILY;BYMINUTE="
                + ",".join(map(str, range(60)))
                + "\n"
            ),
            "24 times a day",
        ),
    ],
)
def test_what_is_no_roster_or_would_keep_a_machine_busy_is_refused(text: str, said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        of(text, "2026-11-15", "2026-12-15")
