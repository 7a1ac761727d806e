"""Hours in which nothing is sent that can wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.local_time import begins_each_time, ends_each_time


@dataclass(frozen=True)
class QuietHours:
    """Local times; they cross midnight where the end isn't after the beginning."""

    begins: time
    ends: time

    def __post_init__(self) -> None:
        if self.begins == self.ends:
            raise ValueError("Quiet hours that end when they begin would never be over.")

    @classmethod
    def loaded(cls, data: Mapping[str, str]) -> "QuietHours":
        """From {"from": "22:00", "to": "07:00"}. Raises ValueError or KeyError."""
        return cls(time.fromisoformat(data["from"]), time.fromisoformat(data["to"]))

    def dumped(self) -> dict[str, str]:
        return {"from": f"{self.begins:%H:%M}", "to": f"{self.ends:%H:%M}"}


QUIET = QuietHours(time(22), time(7))


def after_quiet_hours(instant: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """The instant itself outside of the quiet hours, and their end within them, in UTC.

    Where the clocks show the beginning or the end twice, it is quiet from the first beginning to
    the last end.
    """
    instant = instant.astimezone(UTC)
    if quiet is None:
        return instant
    today = instant.astimezone(zone).date()
    nights = quiet.ends < quiet.begins
    for back in (1, 0, -1):
        evening = today - timedelta(days=back)
        morning = evening + timedelta(days=nights)
        begins = begins_each_time(datetime.combine(evening, quiet.begins), zone)
        ends = ends_each_time(datetime.combine(morning, quiet.ends), zone)
        if begins <= instant < ends:
            instant = ends
    return instant
