"""Answers and alarms never wait behind a broadcast."""

import pytest

from bot import courier
from bot.flood import FloodLimits
from tests.alerts import middle
from tests.alerts.middle import HEADLINE, halts
from tests.alerts.station import Station

GROUPS = 45  # more than Telegram takes in a second


async def test_a_call_for_help_overtakes_an_alert(station: Station) -> None:
    street = station.street
    street.limits = FloodLimits
    station.groups(GROUPS)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await station.writes()
    await station.begins()
    await anna.writes("/help I smell gas", in_group="Maple Street")
    await ben.sees("I smell gas")
    await street.quiet()
    sent = [call for call in street.telegram.calls.named("sendMessage") if call.is_ok]
    card = next(
        number
        for number, call in enumerate(sent)
        if call.chat == str(ben.id) and "I smell gas" in str(call.parameters)
    )
    alerts = [number for number, call in enumerate(sent) if HEADLINE in str(call.parameters)]
    assert len(alerts) == GROUPS + 1
    assert alerts[0] < card < alerts[-1]


async def test_where_telegram_hangs_an_alert_leaves_room(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    middle.narrow(monkeypatch)
    monkeypatch.setattr(courier, "AT_ONCE", middle.IN_FLIGHT + 2)
    street = station.street
    groups = station.groups(8)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    fault = halts(station, groups[:1])
    await station.writes()
    await station.begins()
    await middle.is_in_the_middle(station, done=1)
    await anna.writes("I smell gas")
    await ben.sees("I smell gas")
    await anna.sees("Its number is")
    street.telegram.faults.lift(fault)
    await station.goes_on()
    assert [middle.copies(group) for group in groups] == [1] * 8
