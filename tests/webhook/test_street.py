"""The main job with a webhook instead of polling."""

import socket

from models.journal import JournalEntry
from tests.street import Street


async def test_a_case_over_the_webhook(street: Street) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    street.settings = {
        "webhook_url": f"http://{address}",
        "webhook_secret": "a-secret_of-the-street",
        "listen": address,
    }
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    street.telegram.faults.repeat_updates(3, kind="message", times=1)
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out", within=15)
    await ben.replies(card, "On my way")
    await anna.sees("On my way", in_group="Maple Street", within=15)
    assert len(await street.cases()) == 1
    assert not street.telegram.calls.named("getUpdates")
    assert await street.journal(JournalEntry.bot_id == street.bot.id)
