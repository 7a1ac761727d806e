"""Severe alerts are pinned where the bot may, until they hold no more."""

from datetime import timedelta

from models.alert import RunState, Severity
from models.exchange import Delivery, Exchange, Operation, Reason
from tests.alerts.station import Station


async def test_where_it_may_not_pin_the_alert_counts_as_delivered(station: Station) -> None:
    street = station.street
    (group,) = station.groups(1)
    lee = street.officer("Lee", roles=("leader",))
    await street.quiet()
    group.promote(street.bot, pin=False)
    alert = await station.sends(lee, severity=Severity.EXTREME)
    run = await station.run(alert)
    assert {row.delivery for row in await station.rows(run)} == {Delivery.DONE}
    pins = await street.sent(Exchange.run_id == run.id, Exchange.operation == Operation.PIN)
    assert {pin.reason for pin in pins} == {None, Reason.NO_RIGHT}
    await lee.sees("It is out: all 2 chats have it.")


async def test_it_is_taken_down_after_a_restart_and_the_group_card_stays(station: Station) -> None:
    street = station.street
    anna = street.resident("Anna")
    street.officer("Lee", roles=("leader",))
    await street.quiet()
    street.maple_street.remove(street.bot)
    street.maple_street.promote(street.bot)  # It is let in anew, and posts its card.
    card = await anna.sees("Newtown police station · Maple Street", in_group="Maple Street")
    await street.quiet()
    assert card.is_pinned
    await station.sends(severity=Severity.SEVERE, valid_minutes=60)
    seen = await anna.sees("Nobody asks", in_group="Maple Street")
    assert seen.is_pinned

    async def two_hours() -> None:
        street.clock.move(timedelta(hours=2))

    await street.restart(while_down=two_hours)
    await station.goes_on()
    assert (card.is_pinned, seen.is_pinned) == (True, False)


async def test_a_pin_whose_answer_was_lost_is_taken_down_too(station: Station) -> None:
    street = station.street
    anna = street.resident("Anna")
    street.officer("Lee", roles=("leader",))
    await street.quiet()
    street.telegram.faults.lose_answer(before=False, method="pinChatMessage", times=1)
    alert = await station.sends(severity=Severity.SEVERE, valid_minutes=60)
    seen = await anna.sees("Nobody asks", in_group="Maple Street")
    await street.quiet()
    assert seen.is_pinned
    assert (await station.run(alert)).state is RunState.DONE
    await station.goes_on(seconds=3_600)
    assert not seen.is_pinned
