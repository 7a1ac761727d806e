"""A case that nobody takes moves on by the policy's steps, and the asker reads one message."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.desks import Desks
from bot.directories import Directories
from bot.store import Store
from models.case import CaseEvent, CaseKind, Urgency
from models.exchange import Exchange, Operation, Purpose
from models.person import Person
from scheduler import deadlines
from services import cases
from services.cases import Request
from services.escalation_policy import Escalation, SeesTo
from tests.street import DUTY_ROOM, GRID, Street


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("/help The lift is stuck", 180),
        ("/ask The lift is stuck, whom do I call?", 900),
        ("/help There is a fire, The lift is stuck", 45),
    ],
)
async def test_each_kind_and_urgency_has_its_pace(street: Street, words: str, seconds: int) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes(words, in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.later(seconds=seconds - 20)
    await carol.does_not_see("The lift is stuck")
    await street.later(seconds=20)
    await carol.sees("The lift is stuck")


async def test_an_alarm_has_the_pace_of_what_is_urgent(street: Street) -> None:
    street.officer("Ben")
    await street.quiet()
    desks = Desks(street.store, Directories(street.bot.id), street.clock)
    async with desks.open() as desk:
        escalation: Escalation = desk.directory.escalation
    policy = escalation.policy(SeesTo.UNACCEPTED, CaseKind.ALARM, Urgency.URGENT)
    assert {step.wait for step in policy.steps} == {timedelta(seconds=45)}
    assert policy.order[-2:] == ("chief", "duty_room")


async def test_an_alarm_climbs_within_seconds_to_the_duty_room(street: Street) -> None:
    """Nothing in the product opens one yet; the service does, as an alarm button would have it."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    chen = street.officer("Chen", on_duty=False, roles=("chief",))
    dan = street.officer("Dan", on_duty=False)
    street.duty_room(dan)
    await street.quiet()
    address = await street.address(anna)
    desks = Desks(street.store, Directories(street.bot.id), street.clock)
    async with desks.open() as desk:
        asker = await desk.session.get_one(Person, address.person_id)
        acting = desk.acting_as(asker, place=address)
        case = await cases.open_case(acting, Request(CaseKind.ALARM, "Maple Street 4"))
    assert case.urgency is Urgency.URGENT
    await street.restart()
    for officer in (ben, carol, chen):
        await officer.sees("Alarm")
        await street.later(seconds=30)
        await dan.does_not_see("Alarm", in_group=DUTY_ROOM)
        await street.later(seconds=15)
    await dan.sees("Alarm", in_group=DUTY_ROOM)


async def test_a_policy_comes_round_five_times_and_then_moves_on(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.officer("Carol", position="backup")
    steps = [{"notify": "main", "wait": "1m"}, {"notify": "backup", "wait": "1m"}]
    street.file["escalation"] = {"policies": [{"repeat": 5, "steps": steps}]}
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    for _ in range(2 * 6):
        await ben.does_not_see("is overdue and nobody has it yet")
        await street.later(minutes=1)
    await ben.sees("is overdue and nobody has it yet")
    async with street.record() as session:
        asked = select(CaseEvent.detail).where(CaseEvent.what == "asked_again")
        rounds = [detail["round"] for detail in await session.scalars(asked)]
    assert rounds == [1, 2, 3, 4, 5]
    for _ in range(30):
        await street.later(minutes=1)
    async with street.record() as session:
        waiting = select(CaseEvent).where(CaseEvent.what == "still_waiting")
        assert len((await session.scalars(waiting)).all()) == 1


async def test_the_asker_reads_one_message_that_is_edited(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("With Officer Ben", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.later(minutes=3)
    card = await carol.sees("The lift is stuck")
    await anna.sees("Passed on to Officer Carol", in_group=GRID)
    assert "will come back to you by 10:10" in receipt.text
    await carol.taps(card, "Accept")
    await anna.sees("Officer Carol has it", in_group=GRID)
    case = await street.case()
    shown = await street.sent(
        Exchange.case_id == case.id,
        Exchange.operation == Operation.SEND,
        Exchange.address_id == (await street.address(street.maple_street)).id,
    )
    assert [one.purpose for one in shown] == [Purpose.RECEIPT]


async def test_the_station_file_has_policies_of_its_own(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    dan = street.officer("Dan", on_duty=False)
    mia = street.officer("Mia", on_duty=False, roles=("mediator",))
    backup = street.officer("Carol", position="backup")
    street.duty_room(ben)
    street.file["escalation"] = {
        "policies": [
            {"kinds": ["dispute"], "steps": [{"notify": "chief", "wait": "1m"}]},
            {
                "kinds": ["help"],
                "urgency": ["ordinary"],
                "repeat": 1,
                "steps": [
                    {"notify": "main", "wait": "30s"},
                    {"person": street.file["people"][1]["badge"], "wait": "2m"},
                    {"role": "mediator", "wait": "1m"},
                    {"notify": "duty_room", "wait": "1m"},
                ],
            },
        ]
    }
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await street.later(seconds=30)
    await dan.sees("The lift is stuck")
    await anna.sees("Passed on to Officer Dan", in_group=GRID)
    await street.later(seconds=119)
    await mia.does_not_see("The lift is stuck")
    await street.later(seconds=1)
    await mia.sees("The lift is stuck")
    await street.later(minutes=1)
    await ben.sees("The lift is stuck", in_group=DUTY_ROOM)
    await street.later(minutes=1)
    reminder = await ben.sees("you are asked once more")
    assert reminder.reply_to == card
    for minutes in (1, 2, 1, 1):
        await street.later(minutes=minutes)
    await ben.sees("is overdue and nobody has it yet", in_group=DUTY_ROOM)
    await backup.does_not_see("The lift is stuck")


async def test_a_step_for_one_person_who_is_away_is_passed_over(street: Street) -> None:
    anna, ben, dan = street.resident("Anna"), street.officer("Ben"), street.officer("Dan")
    eve = street.officer("Eve", on_duty=False, roles=("chief",))
    steps = [{"person": "0002", "wait": "1m"}, {"notify": "chief", "wait": "1m"}]
    street.file["escalation"] = {"policies": [{"steps": steps}]}
    await street.quiet()
    await dan.writes("/duty")
    await dan.taps(await dan.sees("Your shifts"), "I'm away until…")
    await dan.taps(await dan.sees("Until when are you away?"), "11-20 11:00")
    await dan.sees("You are away until 20 Nov 11:00")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await eve.sees("The lift is stuck")
    for one in (ben, dan):
        await one.does_not_see("The lift is stuck")


async def test_in_the_place_of_steps_with_nobody_the_duty_room_is_asked(street: Street) -> None:
    """Also where the station's policy doesn't name it."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.duty_room(ben)
    steps = [{"notify": "main", "wait": "1m"}, {"notify": "leader", "wait": "1m"}]
    street.file["escalation"] = {"policies": [{"repeat": 1, "steps": steps}]}
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.does_not_see("The lift is stuck", in_group=DUTY_ROOM)
    await street.later(minutes=1)
    await ben.sees("The lift is stuck", in_group=DUTY_ROOM)
    await street.later(minutes=1)
    assert (await ben.sees("you are asked once more")).reply_to == card
    async with street.record() as session:
        moved = select(CaseEvent.detail).where(CaseEvent.what == "moved_on")
        details = list(await session.scalars(moved))
    assert details == [{"to": "duty_room", "passed_over": ["leader"]}]


async def test_where_there_is_no_duty_room_either_the_chief_is_asked(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    chen = street.officer("Chen", on_duty=False, roles=("chief",))
    steps = [{"notify": "main", "wait": "1m"}, {"notify": "leader", "wait": "1m"}]
    street.file["escalation"] = {"policies": [{"steps": steps}]}
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.later(minutes=1)
    await chen.sees("The lift is stuck")
    await street.later(minutes=1)
    await chen.sees("is overdue and nobody has it yet")
    assert len([one for one in chen.chat() if "The lift is stuck" in one.text]) == 1


async def test_it_starts_anew_when_the_case_changes_hands(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    carol = street.officer("Carol", position="backup")
    lea = street.officer("Lea", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.later(minutes=5)
    await ben.taps(card, "Pass on")
    await carol.sees("The lift is stuck")
    await anna.sees("Passed on to Officer Carol", in_group=GRID)
    await street.later(seconds=179)
    await lea.does_not_see("The lift is stuck")
    await street.later(seconds=1)
    await lea.sees("The lift is stuck")


async def test_two_who_sweep_at_once_do_it_once(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.officer("Carol", position="backup")
    street.officer("Lea", position="leader", roles=("leader",))
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.quiet()
    assert street.app is not None
    other = Store(street.database)
    desks = Desks(other, Directories(street.bot.id), street.clock)
    street.clock.move(timedelta(minutes=3))
    await asyncio.gather(
        street.app.sweep(), *(deadlines.sweep(desks.open, lambda _: None) for _ in range(3))
    )
    await other.close()
    async with street.record() as session:
        moved = select(CaseEvent).where(CaseEvent.what == "moved_on")
        assert len(list(await session.scalars(moved))) == 1
