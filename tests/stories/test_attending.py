"""Somebody has the case: the asker hears from them, or others see to it."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select

from models.case import CaseEvent
from models.deadline import Deadline, DeadlineKind
from simulator import Person
from simulator.driver.bubble import Bubble
from tests.street import DUTY_ROOM, GRID, Street

LATE = "the asker has heard nothing by the time that was promised"
QUIET = "nothing has come of it"
CHIEF: dict[str, Any] = {"on_duty": False, "roles": ("chief",)}
SET_OUT: dict[str, dict[str, str]] = {
    "en": {
        "accept": "Accept",
        "way": "On my way",
        "coming": "is on the way to you",
        "yours": "You set out at 20 Nov 10:00, and the asker has heard nothing since",
        "others": "Officer Ben set out at 20 Nov 10:00, and the asker has heard nothing since",
        "sorry": "We are sorry that you have to wait",
    },
    "zh_Hans": {
        "accept": "接单",
        "way": "我已出发",
        "coming": "正在赶来",
        "yours": "您11月20日 10:00点了“我已出发”",
        "others": "11月20日 10:00已出发",
        "sorry": "让您久等了，十分抱歉",
    },
}


async def ahead(street: Street) -> list[DeadlineKind]:
    async with street.record() as session:
        return list(await session.scalars(select(Deadline.kind).where(Deadline.done_at.is_(None))))


async def notes(street: Street, what: str) -> list[dict[str, Any]]:
    async with street.record() as session:
        details = select(CaseEvent.detail).where(CaseEvent.what == what).order_by(CaseEvent.id)
        return list(await session.scalars(details))


async def held(street: Street, anna: Person, ben: Person) -> Bubble:
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.quiet()
    return card


async def test_no_word_by_the_promised_time(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    lea = street.officer("Lea", position="leader", roles=("leader",))
    street.duty_room(lea)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    receipt = await anna.sees("Officer Ben has it", in_group=GRID)
    await street.later(minutes=9)
    await ben.does_not_see(LATE)
    await street.later(minutes=1)
    told = await ben.sees(f"You have it, and {LATE}")
    assert told.reply_to == card
    await street.quiet()
    assert "We are sorry that you have to wait" in receipt.text
    await street.later(minutes=10)
    await lea.sees(f"Officer Ben has it, and {LATE}")
    await lea.does_not_see("The lift is stuck")
    await ben.replies(card, "I am coming")
    await street.quiet()
    assert "We are sorry" not in receipt.text
    await street.later(minutes=45)
    await lea.does_not_see(LATE, in_group=DUTY_ROOM)
    assert await ahead(street) == [DeadlineKind.QUIET]


async def test_answered_but_nothing_for_a_day(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    lea = street.officer("Lea", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.replies(card, "I am coming")
    await street.later(hours=20)
    await ben.replies(card, "The part is ordered")
    await street.later(hours=20)
    await ben.does_not_see(f"For a day {QUIET}")
    await street.later(hours=4)
    await ben.sees(f"For a day {QUIET}")
    await lea.does_not_see(QUIET)
    await street.later(hours=24)
    await lea.sees("nothing has come of it for a day")
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end"), "It runs again")
    await ben.taps(await ben.sees("It runs again"), "Post it")
    await anna.sees("It runs again", in_group=GRID)
    assert await ahead(street) == []


async def test_on_my_way_is_a_word(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.quiet()
    assert await ahead(street) == [DeadlineKind.NO_WORD]
    await ben.taps(card, "On my way")
    await anna.sees("is on the way to you", in_group=GRID)
    assert await ahead(street) == [DeadlineKind.NO_WORD]


async def test_where_no_leader_is_on_duty_the_duty_room_is_told_at_once(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    dan = street.officer("Dan", on_duty=False)
    street.duty_room(dan)
    await held(street, anna, ben)
    await street.later(minutes=10)
    await dan.does_not_see(LATE, in_group=DUTY_ROOM)
    await street.later(minutes=10)
    await dan.sees(f"Officer Ben has it, and {LATE}", in_group=DUTY_ROOM)
    told = [{"to": "holder"}, {"to": "duty_room", "passed_over": ["leader"]}]
    assert await notes(street, "no_word") == told
    for _ in range(3):
        await street.later(hours=1)
    assert await notes(street, "no_word") == told


async def test_where_there_is_no_duty_room_the_chief_is_told(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    zoe = street.officer("Zoe", **CHIEF)
    await held(street, anna, ben)
    await street.later(minutes=10)
    await zoe.does_not_see(LATE)
    await street.later(minutes=10)
    await zoe.sees(f"Officer Ben has it, and {LATE}")
    passed = ["leader", "duty_room"]
    assert (await notes(street, "no_word"))[1] == {"to": "chief", "passed_over": passed}


async def test_where_nobody_else_is_left_the_holder_is_told_once_more(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await held(street, anna, ben)
    await street.later(minutes=10)
    await street.later(minutes=10)
    await street.quiet()
    assert len([one for one in ben.chat() if LATE in one.text]) == 2


async def test_no_word_and_no_step_left_is_told_each_day(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    dan = street.officer("Dan", on_duty=False)
    street.duty_room(dan)
    await held(street, anna, ben)
    for minutes in (10, 10):
        await street.later(minutes=minutes)
    for days in (1, 2, 3):
        assert await ahead(street) == [DeadlineKind.NO_WORD]
        await street.later(hours=24)
        assert [told(ben.chat()), told(dan.chat(in_group=DUTY_ROOM))] == [1 + days, 1 + days]
    await ben.replies(await ben.sees("The lift is stuck"), "I am coming")
    await street.quiet()
    assert await ahead(street) == [DeadlineKind.QUIET]


async def test_a_silence_is_told_each_day(street: Street) -> None:
    """Without a duty room, the chief is told with whoever has it."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    zoe = street.officer("Zoe", **CHIEF)
    steps = [{"notify": "holder", "wait": "1h"}]
    street.file["escalation"] = {"policies": [{"purpose": "quiet", "steps": steps}]}
    card = await held(street, anna, ben)
    await ben.replies(card, "I am coming")
    for days in range(3):
        await street.later(hours=24)
        assert [told(ben.chat(), QUIET), told(zoe.chat(), QUIET)] == [1 + days, days]
        assert await ahead(street) == [DeadlineKind.QUIET]


def told(chat: Sequence[Bubble], words: str = LATE) -> int:
    return len([one for one in chat if words in one.text])


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_on_the_way_comes_to_an_end(street: Street, language: str) -> None:
    texts = SET_OUT[language]
    anna, ben = street.resident("Anna"), street.officer("Ben")
    lea = street.officer("Lea", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, texts["accept"])
    await street.quiet()
    await ben.taps(card, texts["way"])
    await anna.sees(texts["coming"], in_group=GRID)
    await street.later(minutes=119)
    await ben.does_not_see(texts["yours"])
    await street.later(minutes=1)
    asked = await ben.sees(texts["yours"])
    assert asked.reply_to == card
    await anna.sees(texts["sorry"], in_group=GRID)
    await street.later(minutes=10)
    await lea.sees(texts["others"])
    await ben.taps(card, texts["way"])
    await street.quiet()
    assert len([one for one in anna.chat(in_group=GRID) if texts["coming"] in one.text]) == 2
    assert await ahead(street) == [DeadlineKind.NO_WORD]


async def test_a_word_on_the_way_is_a_word(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    card = await held(street, anna, ben)
    await ben.taps(card, "On my way")
    await anna.sees("is on the way to you", in_group=GRID)
    await ben.replies(card, "I am held up, it will be half past twelve")
    await anna.sees("half past twelve", in_group=GRID)
    assert await ahead(street) == [DeadlineKind.QUIET]
    await street.later(hours=3)
    await ben.does_not_see("You set out at")


async def test_the_station_says_how_long_the_way_may_be(street: Street) -> None:
    street.file["escalation"] = {"on_the_way": "30m"}
    anna, ben = street.resident("Anna"), street.officer("Ben")
    card = await held(street, anna, ben)
    await ben.taps(card, "On my way")
    await anna.sees("is on the way to you", in_group=GRID)
    await street.later(minutes=29)
    await ben.does_not_see("You set out at")
    await street.later(minutes=1)
    await ben.sees("You set out at 20 Nov 10:00")


async def test_on_the_way_to_whom_no_word_arrives(street: Street) -> None:
    """Nobody has told them, so the promise stands; and after it the way has its end as well."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    lea = street.officer("Lea", position="leader", roles=("leader",))
    await street.quiet()
    await anna.writes("The lift is stuck")
    card = await ben.sees("The lift is stuck")
    await ben.replies(card, "I am coming")
    await anna.sees("I am coming")
    await anna.blocks()
    await street.quiet()
    await ben.taps(card, "On my way")
    await street.quiet()
    assert await ahead(street) == [DeadlineKind.NO_WORD]
    await street.later(hours=2)
    await ben.sees("You set out at 20 Nov 10:00")
    await street.later(minutes=10)
    await lea.sees("Officer Ben set out at 20 Nov 10:00")
