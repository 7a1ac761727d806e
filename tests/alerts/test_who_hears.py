"""Who hears how an alert fares that nobody here has written."""

import pytest

from tests.alerts.feeds import Server, asks, atom, five_minutes, info, message, people
from tests.alerts.station import Station

SAID = {
    "en": {
        "tag": "en-GB",
        "waits": "waits for a decision",
        "approve": "Approve",
        "over": "1 of 2 chats have it. 1 couldn't be reached",
    },
    "zh_Hans": {
        "tag": "zh-CN",
        "waits": "请您决定是否转发",
        "approve": "审核通过",
        "over": "2 个群和私聊中送达 1 个，1 个未能送达",
    },
}


@pytest.mark.parametrize("language", SAID)
async def test_who_approved_an_import_sees_how_far_it_is_and_whom_it_did_not_reach(
    station: Station, server: Server, language: str
) -> None:
    said = SAID[language]
    lee, _ = people(station)
    kim = station.street.officer("Kim", roles=("chief",))
    ella = station.street.resident("Ella")
    asks(station, server, ("storms", []))
    await station.subscribes(ella)
    server.pages["storms"] = atom([message(said=info(language=said["tag"]))])
    await five_minutes(station)
    await station.street.quiet()
    station.street.maple_street.remove(station.street.bot)
    await lee.taps(await lee.sees(said["waits"]), said["approve"])
    await station.goes_on()
    over = await lee.sees(said["over"])
    assert over.reply_to is not None
    assert over.reply_to.buttons
    await kim.does_not_see(said["over"])


async def test_of_what_nobody_wrote_or_approved_who_is_in_charge_hears_the_end(
    station: Station, server: Server
) -> None:
    lee, _ = people(station)
    room = station.street.duty_room(lee)
    asks(station, server, ("storms", ["severe"]))
    server.pages["storms"] = atom([message()])
    await five_minutes(station)
    await lee.sees("It is out: the one chat has it.", in_group=room.title)
    assert sum("It is out" in one.text for one in lee.chat(room.title)) == 1
