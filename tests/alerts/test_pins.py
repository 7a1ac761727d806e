"""Severe alerts are pinned where the bot may, until they hold no more."""

from datetime import timedelta

import pytest

from models.alert import RunState, Severity
from models.exchange import Delivery, Exchange, Operation, Reason
from tests.alerts.station import WORDS, Station

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh_Hans"])
OUT = {
    "en": "It is out: all 2 chats have it.",
    "zh_Hans": "已发送完毕：2 个群和私聊全部送达。",
}
CARD = {"en": "Newtown police station · Maple Street", "zh_Hans": "Maple Street"}


@LANGUAGES
async def test_where_it_may_not_pin_the_alert_counts_as_delivered(
    station: Station, language: str
) -> None:
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
    await lee.sees(OUT[language])


@LANGUAGES
async def test_it_is_taken_down_after_a_restart_and_the_group_card_stays(
    station: Station, language: str
) -> None:
    street = station.street
    anna = street.resident("Anna")
    street.officer("Lee", roles=("leader",))
    await street.quiet()
    street.maple_street.remove(street.bot)
    street.maple_street.promote(street.bot)  # It is let in anew, and posts its card.
    card = await anna.sees(CARD[language], in_group="Maple Street")
    await street.quiet()
    assert card.is_pinned
    await station.sends(severity=Severity.SEVERE, valid_minutes=60)
    seen = await anna.sees(WORDS[language]["text"], in_group="Maple Street")
    assert seen.is_pinned

    async def two_hours() -> None:
        street.clock.move(timedelta(hours=2))

    await street.restart(while_down=two_hours)
    await station.goes_on()
    assert (card.is_pinned, seen.is_pinned) == (True, False)


@LANGUAGES
async def test_a_pin_whose_answer_was_lost_is_taken_down_too(
    station: Station, language: str
) -> None:
    street = station.street
    anna = street.resident("Anna")
    street.officer("Lee", roles=("leader",))
    await street.quiet()
    street.telegram.faults.lose_answer(before=False, method="pinChatMessage", times=1)
    alert = await station.sends(severity=Severity.SEVERE, valid_minutes=60)
    seen = await anna.sees(WORDS[language]["text"], in_group="Maple Street")
    await street.quiet()
    assert seen.is_pinned
    assert (await station.run(alert)).state is RunState.DONE
    await station.goes_on(seconds=3_600)
    assert not seen.is_pinned
