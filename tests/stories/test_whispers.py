"""What the asker alone sees in the group, beside a neutral line: never the only copy."""

import pytest

from models.exchange import Delivery, Exchange, Operation
from simulator import Person
from simulator.errors import Refusal, bad_request
from tests.street import GRID, Street

ASKED = "/help My husband drinks and shouts"
ALONE = "Only you can see this message."
SHOPS = "Maple Street shops"


async def whispered(street: Street) -> list[Exchange]:
    return await street.sent(Exchange.operation == Operation.WHISPER)


async def resolves(ben: Person, outcome: str) -> None:
    await ben.taps(await ben.sees("My husband"), "Resolve")
    await ben.replies(await ben.sees("How did it end?"), outcome)
    await ben.taps(await ben.sees("Post it?"), "Post it")


async def test_a_delicate_receipt(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella")
    street.officer("Ben")
    await anna.writes(ASKED, in_group=GRID)
    alone = await anna.sees(ALONE, in_group=GRID)
    assert "My husband drinks and shouts" in alone.text
    shown = await ella.sees("We have your request. Its number is", in_group=GRID)
    assert "husband" not in shown.text
    await street.quiet()
    await ella.does_not_see(ALONE)


async def test_an_ordinary_receipt_has_none(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await anna.sees("We have your request", in_group=GRID)
    assert await whispered(street) == []


async def test_the_outcome_for_who_has_no_private_chat(street: Street) -> None:
    anna, ella = street.resident("Anna", started=False), street.resident("Ella")
    ben = street.officer("Ben")
    await anna.writes(ASKED, in_group=GRID)
    await resolves(ben, "He sleeps at his brother's")
    alone = await anna.sees("He sleeps at his brother's", in_group=GRID)
    assert alone.text.startswith(f"🔒 {ALONE}")
    await street.quiet()
    await ella.does_not_see("brother", in_group=GRID)


async def test_who_has_a_private_chat_reads_the_outcome_there_alone(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes(ASKED, in_group=GRID)
    await resolves(ben, "He sleeps at his brother's")
    assert (await anna.sees("He sleeps at his brother's")).chat.id == anna.id
    assert len(await whispered(street)) == 1


@pytest.mark.parametrize("started", [True, False])
async def test_in_a_private_group(street: Street, started: bool) -> None:
    anna, ella = street.resident("Anna", started=started), street.resident("Ella")
    street.private_group(SHOPS, anna, ella)
    street.officer("Ben")
    await street.quiet()
    await anna.writes("/help Somebody broke my window", in_group=SHOPS)
    shown = await ella.sees("We have your request. Its number is", in_group=SHOPS)
    assert "window" not in shown.text
    assert len(await whispered(street)) == (0 if started else 1)
    await ella.does_not_see(ALONE)
    if not started:
        assert "Somebody broke my window" in (await anna.sees(ALONE, in_group=SHOPS)).text


async def test_what_is_refused_is_nobodys_failure(street: Street) -> None:
    anna, ben = street.resident("Anna", started=False), street.officer("Ben")
    street.maple_street.demote(street.bot)
    await anna.writes("/help@doorstep_bot My husband drinks and shouts", in_group=GRID)
    await anna.sees("We have your request", in_group=GRID)
    (row,) = await whispered(street)
    assert (row.delivery, row.tries) == (Delivery.CANCELLED, 1)
    await street.later(seconds=2)
    await ben.does_not_see("did not arrive")
    assert (await street.address(street.maple_street)).reachable
    assert not await street.failed()


async def test_a_chat_that_is_gone_for_whispers_is_not_gone_for_us(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    gone = bad_request("chat not found")
    street.telegram.faults.answer(gone, when=lambda call: ALONE in str(call.parameters.values))
    await anna.writes(ASKED, in_group=GRID)
    await ben.sees("My husband")
    (row,) = await whispered(street)
    assert row.delivery is Delivery.CANCELLED
    assert (await street.address(street.maple_street)).reachable


async def test_a_server_that_does_not_know_them_is_sent_none(street: Street) -> None:
    """It would show the words to everyone."""
    unknown = Refusal(404, "Not Found")
    street.telegram.faults.answer(unknown, method="deleteEphemeralMessage")
    anna, ella = street.resident("Anna"), street.resident("Ella")
    street.officer("Ben")
    for _ in range(2):
        await anna.writes(ASKED, in_group=GRID)
        await ella.sees("We have your request", in_group=GRID)
    await street.quiet()
    assert all(row.delivery is Delivery.CANCELLED for row in await whispered(street))
    sent = [call for call in street.telegram.calls if ALONE in str(call.parameters)]
    assert sent == []


async def test_a_full_group_drops_it(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.telegram.faults.refuse(
        retry_after=1, when=lambda call: ALONE in str(call.parameters.values), times=1
    )
    await anna.writes(ASKED, in_group=GRID)
    await ben.sees("My husband")
    (row,) = await whispered(street)
    assert (row.delivery, row.tries) == (Delivery.CANCELLED, 1)
    await anna.does_not_see(ALONE)


async def test_nobody_without_a_face_is_whispered_to(street: Street) -> None:
    anna, _ = street.resident("Anna"), street.officer("Ben")
    street.maple_street.promote(anna, anonymous=True)
    await anna.writes(ASKED, in_group=GRID, anonymously=True)
    await anna.sees("We have your request", in_group=GRID)
    assert await whispered(street) == []


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_in_chinese(street: Street) -> None:
    anna, ella = street.resident("李奶奶"), street.resident("小陈")
    street.officer("王向阳")
    await anna.writes("求助 隔壁两口子又打起来了", in_group=GRID)
    alone = await anna.sees("这条消息只有您看得到", in_group=GRID)
    assert "隔壁两口子又打起来了" in alone.text
    await street.quiet()
    await ella.does_not_see("这条消息只有您看得到")
